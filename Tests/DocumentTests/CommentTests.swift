/// Comments are found between scalars, and nowhere else.
import Document
import Testing

@Suite("Comments")
struct CommentTests {
  static let files = [
    "«# a»\nb: c\n", "b: c «# d»\n", "b: c#d «# e»\n", "b: \"# no\" «# yes»\n", "b: '# no'\n",
    "b: |\n  # no\n«# yes»\n",
    "b: | «# header»\n  # no\n\n  # no\n «# yes»\nc: d\n", "b: >- «# header»\n", "b: [c, «# d»\n  e] «#»\n",
    "b: &x «# a»\n  c\n", "b: !t «# a»\n  c: d\n", "b: one\n  two «# a»\n",
    "«# a»\n--- «# b»\nc: d\n... «# e»\n«# f»\n",
    "b:\n  «# only»\n", "«#no space»", "b: c «# é 😀»\r\nd: e\r\n", "\u{FEFF}«# bom»\n",
    "b: \"x\n  # no\n  y\"\n",
    "«# one»\u{2028}b: c\n", "b: 'it''s # no' «# yes»\n", "'# no': x\n", "? «# a»\n  b\n: «# c»\n  d\n",
    "*a : b «# c»\n",
  ]

  @Test("a comment reaches from its # to the end of its line", arguments: files)
  func ranges(_ marked: String) {
    let file = MarkedText(marked)
    let comments = YAMLStream(parsing: file.source).comments
    #expect(comments.map(\.range).map { file.source.text($0) } == file.ranges.map { file.source.text($0) })
    #expect(comments.map(\.range) == file.ranges)
  }

  @Test("a comment knows its text, its line, and whether it stands alone")
  func details() {
    let comments = parse("a: 1 #  one \n\t # two\n\u{FEFF}").comments
    #expect(comments.map(\.text) == [])
    let good = parse("a: 1 #  one \n  #two\n# \n").comments
    #expect(good.map(\.text) == ["one", "two", ""])
    #expect(good.map(\.line) == [1, 2, 3])
    #expect(good.map(\.isAlone) == [false, true, true])
    #expect(good.text(at: 0, startsWith: "on") && !good.text(at: 1, startsWith: "on"))
    #expect(!good.text(at: 2, startsWith: "x"))
  }
}
