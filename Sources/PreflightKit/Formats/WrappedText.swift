/// Prose in, lines of at most a given width out. Indented and listed lines keep their own breaks.

package func wrapped(_ text: String, width: Int) -> [String] {
  // Bytes of plain text are columns, and need not be looked at as characters.
  let isPlain = text.utf8.allSatisfy { 0x20...0x7E ~= $0 || $0 == UInt8(ascii: "\n") }
  let written =
    isPlain
    ? text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
    : text.split(separator: "\n", omittingEmptySubsequences: false)
  var lines: [String] = []
  for paragraph in paragraphs(of: written) {
    if paragraph.isPreformatted {
      lines.append(paragraph.text.displayable)
    } else {
      lines += isPlain ? filledPlain(paragraph.text, width: width) : filled(paragraph.text, width: width)
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

/// The same for printable ASCII, copied byte by byte: a list of pieces of a buffer would make the runtime look through all
/// conformances.
private func filledPlain(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line: [UInt8] = []
  line.reserveCapacity(width)
  func end() {
    if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
    line.removeAll(keepingCapacity: true)
  }
  var rest = text.utf8[...]
  while let start = rest.firstIndex(where: { $0 != UInt8(ascii: " ") }) {
    let word = rest[start...].prefix { $0 != UInt8(ascii: " ") }
    rest = rest[word.endIndex...]
    if !line.isEmpty {
      if line.count + 1 + word.count > width { end() } else { line.append(UInt8(ascii: " ")) }
    }
    line.append(contentsOf: word)
  }
  end()
  return lines
}
