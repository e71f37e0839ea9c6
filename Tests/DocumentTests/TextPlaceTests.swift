/// A part of a scalar's text, found again in the file.
import Document
import Testing

@Suite("Places inside a scalar")
struct TextPlaceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var file: MarkedText
    var part: String

    init(_ file: String, _ part: String) {
      self.file = MarkedText(file)
      self.part = part
    }

    var testDescription: String { file.testDescription }
  }

  static let cases = [
    Case("k: smtp.example.com:«587»\n", "587"),
    Case("k: 'smtp.example.com:«587»'\n", "587"),
    Case("k: \"smtp.example.com:«587»\"\n", "587"),
    Case("k: é-«587»\n", "587"),
    Case("k: 'it''s «587»'\n", "587"),
    Case("k: 'it«''»s'\n", "'"),
    Case("k: \"a\\tb\\u00e9\\x41 «587»\"\n", "587"),
    Case("k: \"a«\\u00e9»b\"\n", "é"),
    Case("k: \"a«\\U0001F600»b\"\n", "😀"),
    Case("k: \"one \\\n   two «587»\"\n", "587"),
    Case("k: \"one\n\n   two «587»\"\n", "587"),
    Case("k: one\n  two «three»\n  four\n", "three"),
    Case("k: one«\n  »two\n", " "),
    Case("k: |\n  one\n   two «587»\n  three\n", "587"),
    Case("k: |\r\n  one\r\n  two «587»\r\n", "587"),
    Case("k: |1\n  one\n  «two»\n", "two"),
    Case("k: >-\n  one\n  two\n\n  three «587»\n    more\n  last\n", "587"),
    Case("k: >\n  one\n\n    «more»\n  last\n", "more"),
    Case("k: >\n  one\n    more\n  «last»\n", "last"),
    Case("k: [x, a«b»c]\n", "b"),
  ]

  @Test("a part of the text is found where it is written", arguments: cases)
  func place(_ example: Case) throws {
    let source = example.file.source
    let stream = YAMLStream(parsing: source)
    var node = try #require(stream.documents.first?.root?.value(for: "k"))
    if node.kind == .sequence { node = node[1] }
    let text = Array(node.text.utf8)
    let part = Array(example.part.utf8)
    let start = try #require(
      (0...text.count - part.count).first { text[$0...].starts(with: part) }, "\(node.text)")
    let range = node.sourceRange(ofText: start..<start + part.count)
    #expect(mark(range, in: source) == example.file.marked)
  }

  @Test("through an alias the place is in the definition")
  func alias() throws {
    let source = SourceText(name: "a", text: "a: &x host:25\nb: *x\n")
    let node = try #require(YAMLStream(parsing: source).documents[0].root?.value(for: "b"))
    #expect(source.text(node.range) == "*x")
    #expect(mark(node.sourceRange(ofText: 5..<7), in: source) == "a: &x host:«25»\nb: *x\n")
  }
}
