/// Prose in, lines of at most a given width out. Indented and listed lines keep their own breaks.

package func wrapped(_ text: String, width: Int) -> [String] {
  // Bytes of plain text are columns, and need not be looked at as characters.
  var copy = text
  if copy.withUTF8({ $0.allSatisfy { 0x20...0x7E ~= $0 || $0 == UInt8(ascii: "\n") } }) {
    var plain = PlainText(width: width)
    return plain.wrapped(text)
  }
  var lines: [String] = []
  for paragraph in paragraphs(of: text.split(separator: "\n", omittingEmptySubsequences: false)) {
    if paragraph.isPreformatted {
      lines.append(paragraph.text.displayable)
    } else {
      lines += filled(paragraph.text, width: width)
    }
  }
  while lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}

private struct Paragraph {
  var text: String
  var isPreformatted: Bool
}

private func paragraphs(of lines: [Substring]) -> [Paragraph] {
  var result: [Paragraph] = []
  var open = false
  for line in lines {
    let isIndented = line.hasPrefix("  ") || line.hasPrefix("\t")
    let isItem = line.hasPrefix("- ") || line.hasPrefix("* ")
    if line.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) || line.allSatisfy(\.isWhitespace) {
      open = false
    } else if isIndented {
      result.append(Paragraph(text: String(line), isPreformatted: true))
      open = false
    } else if open, !isItem, !result.isEmpty {
      // Appending a part of a text as it is makes the runtime look through all conformances.
      result[result.count - 1].text += " " + String(line)
    } else {
      result.append(Paragraph(text: String(line), isPreformatted: false))
      open = true
    }
  }
  return result
}

private func filled(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var column = 0
  for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" }) {
    let shown = String(word).displayable
    let needed = shown.displayWidth
    if column > 0, column + 1 + needed > width {
      lines.append(line)
      (line, column) = (shown, needed)
    } else {
      line += column > 0 ? " " + shown : shown
      column += column > 0 ? needed + 1 : needed
    }
  }
  if !line.isEmpty { lines.append(line) }
  return lines
}

/// The same for printable ASCII and line breaks, byte by byte.
private struct PlainText {
  let width: Int
  private var lines: [String] = []
  private var line: [UInt8] = []

  init(width: Int) {
    self.width = width
    line.reserveCapacity(width)
  }

  mutating func wrapped(_ text: String) -> [String] {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      while start <= bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        add(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end + 1
      }
    }
    endLine()
    return lines
  }

  /// A line as it is written: it goes on with the paragraph before it, or begins a new one.
  private mutating func add(_ written: UnsafeBufferPointer<UInt8>) {
    let second = written.count > 1 ? written[1] : 0
    let isIndented = written.first == UInt8(ascii: " ") && second == UInt8(ascii: " ")
    let isItem =
      (written.first == UInt8(ascii: "-") || written.first == UInt8(ascii: "*"))
      && second == UInt8(ascii: " ")
    let isBlank = written.allSatisfy { $0 == UInt8(ascii: " ") }
    if isBlank || isIndented || isItem { endLine() }
    if isBlank { return }
    if isIndented { lines.append(String(decoding: written, as: UTF8.self)) } else { addWords(of: written) }
  }

  private mutating func addWords(of written: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < written.count {
      var end = start
      while end < written.count, written[end] != UInt8(ascii: " ") { end += 1 }
      if end > start { addWord(written, start..<end) }
      start = end + 1
    }
  }

  private mutating func addWord(_ written: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) {
    if !line.isEmpty {
      if line.count + 1 + word.count > width { endLine() } else { line.append(UInt8(ascii: " ")) }
    }
    for place in word { line.append(written[place]) }
  }

  private mutating func endLine() {
    if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
    line.removeAll(keepingCapacity: true)
  }
}
