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

  private var rows: [Row] = []

  /// nil when the text is not at hand or the change is too long to show.
  init?(_ fix: Fix, text: MaskedText?) {
    guard let text, !fix.edits.isEmpty else { return nil }
    for hunk in Self.hunks(fix.edits) {
      guard hunk.lines.count <= Self.mostLines else { return nil }
      let before = hunk.lines.map { text.line($0, near: text.byteRange(ofLine: $0), reach: 0).text }
      let after = hunk.applied(to: text)
      let same = Self.sharedEnds(before, after)
      for (index, line) in before.enumerated() where same.contains(index, of: before.count) == false {
        rows.append(Row(line: hunk.lines.lowerBound + index, sign: "-", text: line))
      }
      for (index, line) in after.enumerated() where same.contains(index, of: after.count) == false {
        rows.append(Row(line: hunk.lines.lowerBound + index, sign: "+", text: line))
      }
    }
    if rows.isEmpty || rows.count > Self.mostLines { return nil }
  }

  func lines(_ style: Style) -> [String] {
    let width = rows.map { String($0.line).count }.max() ?? 1
    return rows.map { row in
      let number = String(repeating: " ", count: width - String(row.line).count) + String(row.line)
      let text = row.text.displayable(upTo: max(20, style.width - 16 - width))
      return "\(number) \(row.sign) \(text)".trimmingTrailingSpaces
    }
  }

  /// Edits that share lines are shown as one change.
  private static func hunks(_ edits: [Fix.Edit]) -> [Hunk] {
    var hunks: [Hunk] = []
    for edit in edits.sorted(by: { $0.range.start.offset < $1.range.start.offset }) {
      let lines = edit.range.start.line...max(edit.range.start.line, edit.range.end.line)
      if let last = hunks.last, lines.lowerBound <= last.lines.upperBound {
        hunks[hunks.count - 1].edits.append(edit)
        hunks[hunks.count - 1].lines = last.lines.lowerBound...max(last.lines.upperBound, lines.upperBound)
      } else {
        hunks.append(Hunk(lines: lines, edits: [edit]))
      }
    }
    return hunks
  }

  /// Lines at both ends that an edit touches without changing them: an insertion starts at the end of the line above.
  private static func sharedEnds(_ before: [String], _ after: [String]) -> SharedEnds {
    let most = min(before.count, after.count)
    let head = (0..<most).first { before[$0] != after[$0] } ?? most
    let tail =
      (0..<(most - head)).first { before[before.count - 1 - $0] != after[after.count - 1 - $0] }
      ?? (most - head)
    return SharedEnds(head: head, tail: tail)
  }
}

private struct SharedEnds {
  var head: Int
  var tail: Int

  func contains(_ index: Int, of count: Int) -> Bool {
    index < head || index >= count - tail
  }
}

private struct Hunk {
  var lines: ClosedRange<Int>
  var edits: [Fix.Edit]

  /// The lines after the edits. What is kept between edits comes from the masked text.
  func applied(to text: MaskedText) -> [String] {
    var result = ""
    var line = lines.lowerBound
    var at = text.byteRange(ofLine: line).lowerBound
    for edit in edits {
      result += kept(from: &line, at, to: edit.range.start, in: text) + edit.text
      (line, at) = (edit.range.end.line, edit.range.end.offset)
    }
    let end = text.byteRange(ofLine: lines.upperBound).upperBound
    result += kept(from: &line, at, to: Position(line: lines.upperBound, column: 1, offset: end), in: text)
    return result.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
  }

  private func kept(from line: inout Int, _ start: Int, to end: Position, in text: MaskedText) -> String {
    var pieces: [String] = []
    var at = start
    while line < end.line {
      pieces.append(slice(line, at, text.byteRange(ofLine: line).upperBound, text))
      line += 1
      at = text.byteRange(ofLine: line).lowerBound
    }
    pieces.append(slice(line, at, end.offset, text))
    return pieces.joined(separator: "\n")
  }

  private func slice(_ line: Int, _ start: Int, _ end: Int, _ text: MaskedText) -> String {
    guard end > start else { return "" }
    let shown = text.line(line, near: start..<end, reach: 0)
    let scalars = shown.text.unicodeScalars
    let from = shown.displayOffset(ofByte: start)
    let to = max(from, shown.displayOffset(ofByte: end))
    return String(String.UnicodeScalarView(scalars.dropFirst(from).prefix(to - from)))
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
