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
    var marked: [(line: Int, marks: [Mark])] = []
    for (index, (range, label)) in places.enumerated() {
      let (line, mark) = Self.mark(range, label: label, isCulprit: index == 0, in: text)
      if let known = marked.firstIndex(where: { $0.line == line }) {
        marked[known].marks.append(mark)
      } else {
        marked.append((line, [mark]))
      }
    }
    marked.sort { $0.line < $1.line }
    guard let last = marked.last, let first = marked.first, first.line >= 1, last.line <= text.lineCount
    else { return nil }
    gutter = String(last.line).count
    let drawing = SnippetLine(gutter: gutter, paint: Tone(finding).paint, style: style)
    var lines: [String] = []
    var previous: Int?
    for (number, marks) in marked {
      if let previous, number > previous + 1 {
        lines += number == previous + 2 ? drawing.rows(previous + 1, of: text, marks: []) : ["..."]
      }
      lines += drawing.rows(number, of: text, marks: marks)
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
