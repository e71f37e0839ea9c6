/// A fix as a small diff: edits and the masked text in, the lines before and after out.
import Document

struct FixDiff: Sendable {
  private struct Row {
    var line: Int
    var sign: Character
    var text: String
  }

  /// More than this is not read in a terminal.
  private static let mostLines = 40

  private let rows: [Row]

  /// nil when the text is not at hand or the change is too long to show.
  init?(_ fix: Fix, text: MaskedText?) {
    guard let text else { return nil }
    let changes = Change.all(of: fix.edits)
    guard changes.allSatisfy({ $0.isShort(in: text) }) else { return nil }
    rows = changes.flatMap { Self.rows($0, text) }
    if rows.isEmpty || rows.count > Self.mostLines { return nil }
  }

  func lines(_ style: Style) -> [String] {
    let width = rows.map { String($0.line).count }.max() ?? 1
    return rows.map { row in
      let number = .blanks(width - String(row.line).utf8.count) + String(row.line)
      let text = row.text.displayable(upTo: max(20, style.width - 16 - width))
      return text.isEmpty ? "\(number) \(row.sign)" : "\(number) \(row.sign) \(text)"
    }
  }

  /// Lines that an edit touches without changing them, such as the one above an insertion, are left out.
  private static func rows(_ change: Change, _ text: MaskedText) -> [Row] {
    let before = change.linesBefore(in: text)
    let after = change.linesAfter(in: text)
    let fewer = min(before.count, after.count)
    let head = (0..<fewer).first { before[$0] != after[$0] } ?? fewer
    let rest = fewer - head
    let tail = (0..<rest).first { before[before.count - 1 - $0] != after[after.count - 1 - $0] } ?? rest
    func rows(_ lines: [String], _ sign: Character) -> [Row] {
      (head..<(lines.count - tail)).map {
        Row(line: change.lines.lowerBound + $0, sign: sign, text: lines[$0])
      }
    }
    return rows(before, "-") + rows(after, "+")
  }
}

/// Edits that share lines.
private struct Change {
  private(set) var lines: ClosedRange<Int>
  private var edits: [Fix.Edit]

  static func all(of edits: [Fix.Edit]) -> [Change] {
    var changes: [Change] = []
    for edit in edits.sorted(by: { $0.range.start.offset < $1.range.start.offset }) {
      let lines = edit.range.start.line...max(edit.range.start.line, edit.range.end.line)
      if let last = changes.last, lines.lowerBound <= last.lines.upperBound {
        changes[changes.count - 1].edits.append(edit)
        changes[changes.count - 1].lines =
          last.lines.lowerBound...max(last.lines.upperBound, lines.upperBound)
      } else {
        changes.append(Change(lines: lines, edits: [edit]))
      }
    }
    return changes
  }

  func isShort(in text: MaskedText) -> Bool {
    lines.count <= 40 && lines.allSatisfy { text.byteRange(ofLine: $0).count <= 2_000 }
  }

  func linesBefore(in text: MaskedText) -> [String] {
    lines.map { text.line($0).text }
  }

  /// What is kept between edits comes from the masked text.
  func linesAfter(in text: MaskedText) -> [String] {
    var result = ""
    var here = Position(
      line: lines.lowerBound, column: 1, offset: text.byteRange(ofLine: lines.lowerBound).lowerBound)
    for edit in edits {
      result += kept(from: here, to: edit.range.start, in: text) + edit.text
      here = edit.range.end
    }
    let end = text.byteRange(ofLine: lines.upperBound).upperBound
    result += kept(from: here, to: Position(line: lines.upperBound, column: 1, offset: end), in: text)
    return result.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
  }

  private func kept(from start: Position, to end: Position, in text: MaskedText) -> String {
    guard start.line <= end.line else { return "" }
    return (start.line...end.line).map { line in
      let whole = text.byteRange(ofLine: line)
      return part(
        of: text.line(line), from: line == start.line ? start.offset : whole.lowerBound,
        to: line == end.line ? end.offset : whole.upperBound)
    }.joined(separator: "\n")
  }

  private func part(of line: MaskedLine, from start: Int, to end: Int) -> String {
    guard end > start else { return "" }
    let from = line.displayOffset(ofByte: start)
    let to = max(from, line.displayOffset(ofByte: end))
    return String(Substring(line.text.unicodeScalars.dropFirst(from).prefix(to - from)))
  }
}
