/// What holds for every file, whatever it is: each broken rule comes back as a sentence.
import Document

func brokenInvariants(of stream: YAMLStream) -> [String] {
  var check = InvariantCheck(source: stream.source)
  for fault in stream.faults {
    check.isTrue(check.isInFile(fault.range), "fault outside the file: \(fault)")
    if let related = fault.related {
      check.isTrue(check.isInFile(related), "related outside the file: \(fault)")
    }
  }
  var end = 0
  for comment in stream.comments {
    check.isTrue(
      comment.range.start >= end && check.isInFile(comment.range), "comment out of order: \(comment)")
    check.isTrue(check.cut(comment.range).hasPrefix("#"), "comment without #: \(comment)")
    end = comment.range.end
  }
  end = 0
  for document in stream.documents {
    check.isTrue(document.range.start >= end && check.isInFile(document.range), "document \(document.range)")
    end = document.range.end
    if let root = document.root { check.node(root, in: document.range) }
  }
  return check.broken
}

private struct InvariantCheck {
  let source: SourceText
  var broken: [String] = []

  mutating func isTrue(_ condition: Bool, _ sentence: @autoclosure () -> String) {
    if !condition, broken.count < 5 { broken.append(sentence()) }
  }

  func isInFile(_ range: TextRange) -> Bool {
    range.start <= range.end && source.range.contains(range)
      && source.position(at: range.start).line <= source.lineCount
  }

  func cut(_ range: TextRange) -> String { source.text(range) }

  mutating func node(_ node: YAMLNode, in parent: TextRange) {
    isTrue(isInFile(node.range), "outside the file: \(node.range)")
    isTrue(parent.contains(node.range), "\(node.range) outside its parent \(parent)")
    guard node.definition == nil, !node.isUnresolved else { return }
    isTrue(node.range.contains(node.contentRange), "content outside \(node.range)")
    switch node.kind {
    case .scalar: scalar(node)
    case .sequence:
      var end = node.range.start
      for item in node.items {
        isTrue(item.range.start >= end, "item before the one above: \(item.range)")
        end = item.range.end
        self.node(item, in: node.range)
      }
    case .mapping:
      for entry in node.entries where !entry.merged {
        isTrue(entry.key.range.end <= entry.value.range.start, "value before its key: \(entry.value.range)")
        isTrue(node.entry(for: entry.key.text) != nil, "key not found: \(entry.key.text)")
        self.node(entry.key, in: node.range)
        self.node(entry.value, in: node.range)
      }
    }
  }

  private mutating func scalar(_ node: YAMLNode) {
    let cut = cut(node.range)
    switch node.style {
    case .plain:
      let isFolded = cut.unicodeScalars.contains { "\r\n\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) }
      isTrue(
        isFolded || node.text == cut, "plain \(cut.debugDescription) reads \(node.text.debugDescription)")
    case .singleQuoted:
      isTrue(cut.hasPrefix("'") && cut.hasSuffix("'") && cut.utf8.count > 1, "quotes: \(cut)")
    case .doubleQuoted:
      isTrue(cut.hasPrefix("\"") && cut.hasSuffix("\"") && cut.utf8.count > 1, "quotes: \(cut)")
    case .literal: isTrue(cut.hasPrefix("|"), "no literal: \(cut)")
    case .folded: isTrue(cut.hasPrefix(">"), "not folded: \(cut)")
    }
    words(node)
  }

  /// Every word of the text is found in the file as it is, unless it is written with escapes.
  private mutating func words(_ node: YAMLNode) {
    let text = Array(node.text.utf8)
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, isWord(text[end]) { end += 1 }
      if end > start {
        let range = node.sourceRange(ofText: start..<end)
        let found = cut(range)
        isTrue(node.range.contains(range), "part outside \(node.range)")
        let part = String(decoding: text[start..<end], as: UTF8.self)
        let whole = cut(node.range).debugDescription
        isTrue(
          found == part || found.contains("\\"), "\(part) found as \(found.debugDescription) in \(whole)")
      }
      start = end + 1
    }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
