/// Lines and columns.
import Document
import Testing

@Suite("Source text")
struct SourceTextTests {
  @Test("lines end at LF, CRLF and CR, and nowhere else")
  func lines() {
    let source = SourceText(name: "a", text: "one\ntwo\r\nthree\rfour\u{85}\u{2028}\n\nend")
    let lines = (1...source.lineCount).map { source.text(source.lineRange($0)) }
    #expect(lines == ["one", "two", "three", "four\u{85}\u{2028}", "", "end"])
    #expect(
      source.position(at: source.bytes.count) == Position(line: 6, column: 4, offset: source.bytes.count))
  }

  @Test("columns count Unicode scalars, a byte order mark is none")
  func columns() {
    let source = SourceText(name: "a", text: "\u{FEFF}é😀x\ne\u{301}y")
    #expect(source.position(at: 0) == Position(line: 1, column: 1, offset: 0))
    #expect(source.position(at: 3).column == 1)
    #expect(source.position(at: 5).column == 2)
    #expect(source.position(at: 9).column == 3)
    #expect(source.position(at: 7).column == 2, "inside a character")
    #expect(source.position(at: source.bytes.count - 1) == Position(line: 2, column: 3, offset: 14))
    #expect(source.text(source.lineRange(1)) == "é😀x")
  }

  @Test("offsets and lines outside the file are drawn to its edge", arguments: ["", "a", "a\n", "\u{FEFF}"])
  func edges(_ text: String) {
    let source = SourceText(name: "a", text: text)
    #expect(source.position(at: -5).offset == 0)
    #expect(source.position(at: 99).offset == source.bytes.count)
    #expect(source.position(at: 99).line == source.lineCount)
    #expect(source.range.contains(source.lineRange(0)) && source.range.contains(source.lineRange(99)))
    #expect(source.text(TextRange(start: -1, end: 99)) == text)
  }

  @Test("a path is written with dots, brackets and, where needed, quotes")
  func paths() {
    #expect(NodePath(["transports", 0, "tls", "mode"]).description == "transports[0].tls.mode")
    #expect(NodePath([0, "a.b", "c\"d"]).description == "[0][\"a.b\"][\"c\\\"d\"]")
    #expect(NodePath(["x", ""]).description == "x[\"\"]")
    #expect(NodePath().description.isEmpty && NodePath(["a"]).parent == NodePath())
  }
}
