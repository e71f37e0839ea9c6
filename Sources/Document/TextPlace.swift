/// From a part of a scalar's text back to the bytes it was read from, through escapes and folded lines.
extension YAMLNode {
  /// Where a part of `text` (UTF-8 offsets) is written. Reached by an alias, the place is in the definition,
  /// because only there the text can be pointed into. Never beyond the node.
  package func sourceRange(ofText part: Range<Int>) -> TextRange {
    let record = self.record
    guard record.shape == .scalar else { return record.range }
    if record.flags.contains(.textInSource) {
      let start = Int(record.first)
      let range = TextRange(start: start + part.lowerBound, end: start + part.upperBound)
      return range.clamped(to: contentRange)
    }
    let content = contentRange
    return tree.arena.source.bytes.withUnsafeBufferPointer { bytes in
      withText { text in
        var walk = TextWalk(bytes: bytes, text: text, content: content, style: record.style)
        return walk.place(of: part).clamped(to: content)
      }
    }
  }
}

/// Walks a scalar's text and its source side by side, piece by piece.
private struct TextWalk {
  let bytes: UnsafeBufferPointer<UInt8>
  let text: UnsafeBufferPointer<UInt8>
  let end: Int
  let style: ScalarStyle
  let indent: Int
  /// Where the walk is in the source and in the text.
  var source: Int
  var offset = 0

  init(
    bytes: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>, content: TextRange,
    style: ScalarStyle
  ) {
    self.bytes = bytes
    self.text = text
    self.style = style
    source = content.start
    end = content.end
    indent = style.isBlock ? blockIndent(bytes, content, text) : 0
  }

  mutating func place(of part: Range<Int>) -> TextRange {
    var start: Int?
    if style.isBlock { skipIndent() }
    while source < end {
      let (before, textBefore) = (source, offset)
      step()
      // A piece that adds no text, such as an escaped line break, belongs to neither side.
      if offset == textBefore { continue }
      if start == nil, part.lowerBound < offset { start = before }
      if let start, part.upperBound <= offset {
        return TextRange(start: start, end: part.isEmpty ? start : source)
      }
    }
    return TextRange(start: start ?? end, end: end)
  }

  private mutating func step() {
    if style.isBlock, Byte.isBreak(bytes[source]) {
      stepBlockBreak()
    } else if !style.isBlock, Byte.isSpace(bytes[source]), let fold = foldEnd(from: source) {
      source = fold.end
      takeFold(breaks: fold.breaks)
    } else if style == .doubleQuoted, bytes[source] == Byte.backslash {
      stepEscape()
    } else if style == .singleQuoted, bytes[source] == Byte.singleQuote {
      source += 2
      offset += 1
    } else {
      source += 1
      offset += 1
    }
  }

  private mutating func stepEscape() {
    guard source + 1 < end else {
      source += 1
      return
    }
    switch bytes[source + 1] {
    case UInt8(ascii: "x"): source += 4
    case UInt8(ascii: "u"): source += 6
    case UInt8(ascii: "U"): source += 10
    case Byte.lineFeed, Byte.carriageReturn:
      // The line break itself is taken back; those behind it are text.
      guard let fold = foldEnd(from: source + 1) else { return source += 2 }
      source = fold.end
      takeBreaks(atMost: fold.breaks - 1)
      return
    default: source += 2
    }
    offset += offset < text.count ? scalarWidth(text[offset]) : 0
  }

  /// The end of a run of space that holds a line break.
  private func foldEnd(from start: Int) -> (end: Int, breaks: Int)? {
    var index = start
    var breaks = 0
    while index < end, Byte.isSpace(bytes[index]) {
      if Byte.isBreak(bytes[index]) {
        breaks += 1
        index = nextLine(bytes, from: index)
      } else {
        index += 1
      }
    }
    return breaks == 0 ? nil : (min(index, end), breaks)
  }

  /// One break reads as a space, several as one line break less.
  private mutating func takeFold(breaks: Int) {
    if breaks == 1 { offset += 1 } else { takeBreaks(atMost: breaks - 1) }
  }

  private mutating func takeBreaks(atMost most: Int) {
    var left = most
    while left > 0, offset < text.count, text[offset] == Byte.lineFeed {
      offset += 1
      left -= 1
    }
  }

  private mutating func stepBlockBreak() {
    var breaks = 0
    repeat {
      breaks += 1
      source = nextLine(bytes, from: source)
      skipIndent()
    } while style == .folded && source < end && Byte.isBreak(bytes[source])
    if offset < text.count, text[offset] == Byte.space { offset += 1 } else { takeBreaks(atMost: breaks) }
  }

  private mutating func skipIndent() {
    var left = indent
    while left > 0, source < end, bytes[source] == Byte.space {
      source += 1
      left -= 1
    }
  }
}

extension ScalarStyle {
  var isBlock: Bool { self == .literal || self == .folded }
}

private func scalarWidth(_ first: UInt8) -> Int {
  first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
}

/// The spaces that a block scalar's lines begin with in the file, but not in its text.
private func blockIndent(
  _ bytes: UnsafeBufferPointer<UInt8>, _ content: TextRange, _ text: UnsafeBufferPointer<UInt8>
) -> Int {
  var line = content.start
  while line < content.end {
    var index = line
    while index < content.end, bytes[index] == Byte.space { index += 1 }
    if index < content.end, !Byte.isBreak(bytes[index]) {
      let first = text.firstIndex { $0 != Byte.lineFeed && $0 != Byte.space } ?? 0
      let kept = text[..<first].reversed().prefix { $0 == Byte.space }.count
      return max(0, index - line - kept)
    }
    line = nextLine(bytes, from: index)
  }
  return 0
}
