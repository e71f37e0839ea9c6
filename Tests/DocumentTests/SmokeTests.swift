import Document
import Testing

@Test("a small file reads")
func smoke() throws {
  let source = SourceText(name: "a.yaml", text: "a: &x 1 # one\nb: {c: *x, d: \"q\"}\ne:\n- |\n  text # no\n\n- 2\nf:\n")
  let stream = YAMLStream(parsing: source)
  let root = try #require(stream.documents.first?.root)
  #expect(root.value(for: "b")?.value(for: "c")?.text == "1")
  #expect(root.count == 4)
  #expect(stream.comments.map(\.text) == ["one"])
  #expect(source.text(try #require(root.value(for: "e")).range) == "- |\n  text # no\n\n- 2")
  #expect(stream.faults == [])
}
