/// What is not a syntax error and yet wrong: each fault with its places.
import Document
import Testing

@Suite("Faults")
struct FaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// The related place, if there is one, is marked first.
    var file: MarkedText
    var kind: Fault.Kind

    init(_ file: String, _ kind: Fault.Kind) {
      self.file = MarkedText(file)
      self.kind = kind
    }

    var testDescription: String { file.testDescription }
  }

  static let cases = [
    Case("«a»: 1\nb: 2\n«a»: 3\n", .duplicateKey(name: "a")),
    Case("«a»: 1\n«\"a\"»: 3\n", .duplicateKey(name: "a")),
    Case("«'a'»: 1\n«\"\\u0061\"»: 3\n", .duplicateKey(name: "a")),
    Case("x:\n  - {«é»: 1, b: 2, «é»: 3}\n", .duplicateKey(name: "é")),
    Case("k: &k a\n? «*k»\n: 1\n«a»: 2\n", .duplicateKey(name: "a")),
    Case("a: «*x»\n", .unknownAlias(name: "x")),
    Case("a: &x 1\n---\nb: «*x»\n", .unknownAlias(name: "x")),
    Case("a: «&x» [1, «*x»]\n", .recursiveAlias(name: "x")),
    Case("a: !t «&x» # c\n  b: {<<: «*x» }\n", .recursiveAlias(name: "x")),
    Case("a: {<<: «1»}\n", .mergeNotMapping),
    Case("a: &a {b: 1}\nc: {«<<»: *a, «<<»: *a}\n", .duplicateMerge),
    Case("a:\n  <<: [{b: 1}, «2»]\n", .mergeNotMapping),
    Case("l: &l [«a», b]\nm:\n  <<: «*l»\n  c: 1\n", .mergeNotMapping),
    Case("? «[a]»\n: b\n", .complexKey(hint: nil)),
    Case("{«{a: b}»: c}\n", .complexKey(hint: nil)),
    Case("host: «{{ host }}»\n", .complexKey(hint: .template("{{"))),
    Case("host: «{{ host }}» # c\nb: 1\n", .complexKey(hint: .template("{{"))),
  ]

  @Test("a fault names its place and the other one", arguments: cases)
  func fault(_ example: Case) throws {
    let stream = YAMLStream(parsing: example.file.source)
    #expect(stream.faults.map(\.kind) == [example.kind])
    let fault = try #require(stream.faults.first)
    let ranges = [fault.related, fault.range].compactMap(\.self)
    #expect(ranges == example.file.ranges)
    #expect(!fault.endsReading && !stream.documents.isEmpty && !fault.message.isEmpty)
  }

  @Test("of duplicate keys the last counts, and each but the first is a fault")
  func lastWins() throws {
    let stream = parse("a: 1\nb: x\na: 2\n'a': 3\n")
    let root = try #require(stream.documents.first?.root)
    #expect(root.value(for: "a")?.text == "3")
    #expect(root.entries.map(\.key.text) == ["b", "a"])
    #expect(root.count == 2)
    #expect(stream.faults.count == 2)
  }

  @Test("merged entries stand where << is written; own keys come first in rank, then those of the last <<")
  func merges() throws {
    let text = """
      one: &one {a: 1, b: 1}
      two: &two {b: 2, c: 2, <<: {d: 2, a: 9}}
      use:
        x: 0
        <<: [*one, *two]
        c: 3
      twice:
        <<: *one
        <<: *two
      quoted: {"<<": *one}
      """
    let root = try root(text)
    let use = try #require(root.value(for: "use"))
    #expect(use.entries.map { "\($0.key.text)=\($0.value.text)" } == ["x=0", "a=1", "b=1", "d=2", "c=3"])
    #expect(use.entries.map(\.merged) == [false, true, true, true, false])
    for entry in use.entries { #expect(use.value(for: entry.key.text)?.text == entry.value.text) }
    let twice = try #require(root.value(for: "twice"))
    #expect(twice.entries.map { "\($0.key.text)=\($0.value.text)" } == ["b=2", "c=2", "d=2", "a=9"])
    for entry in twice.entries { #expect(twice.value(for: entry.key.text)?.text == entry.value.text) }
    #expect(root.value(for: "quoted")?.entries.map(\.key.text) == ["<<"])
    #expect(root.value(for: "use")?.value(for: "<<") == nil || root.value(for: "use")?.count == 5)
  }

  @Test("what is wrong in a merge or an alias is left out and the rest goes on")
  func goesOn() throws {
    let stream = parse("l: &l [a]\nm:\n  <<: *l\n  c: *nowhere\n  d: 1\n")
    let mapping = try #require(stream.documents.first?.root?.value(for: "m"))
    #expect(mapping.entries.map(\.key.text) == ["c", "d"])
    #expect(mapping.value(for: "c")?.isNull == true)
    #expect(mapping.value(for: "d")?.text == "1")
  }

  @Test("an anchor may be set again, and an alias means the one above it")
  func redefinition() throws {
    let root = try root("- &a 1\n- *a\n- &a 2\n- *a\n")
    #expect(root.items.map(\.text) == ["1", "1", "2", "2"])
  }

  @Test("nulls, tags and styles are told apart")
  func kinds() throws {
    let root = try root("[~, null, NULL, 'null', \"\", !!str , !!null x, !a b, {c: }, nulL]")
    #expect(root.items.map(\.isNull) == [true, true, true, false, false, false, true, false, false, false])
    #expect(root[5].tag == "tag:yaml.org,2002:str" && root[7].tag == "!a" && root[0].tag == nil)
    #expect(root[3].style == .singleQuoted && root[4].style == .doubleQuoted && root[8].isFlow)
    #expect(root[7].isText("b") && !root[7].isText("bb") && !root[8].isText(""))
  }
}
