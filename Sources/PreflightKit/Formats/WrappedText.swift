/// Prose in, lines of at most a given width out. Indented and listed lines keep their own breaks.

package func wrapped(_ text: String, width: Int) -> [String] {
  let plain = text.utf8.withContiguousStorageIfAvailable { bytes in
    bytes.allSatisfy { 0x20...0x7E ~= $0 || $0 == lineFeed } ? wrappedPlain(bytes, width: width) : nil
  }
  if let plain = plain ?? nil { return plain }
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
    if line.allSatisfy(\.isWhitespace) {
      open = false
    } else if isIndented {
      result.append(Paragraph(text: String(line), isPreformatted: true))
      open = false
    } else if open, !isItem, !result.isEmpty {
      result[result.count - 1].text += " " + line
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

private let lineFeed = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")

/// The same for printable ASCII: its bytes are columns, and need not be looked at as characters. It goes by offsets: for
/// a list of pieces of a buffer the runtime would look through all conformances.
private func wrappedPlain(_ text: UnsafeBufferPointer<UInt8>, width: Int) -> [String] {
  var fill = PlainFill(text: text, width: width)
  var start = 0
  while start < text.count {
    var end = start
    while end < text.count, text[end] != lineFeed { end += 1 }
    fill.add(line: start..<end)
    start = end + 1
  }
  fill.endLine()
  return fill.lines
}

/// Lines that are filled word by word.
private struct PlainFill {
  let text: UnsafeBufferPointer<UInt8>
  let width: Int
  var lines: [String] = []
  private var line: [UInt8] = []

  init(text: UnsafeBufferPointer<UInt8>, width: Int) {
    self.text = text
    self.width = width
    line.reserveCapacity(width)
  }

  mutating func add(line written: Range<Int>) {
    var word = written.lowerBound
    while word < written.upperBound, text[word] == space { word += 1 }
    let isBlank = word == written.upperBound
    let isIndented = word - written.lowerBound > 1
    if isBlank || isIndented || isItem(written) { endLine() }
    if isBlank { return }
    guard !isIndented else {
      lines.append(String(decoding: UnsafeBufferPointer(rebasing: text[written]), as: UTF8.self))
      return
    }
    while word < written.upperBound {
      var end = word
      while end < written.upperBound, text[end] != space { end += 1 }
      if end > word { add(word: word..<end) }
      word = end + 1
    }
  }

  private func isItem(_ line: Range<Int>) -> Bool {
    guard line.count > 1, text[line.lowerBound + 1] == space else { return false }
    return text[line.lowerBound] == UInt8(ascii: "-") || text[line.lowerBound] == UInt8(ascii: "*")
  }

  private mutating func add(word: Range<Int>) {
    if !line.isEmpty {
      if line.count + 1 + word.count > width { endLine() } else { line.append(space) }
    }
    for offset in word { line.append(text[offset]) }
  }

  mutating func endLine() {
    guard !line.isEmpty else { return }
    lines.append(String(decoding: line, as: UTF8.self))
    line.removeAll(keepingCapacity: true)
  }
}
