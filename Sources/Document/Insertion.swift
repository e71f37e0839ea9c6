/// Edits that add an entry to a mapping, block or flow, or make a mapping of an empty value.
extension YAMLNode {
  /// Adds an entry behind the last one. Nil when the key is there, when this is no mapping (or empty value),
  /// and through an alias.
  package func inserting(key: String, value: String, style: ScalarStyle? = nil) -> Edit? {
    inserting(path: [key], value: value, style: style)
  }

  /// Adds the first key with a mapping of the second, and so on; the last one gets the value.
  package func inserting(path keys: [String], value: String, style: ScalarStyle? = nil) -> Edit? {
    guard use == NodeRecord.none, let first = keys.first else { return nil }
    let entry = NewEntry(keys: keys, value: value, style: style)
    let record = self.record
    switch record.shape {
    case .sequence, .alias: return nil
    case .scalar:
      guard isNull else { return nil }
      return insertingIntoNull(entry)
    case .mapping:
      if let old = self.entry(for: first), !old.merged { return nil }
      if record.flags.contains(.bracketless) { return nil }
      return record.flags.contains(.flow) ? insertingIntoFlow(entry) : insertingIntoBlock(entry)
    }
  }

  // MARK: Flow

  private func insertingIntoFlow(_ entry: NewEntry) -> Edit? {
    let children = tree.arena.children(of: index)
    guard let last = children.last, children.count > 1 else {
      return Edit(range: TextRange(at: Int(record.start) + 1), text: entry.flow(quoted: false))
    }
    let key = tree.arena.records[Int(children[children.endIndex - 2])]
    let text = entry.flow(quoted: key.style == .doubleQuoted)
    let value = tree.arena.records[Int(last)]
    let next = tree.arena.source.bytes.withUnsafeBufferPointer {
      let next = skipSpaceAndComments($0, from: Int(value.end))
      return next < $0.count && $0[next] == Byte.comma ? next : nil
    }
    if let next { return Edit(range: TextRange(at: next + 1), text: " " + text) }
    // `{a:, …` is not read as an empty value, `{a: , …` is.
    let isEmpty = value.start == value.end && !value.flags.contains(.noColon)
    return Edit(range: TextRange(at: Int(value.end)), text: (isEmpty ? " , " : ", ") + text)
  }

  // MARK: Block

  private func insertingIntoBlock(_ entry: NewEntry) -> Edit? {
    let source = tree.arena.source
    guard let end = lineEndBehindLastLeaf() else { return nil }
    let indent = source.position(at: Int(record.start)).column - 1
    let text = source.lineBreak + entry.block(indent: indent, step: source.indentStep, source.lineBreak)
    return Edit(range: TextRange(at: end), text: text)
  }

  /// Where a new line may begin without changing the value above.
  private func lineEndBehindLastLeaf() -> Int? {
    let arena = tree.arena
    var leaf = index
    while let last = arena.children(of: leaf).last { leaf = last }
    let record = arena.records[Int(leaf)]
    return arena.source.bytes.withUnsafeBufferPointer { bytes in
      var end = lineEnd(bytes, from: Int(self.record.end))
      guard record.shape == .scalar, record.style.isBlock else { return end }
      let header = bytes[Int(record.start)..<min(Int(record.start) + 3, bytes.count)]
      var line = nextLine(bytes, from: end)
      while line < bytes.count {
        let lineEnd = lineEnd(bytes, from: line)
        guard bytes[line..<lineEnd].allSatisfy(Byte.isBlank) else { break }
        // Blank lines are text where the header keeps them or they hold spaces.
        if header.contains(UInt8(ascii: "+")) || lineEnd > line { end = lineEnd }
        line = nextLine(bytes, from: lineEnd)
      }
      // Without a final line break the scalar's text has none either: a new line would give it one.
      let isOpen = end == bytes.count && !header.contains(Byte.dash)
      return isOpen && (record.count > 0 || header.contains(UInt8(ascii: "+"))) ? nil : end
    }
  }

  // MARK: Empty values

  private func insertingIntoNull(_ entry: NewEntry) -> Edit? {
    let record = self.record
    guard record.range.isEmpty, !record.flags.contains(.flow) else {
      return filling(with: "{" + entry.flow(quoted: false) + "}")
    }
    guard !record.flags.contains(.noColon) else { return nil }
    let source = tree.arena.source
    let start = Int(record.start)
    return source.bytes.withUnsafeBufferPointer { bytes in
      let line = source.lineRange(source.lineIndex(of: start) + 1)
      let key = skipIndicators(bytes, in: TextRange(start: line.start, end: start))
      guard key < start else {
        let indent = source.position(at: start).column
        let text = entry.block(indent: indent, step: source.indentStep, source.lineBreak)
        return Edit(range: record.range, text: " " + text.drop { $0 == " " })
      }
      guard bytes[key] != Byte.colon else { return nil }
      let indent = source.position(at: key).column - 1 + source.indentStep
      let text = entry.block(indent: indent, step: source.indentStep, source.lineBreak)
      return Edit(range: TextRange(at: line.end), text: source.lineBreak + text)
    }
  }
}

/// What is to be written: keys inside each other, and a value.
private struct NewEntry {
  var keys: [String]
  var value: String
  var style: ScalarStyle?

  /// `a: {b: value}`; `quoted` where the neighbours are JSON.
  func flow(quoted: Bool) -> String {
    let keyWriter = ScalarWriter(isFlow: true, style: quoted ? .doubleQuoted : nil)
    let isLiteral = ["true", "false"].contains(value) || Double(value) != nil
    let valueWriter = ScalarWriter(isFlow: true, style: style ?? (quoted && !isLiteral ? .doubleQuoted : nil))
    let names = keys.map(keyWriter.written)
    return names.joined(separator: ": {") + ": " + valueWriter.written(value)
      + String(repeating: "}", count: keys.count - 1)
  }

  /// One key a line, each indented one step more.
  func block(indent: Int, step: Int, _ lineBreak: String) -> String {
    let names = keys.map(ScalarWriter(isFlow: false, style: nil).written)
    let lines = names.enumerated().map { String(repeating: " ", count: indent + $0 * step) + $1 + ":" }
    return lines.joined(separator: lineBreak) + " "
      + ScalarWriter(isFlow: false, style: style).written(value)
  }
}

/// Behind the indentation and the `- ` and `? ` that a line begins with.
private func skipIndicators(_ bytes: UnsafeBufferPointer<UInt8>, in range: TextRange) -> Int {
  var index = range.start
  while index < range.end {
    let byte = bytes[index]
    let isIndicator = byte == Byte.dash || byte == Byte.question
    let isAlone = index + 1 >= bytes.count || Byte.isSpace(bytes[index + 1])
    guard Byte.isBlank(byte) || (isIndicator && isAlone) else { break }
    index += 1
  }
  return index
}

extension SourceText {
  /// How far this file indents a mapping below its key; 2 where it does not show.
  fileprivate var indentStep: Int {
    bytes.withUnsafeBufferPointer { bytes in
      var outer: Int?
      var line = textStart
      while line < bytes.count {
        let end = lineEnd(bytes, from: line)
        var start = line
        while start < end, bytes[start] == Byte.space { start += 1 }
        if start < end, bytes[start] != Byte.hash {
          let indent = start - line
          if let outer, indent > outer, bytes[start] != Byte.dash { return min(indent - outer, 8) }
          outer = bytes[end - 1] == Byte.colon && bytes[start] != Byte.dash ? indent : nil
        }
        line = nextLine(bytes, from: end)
      }
      return 2
    }
  }
}
