/// Where keys and values lie, for every way of writing them.
import Document
import Testing

@Suite("Ranges")
struct RangeTests {
  enum Part: Sendable {
    case value, key, content, definition, keyDefinition
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var file: MarkedText
    var path: [PathStep]
    var part: Part
    var text: String?

    init(_ file: String, _ path: [PathStep], _ part: Part = .value, _ text: String? = nil) {
      self.file = MarkedText(file)
      self.path = path
      self.part = part
      self.text = text
    }

    var testDescription: String { file.testDescription }
  }

  static let cases = [
    Case("a: «b»\n", ["a"], .value, "b"),
    Case("«a» : b\n", ["a"], .key),
    Case("é😀: «жук»  # c\n", ["é😀"], .value, "жук"),
    Case("\u{FEFF}a: «é»\n", ["a"], .value, "é"),
    Case("\u{FEFF}«a»: b\n", ["a"], .key),
    Case("a: «'b''c'»\n", ["a"], .value, "b'c"),
    Case("a: '«b''c»'\n", ["a"], .content),
    Case("«\"a\\u0062\"»: c\n", ["ab"], .key),
    Case("a: «\"b\\tc\"» \n", ["a"], .value, "b\tc"),
    Case("a: \"«b»\"\n", ["a"], .content),
    Case("a: «one\n  two»\nb: 1\n", ["a"], .value, "one two"),
    Case("a: «\"one\n\n  two\"»\nb: 1\n", ["a"], .value, "one\ntwo"),
    Case("a: «|\n  x\n  y»\n\nb: 1\n", ["a"], .value, "x\ny\n"),
    Case("a: |\n«  x\n  y»\n\nb: 1\n", ["a"], .content),
    Case("a:\n  b: «>-\n    x\n    y»\n  # c\nd: 1\n", ["a", "b"], .value, "x y"),
    Case("a: «|+\n  x»\n\n\nb: 1\n", ["a"], .value, "x\n\n\n"),
    Case("a: «|-»   # c\n\nb: 1\n", ["a"], .value, ""),
    Case("a: «|2 # c\n   x  »\nb: 1\n", ["a"], .value, " x  \n"),
    Case("a: «|\r\n  x\r\n  y»\r\nb: 1\r\n", ["a"], .value, "x\ny\n"),
    Case("a: «|\n  x»", ["a"], .value, "x"),
    Case("a:«» \nb: 1\n", ["a"], .value, ""),
    Case("a:«»", ["a"]),
    Case("a :«» # c\nb: 1\n", ["a"]),
    Case("{a«», b: 1}", ["a"]),
    Case("{a  :«»  , b: 1}", ["a"]),
    Case("{b: 1, a:«» }", ["a"]),
    Case("[a:«» ]", [0, "a"]),
    Case("? a«»\n? b\n", ["a"]),
    Case("? a\n:«»\n? b\n", ["a"]),
    Case("-«»\n- a\n", [0]),
    Case("a:\n-«»\n- b\n", ["a", 0]),
    Case("a: !!null«»\nb: 1\n", ["a"]),
    Case("a: &x «b»\n", ["a"]),
    Case("a: !!str &x  «\"b\"»\n", ["a"]),
    Case("a: &x !t # c\n  «b»\n", ["a"]),
    Case("&k «a»: b\n", ["a"], .key),
    Case("a: «[b, {c: d}]» # e\n", ["a"]),
    Case("a: [b, «{c: d}»]\n", ["a", 1]),
    Case("a: [«b: c» , d]\n", ["a", 0]),
    Case("a:\n  «b: 1\n  c:\n    - d»\n\n# c\ne: 1\n", ["a"]),
    Case("a:\n  - «b: 1\n    c: 2»\n  - 3\n", ["a", 0]),
    Case("a:\n«- 1\n- 2»\n\nb: 1\n", ["a"]),
    Case("a: !m &x\n  «b: c»\n\nd: 1\n", ["a"]),
    Case("a:\n  «b:»\n\n# c\nd: 1\n", ["a"]),
    Case("a: &x b\nc: «*x»\n", ["c"], .value, "b"),
    Case("a: &x «b»\nc: *x\n", ["c"], .definition),
    Case("a: &x {y: b}\nc: «*x» \n", ["c", "y"], .value, "b"),
    Case("a: &x {y: «b»}\nc: *x\n", ["c", "y"], .definition),
    Case("a: &x {y: b}\nc: {<<: «*x» , d: e}\n", ["c", "y"], .value, "b"),
    Case("a: &x {«y»: b}\nc: {<<: *x}\n", ["c", "y"], .keyDefinition),
    Case("a: &x {y: b}\nc: {<<: [{z: 1}, «*x»]}\n", ["c", "y"], .value, "b"),
    Case("c: {<<: {y: «b»}}\n", ["c", "y"], .value, "b"),
    Case("a: &x\n  b: &y {z: 1}\nc:\n  <<: «*x»\n", ["c", "b", "z"], .value, "1"),
    Case("--- # c\n- «a»\n...\n", [0]),
    Case("%YAML 1.1\n---\n«a»: b\n", ["a"], .key),
    Case("a: «b#c»\n", ["a"], .value, "b#c"),
    Case("a: x\u{85}b: «y»\n", ["b"], .value, "y"),
  ]

  @Test("a key or value is marked from its first to its last character", arguments: cases)
  func range(_ example: Case) throws {
    let source = example.file.source
    let stream = YAMLStream(parsing: source)
    let root = try #require(stream.documents.first?.root, "\(stream.faults)")
    let node = try #require(root.node(at: NodePath(example.path)))
    let range: TextRange?
    switch example.part {
    case .value: range = node.range
    case .content: range = node.contentRange
    case .definition: range = node.definition
    case .key, .keyDefinition:
      guard case .key(let name)? = example.path.last else { return }
      let entry = root.node(at: NodePath(example.path.dropLast()))?.entry(for: name)
      range = example.part == .key ? entry?.key.range : entry?.key.definition
    }
    #expect(mark(try #require(range), in: source) == example.file.marked)
    if let text = example.text { #expect(node.text == text) }
    #expect(stream.faults == [])
  }

  @Test(
    "a document reaches from its first mark to its last node",
    arguments: [
      "«a: 1»\n\n# c\n", "# c\n«--- a» # c\n", "«---»\n# c\n", "«%YAML 1.1\n---\na: 1\n...» # c\n",
    ])
  func document(_ marked: String) throws {
    let file = MarkedText(marked)
    let document = try #require(YAMLStream(parsing: file.source).documents.first)
    #expect(mark(document.range, in: file.source) == marked)
  }
}
