/// A text with «marked» parts: the text without the marks, and where the marked parts lie in it.
import Document
import Testing

struct MarkedText: Sendable, CustomTestStringConvertible {
  let marked: String
  let text: String
  let ranges: [TextRange]

  init(_ marked: String) {
    self.marked = marked
    var bytes: [UInt8] = []
    var open: [Int] = []
    var ranges: [TextRange] = []
    for character in marked.unicodeScalars {
      switch character {
      case "«": open.append(bytes.count)
      case "»":
        if let start = open.popLast() { ranges.append(TextRange(start: start, end: bytes.count)) }
      default: bytes.append(contentsOf: Array(String(character).utf8))
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.ranges = ranges.sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
  }

  var source: SourceText { SourceText(name: "test.yaml", text: text) }
  var testDescription: String { String(reflecting: marked) }
}

/// `text` with a range of it marked, to compare places as text.
func mark(_ range: TextRange, in source: SourceText) -> String {
  let bytes = source.bytes
  let range = range.clamped(to: source.range)
  return String(decoding: bytes[..<range.start], as: UTF8.self) + "«"
    + String(decoding: bytes[range.start..<range.end], as: UTF8.self) + "»"
    + String(decoding: bytes[range.end...], as: UTF8.self)
}

func parse(_ text: String) -> YAMLStream {
  YAMLStream(parsing: SourceText(name: "test.yaml", text: text))
}

func root(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> YAMLNode {
  let stream = parse(text)
  return try #require(stream.documents.first?.root, "\(stream.faults)", sourceLocation: sourceLocation)
}
