/// Edits: what they write, and that they change nothing else.
import Document
import Testing

@Suite("Edits")
struct EditTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var before: String
    var path: [PathStep]
    var value: String
    var after: String?
    var testDescription: String { before.debugDescription + " \(NodePath(path)) = " + value.debugDescription }
  }

  static let cases = [
    Case(before: "port: 25 # old\n", path: ["port"], value: "587", after: "port: 587 # old\n"),
    Case(before: "v: '1.0'\n", path: ["v"], value: "1.2", after: "v: '1.2'\n"),
    Case(before: "v: \"1.0\"\n", path: ["v"], value: "a\"b", after: "v: \"a\\\"b\"\n"),
    Case(before: "v: 'x'\n", path: ["v"], value: "it's", after: "v: 'it''s'\n"),
    Case(before: "v: x\n", path: ["v"], value: "a: b", after: "v: \"a: b\"\n"),
    Case(before: "v: x\n", path: ["v"], value: "a # b", after: "v: \"a # b\"\n"),
    Case(before: "v: x\n", path: ["v"], value: "*", after: "v: \"*\"\n"),
    Case(before: "v: x\n", path: ["v"], value: "C:\\d", after: "v: C:\\d\n"),
    Case(before: "v: x\n", path: ["v"], value: "a: \\", after: "v: 'a: \\'\n"),
    Case(before: "v: x\n", path: ["v"], value: "a\nb", after: "v: \"a\\nb\"\n"),
    Case(before: "v: [x]\n", path: ["v", 0], value: "a,b", after: "v: [\"a,b\"]\n"),
    Case(before: "v: x\n", path: ["v"], value: "a,b", after: "v: a,b\n"),
    Case(before: "v:\nw: 1\n", path: ["v"], value: "a", after: "v: a\nw: 1\n"),
    Case(before: "{v}", path: ["v"], value: "a", after: "{v: a}"),
    Case(before: "- \n- b\n", path: [0], value: "a", after: "- a \n- b\n"),
    Case(before: "v: |\n  a\n", path: ["v"], value: "b", after: nil),
    Case(before: "a: &x 1\nb: *x\n", path: ["b"], value: "2", after: nil),
    Case(before: "a: &x 1\nb: *x\n", path: ["a"], value: "2", after: "a: &x 2\nb: *x\n"),
    Case(
      before: "tls:\n  mode: x # c\nport: 1\n", path: ["tls", "verify"], value: "true",
      after: "tls:\n  mode: x # c\n  verify: true\nport: 1\n"),
    Case(before: "a: 1", path: ["b"], value: "2", after: "a: 1\nb: 2"),
    Case(before: "a: 1\r\n", path: ["b"], value: "2", after: "a: 1\r\nb: 2\r\n"),
    Case(before: "- a: 1\n- b: 2\n", path: [0, "c"], value: "3", after: "- a: 1\n  c: 3\n- b: 2\n"),
    Case(before: "t: {a: 1}\n", path: ["t", "b"], value: "2", after: "t: {a: 1, b: 2}\n"),
    Case(before: "t: {a: 1,}\n", path: ["t", "b"], value: "2", after: "t: {a: 1, b: 2}\n"),
    Case(before: "t: {a: }\n", path: ["t", "b"], value: "2", after: "t: {a: , b: 2 }\n"),
    Case(before: "t: {}\n", path: ["t", "b"], value: "2", after: "t: {b: 2}\n"),
    Case(before: "{\"a\": 1}", path: ["b"], value: "x", after: "{\"a\": 1, \"b\": \"x\"}"),
    Case(before: "t: # why\nu: 1\n", path: ["t", "b"], value: "2", after: "t: # why\n  b: 2\nu: 1\n"),
    Case(before: "t:", path: ["t", "b"], value: "2", after: "t:\n  b: 2"),
    Case(before: "t: ~\n", path: ["t", "b"], value: "2", after: "t: {b: 2}\n"),
    Case(before: "- t:\n  u: 1\n", path: [0, "t", "b"], value: "2", after: "- t:\n    b: 2\n  u: 1\n"),
    Case(before: "-\n- u\n", path: [0, "b"], value: "2", after: "- b: 2\n- u\n"),
    Case(
      before: "a:\n    b: 1\nt:\n", path: ["t", "c", "d"], value: "2",
      after: "a:\n    b: 1\nt:\n    c:\n        d: 2\n"),
    Case(
      before: "h: x\n", path: ["tls", "mode"], value: "starttls", after: "h: x\ntls:\n  mode: starttls\n"),
    Case(before: "{h: x}\n", path: ["tls", "mode"], value: "y", after: "{h: x, tls: {mode: y}}\n"),
    Case(before: "a: |+\n  x\n\n# c\n", path: ["b"], value: "2", after: "a: |+\n  x\n\nb: 2\n# c\n"),
    Case(before: "a: |\n  x", path: ["b"], value: "2", after: nil),
    Case(before: "a: 1\n", path: ["a", "b"], value: "2", after: nil),
    Case(
      before: "d: &d {p: 1}\nt:\n  <<: *d\n", path: ["t", "p"], value: "2",
      after: "d: &d {p: 1}\nt:\n  <<: *d\n  p: 2\n"),
    Case(before: "\u{FEFF}é: 1\n", path: ["ü: x"], value: "2", after: "\u{FEFF}é: 1\n\"ü: x\": 2\n"),
  ]

  @Test("a value is set at a path, whether it is there or not", arguments: cases)
  func setting(_ example: Case) throws {
    let source = SourceText(name: "a", text: example.before)
    let root = try #require(YAMLStream(parsing: source).documents.first?.root)
    let edit = root.setting(NodePath(example.path), to: example.value)
    let after = edit.flatMap { source.applying([$0]) }.map { String(decoding: $0, as: UTF8.self) }
    #expect(after == example.after)
  }

  static let removals: [(before: String, path: [PathStep], after: String?)] = [
    ("a: 1 # c\nb: 2\n", ["a"], "b: 2\n"),
    ("a: 1\nb: 2", ["b"], "a: 1\n"),
    ("a:\n  b: 1\n  c: 2\nd: 3\n", ["a"], "d: 3\n"),
    ("a:\n  b: 1\n", ["a", "b"], "a:\n  {}\n"),
    ("- a: 1\n  b: 2\n", [0, "a"], "- b: 2\n"),
    ("- a: 1\n  b: 2\n", [0, "b"], "- a: 1\n"),
    ("a: |\n  x\n\nb: 2\n", ["a"], "\nb: 2\n"),
    ("t: {a: 1, b: 2}\n", ["t", "a"], "t: {b: 2}\n"),
    ("t: {a: 1, b: 2}\n", ["t", "b"], "t: {a: 1}\n"),
    ("t: {a: , b: 2}\n", ["t", "b"], "t: {a: }\n"),
    ("t: {a: 1}\n", ["t", "a"], "t: {}\n"),
    ("a: 1\r\nb: 2\r\n", ["a"], "b: 2\r\n"),
    ("a: 1\na: 2\n", ["a"], nil),
    ("a: 1\n", ["b"], nil),
  ]

  @Test("a key is removed with its line", arguments: removals.indices)
  func removing(_ index: Int) throws {
    let (before, path, expected) = Self.removals[index]
    let source = SourceText(name: "a", text: before)
    var node = try #require(YAMLStream(parsing: source).documents.first?.root)
    node = try #require(node.node(at: NodePath(Array(path.dropLast()))))
    guard case .key(let key)? = path.last else { return }
    let after = node.removing(key: key).flatMap { source.applying([$0]) }
    #expect(after.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test("edits that overlap or lie outside the file are refused")
  func overlap() {
    let source = SourceText(name: "a", text: "abcdef")
    let first = Edit(range: TextRange(start: 1, end: 3), text: "X")
    let second = Edit(range: TextRange(start: 3, end: 4), text: "Y")
    let insertion = Edit(range: TextRange(at: 1), text: "+")
    #expect(source.applying([second, first, insertion]) == Array("a+XYef".utf8))
    #expect(source.applying([first, Edit(range: TextRange(start: 2, end: 3), text: "")]) == nil)
    #expect(source.applying([Edit(range: TextRange(start: 5, end: 7), text: "")]) == nil)
  }
}

extension PathStep: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  package init(stringLiteral value: String) { self = .key(value) }
  package init(integerLiteral value: Int) { self = .index(value) }
}
