/// The lines a finding talks about, with what is wrong underlined: a finding and the masked text in, lines of text out.
import Document

package struct Snippet: Sendable {
  /// Columns of the line numbers.
  let gutter: Int
  package let lines: [String]

  /// A finding may have many related places; a screen has not.
  private static let mostPlaces = 12

  /// nil when the place is not in the text.
  package init?(_ finding: Finding, text: MaskedText, style: Style) {
    let reasons = finding.related.prefix(Self.mostPlaces).map { ($0.range, Optional($0.label)) }
    let places = [(finding.place.range, nil)] + reasons
    var marks: [Int: [Mark]] = [:]
    for (index, (range, label)) in places.enumerated() {
      let (line, mark) = Self.mark(range, label: label, isCulprit: index == 0, in: text)
      marks[line, default: []].append(mark)
    }
    let numbers = marks.keys.sorted()
    guard let last = numbers.last, let first = numbers.first, first >= 1, last <= text.lineCount else {
      return nil
    }
    gutter = String(last).count
    let drawing = SnippetLine(gutter: gutter, paint: Tone(finding).paint, style: style)
    var lines: [String] = []
    var previous: Int?
    for number in numbers {
      if let previous, number > previous + 1 {
        lines += number == previous + 2 ? drawing.rows(previous + 1, of: text, marks: []) : ["..."]
      }
      lines += drawing.rows(number, of: text, marks: marks[number] ?? [])
      previous = number
    }
    self.lines = lines
  }

  /// A range over several lines is marked on its first, and says where it ends: a whole section is at fault as often as
  /// a value, and nobody wants to read all of it again.
  private static func mark(
    _ range: SourceRange, label: String?, isCulprit: Bool, in text: MaskedText
  ) -> (line: Int, mark: Mark) {
    let start = range.start
    let last = range.end.column == 1 && range.end.line > start.line ? range.end.line - 1 : range.end.line
    guard last > start.line else {
      let end = min(range.end.offset, max(start.offset, text.byteRange(ofLine: start.line).upperBound))
      return (
        start.line, Mark(bytes: start.offset..<max(start.offset, end), label: label, isCulprit: isCulprit)
      )
    }
    let end = max(start.offset, text.byteRange(ofLine: start.line).upperBound)
    let whole = label.map { "\($0) (to line \(last))" } ?? "... to line \(last)"
    return (start.line, Mark(bytes: start.offset..<end, label: whole, isCulprit: isCulprit))
  }
}

/// A stretch of one line to underline.
struct Mark: Sendable {
  var bytes: Range<Int>
  var label: String?
  var isCulprit: Bool
}
