/// The lines a finding talks about, with what is wrong underlined: a finding and the masked text in, lines of text out.
import Document

struct Snippet: Sendable {
  /// Columns of the line numbers.
  let gutter: Int
  let lines: [String]

  /// A finding may have many related places; a screen has not.
  private static let mostPlaces = 12

  /// nil when the place is not in the text.
  init?(_ finding: Finding, text: MaskedText, style: Style) {
    let reasons = finding.related.prefix(Self.mostPlaces).map { ($0.range, Optional($0.label)) }
    let places = [(finding.place.range, nil)] + reasons
    var marks: [Int: [Mark]] = [:]
    for (index, (range, label)) in places.enumerated() {
      for (line, mark) in Self.marks(range, label: label, isCulprit: index == 0, in: text) {
        marks[line, default: []].append(mark)
      }
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

  /// A range on one line is one mark; one over several lines marks the first and the last of them.
  private static func marks(
    _ range: SourceRange, label: String?, isCulprit: Bool, in text: MaskedText
  ) -> [(Int, Mark)] {
    let start = range.start
    var end = range.end
    if end.line > start.line, end.column == 1 {
      end = Position(
        line: end.line - 1, column: .max, offset: text.byteRange(ofLine: end.line - 1).upperBound)
    }
    guard end.line > start.line else {
      let bytes = start.offset..<max(start.offset, end.offset)
      return [(start.line, Mark(bytes: bytes, label: label, isCulprit: isCulprit))]
    }
    let head = start.offset..<max(start.offset, text.byteRange(ofLine: start.line).upperBound)
    let lastLine = text.byteRange(ofLine: end.line)
    let tail = lastLine.lowerBound..<max(lastLine.lowerBound, end.offset)
    return [
      (start.line, Mark(bytes: head, label: nil, isCulprit: isCulprit)),
      (end.line, Mark(bytes: tail, label: label ?? "to here", isCulprit: isCulprit, skipsIndentation: true)),
    ]
  }
}

/// A stretch of one line to underline.
struct Mark: Sendable {
  var bytes: Range<Int>
  var label: String?
  var isCulprit: Bool
  /// Starts at the first character that is not a space.
  var skipsIndentation = false
}
