/// Prose in, lines of at most a given width out. Indented and listed lines keep their own breaks.

package func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  for paragraph in paragraphs(of: text) {
    lines += paragraph.isPreformatted ? [paragraph.text.displayable] : filled(paragraph.text, width: width)
  }
  while lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}

private struct Paragraph {
  var text: String
  var isPreformatted: Bool
}

private func paragraphs(of text: String) -> [Paragraph] {
  var result: [Paragraph] = []
  var open = false
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
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
