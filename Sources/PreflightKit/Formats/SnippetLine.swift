/// One line of a snippet: its text within the width of the display, carets under it, labels under those.
import Document

struct SnippetLine: Sendable {
  var gutter: Int
  var paint: Paint
  var style: Style

  /// A mark in columns of the display.
  private struct Span {
    var columns: Range<Int>
    var label: String?
    var isCulprit: Bool
  }

  func rows(_ number: Int, of text: MaskedText, marks: [Mark]) -> [String] {
    let whole = text.byteRange(ofLine: number)
    let from = marks.map(\.bytes.lowerBound).min() ?? whole.lowerBound
    let to = marks.map(\.bytes.upperBound).max() ?? from
    // Four bytes a column is the most that plain text needs.
    let line = text.line(number, near: from..<max(from, to), reach: 4 * style.width)
    let display = DisplayText(line.text)
    let spans = marks.map { span($0, line, display) }
    let window = window(display, around: spans, isCut: (line.isCutBefore, line.isCutAfter))
    let margin = String.blanks(gutter)
    let numbered = .blanks(gutter - String(number).utf8.count) + String(number)
    return [row(numbered, window.text)] + under(spans.map { window.shifted($0) }).map { row(margin, $0) }
  }

  private func row(_ margin: String, _ text: String) -> String {
    text.isEmpty ? "\(margin) |" : "\(margin) | \(text)"
  }

  private func span(_ mark: Mark, _ line: MaskedLine, _ display: DisplayText) -> Span {
    let start = line.displayOffset(ofByte: mark.bytes.lowerBound)
    let end = max(start, line.displayOffset(ofByte: mark.bytes.upperBound))
    return Span(columns: display.columns(start..<end), label: mark.label, isCulprit: mark.isCulprit)
  }

  /// The part of a line that fits, and how far its columns moved.
  private struct Window {
    var text: String
    var shift: Int
    var width: Int

    func shifted(_ span: Span) -> Span {
      let start = min(max(0, span.columns.lowerBound - shift), width)
      let end = min(max(start, span.columns.upperBound - shift), width)
      return Span(columns: start..<end, label: span.label, isCulprit: span.isCulprit)
    }
  }

  private func window(_ display: DisplayText, around spans: [Span], isCut: (before: Bool, after: Bool))
    -> Window
  {
    let room = max(20, style.width - gutter - 3)
    let dots = "..."
    if display.width <= room, !isCut.before, !isCut.after {
      return Window(
        text: display.text(in: 0..<display.width).withoutTrailingSpaces, shift: 0, width: display.width)
    }
    let first = spans.map(\.columns.lowerBound).min() ?? 0
    let last = spans.map(\.columns.upperBound).max() ?? 0
    // All the marks if they fit, else the first; a little of what stands before it in either case.
    let before = min(room / 4, max(0, room - (last - first) - 2 * dots.count))
    let start = max(0, min(first - before, display.width - room + dots.count))
    let opens = start > 0 || isCut.before
    let end = min(display.width, start + room - (opens ? dots.count : 0) - dots.count)
    let closes = end < display.width || isCut.after
    let inner = display.text(in: start..<end)
    let lost = (end - start) - DisplayText(inner).width
    return Window(
      text: (opens ? dots : "") + .blanks(lost) + inner + (closes ? dots : ""),
      shift: start - (opens ? dots.count : 0), width: room)
  }

  /// Underlines on one row. The label of the rightmost follows it; the others hang below, each from its own start.
  private func under(_ spans: [Span]) -> [String] {
    guard !spans.isEmpty else { return [] }
    var canvas = Canvas()
    // Reasons first, so that the culprit is drawn over them.
    for span in spans.filter({ !$0.isCulprit }) + spans.filter(\.isCulprit) {
      let columns =
        span.columns.isEmpty ? span.columns.lowerBound..<(span.columns.lowerBound + 1) : span.columns
      canvas.fill(columns, with: span.isCulprit ? "^" : "-", row: 0)
    }
    var labelled = spans.filter { $0.label?.isEmpty == false }.enumerated()
      .sorted { ($0.element.columns.lowerBound, $0.offset) < ($1.element.columns.lowerBound, $1.offset) }
      .map(\.element)
    let edge = canvas.width(ofRow: 0)
    if let last = labelled.last, max(last.columns.upperBound, last.columns.lowerBound + 1) == edge {
      canvas.write(shown(last), at: edge + 1, row: 0)
      labelled.removeLast()
    }
    hang(labelled, on: &canvas)
    return canvas.rows { text in style.paint(text, paint) }
  }

  private func hang(_ spans: [Span], on canvas: inout Canvas) {
    var row = 1
    if !spans.isEmpty {
      for span in spans {
        canvas.fill(span.columns.lowerBound..<(span.columns.lowerBound + 1), with: "|", row: row)
      }
      row += 1
    }
    for (index, span) in spans.enumerated().reversed() {
      for left in spans[..<index] where left.columns.lowerBound < span.columns.lowerBound {
        canvas.fill(left.columns.lowerBound..<(left.columns.lowerBound + 1), with: "|", row: row)
      }
      canvas.write(shown(span), at: span.columns.lowerBound, row: row)
      row += 1
    }
  }

  private func shown(_ span: Span) -> String {
    (span.label ?? "").displayable(upTo: 160)
  }
}

/// Rows of ASCII that are filled in any order.
private struct Canvas {
  private struct Row {
    var cells: [UInt8] = []
    /// It comes last and may hold wide characters.
    var label: (column: Int, text: String)?
  }

  private var rows: [Row] = []

  mutating func fill(_ columns: Range<Int>, with character: Unicode.Scalar, row: Int) {
    extend(to: row)
    while rows[row].cells.count < columns.upperBound { rows[row].cells.append(UInt8(ascii: " ")) }
    for column in columns { rows[row].cells[column] = UInt8(ascii: character) }
  }

  mutating func write(_ text: String, at column: Int, row: Int) {
    extend(to: row)
    rows[row].label = (column, text)
  }

  private mutating func extend(to row: Int) {
    while rows.count <= row { rows.append(Row()) }
  }

  func width(ofRow row: Int) -> Int { rows[row].cells.count }

  func rows(painted: (String) -> String) -> [String] {
    rows.map { row in
      let start = row.cells.firstIndex { $0 != UInt8(ascii: " ") } ?? row.cells.count
      let lead = String.blanks(start)
      let drawn = painted(String(decoding: row.cells[start...], as: UTF8.self))
      guard let label = row.label else { return lead + drawn }
      return lead + drawn + .blanks(label.column - row.cells.count) + label.text
    }
  }
}

extension String {
  fileprivate var withoutTrailingSpaces: String {
    guard utf8.last == UInt8(ascii: " ") else { return self }
    let end = utf8.lastIndex { $0 != UInt8(ascii: " ") }.map(utf8.index(after:)) ?? startIndex
    return String(self[..<end])
  }
}
