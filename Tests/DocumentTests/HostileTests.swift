/// Files that are broken on purpose: each is refused by name, at a place, in bounded time.
import Document
import Testing

@Suite("Hostile files", .timeLimit(.minutes(1)))
struct HostileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var kind: Fault.Kind?
    var documents: Int
    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8], _ kind: Fault.Kind?, documents: Int = 0) {
      self.name = name
      self.bytes = bytes
      self.kind = kind
      self.documents = documents
    }

    init(_ name: String, _ text: String, _ kind: Fault.Kind?, documents: Int = 0) {
      self.init(name, Array(text.utf8), kind, documents: documents)
    }
  }

  static let cases = [
    Case("nothing", "", nil),
    Case("only space", "  \n\n", nil),
    Case("only comments", "# a\n# b\n", nil),
    Case("a lone byte order mark", "\u{FEFF}", nil),
    Case("only a document's mark", "---\n", nil, documents: 1),
    Case(
      "only a document's end", "...\n",
      .syntax(
        problem: "did not find expected node content", context: "while parsing a block node", hint: nil)),
    Case("two empty documents", "---\n---\n", nil, documents: 2),
    Case(
      "a directive and nothing", "%YAML 1.1\n",
      .syntax(
        problem: "did not find expected <document start>", context: nil, hint: nil)),
    Case("NUL", "a: \0b\n", .controlCharacter(0)),
    Case("four NULs", [0, 0, 0, 0], .controlCharacter(0)),
    Case("a bell", "a: b\u{7}\n", .controlCharacter(7)),
    Case("DEL", "a: b\u{7F}\n", .controlCharacter(0x7F)),
    Case("a C1 control", "a: \u{80}\n", .controlCharacter(0x80)),
    Case("a second byte order mark", "a: \u{FEFF}b\n", .controlCharacter(0xFEFF)),
    Case("UTF-16LE with mark", [0xFF, 0xFE, 0x61, 0, 0x3A, 0], .utf16(bigEndian: false)),
    Case("UTF-16BE with mark", [0xFE, 0xFF, 0, 0x61], .utf16(bigEndian: true)),
    Case("UTF-16LE by its zeros", [0x61, 0, 0x3A, 0, 0x20, 0], .utf16(bigEndian: false)),
    Case("UTF-16BE by its zeros", [0, 0x61, 0, 0x3A], .utf16(bigEndian: true)),
    Case("UTF-32LE with mark", [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], .utf32(bigEndian: false)),
    Case("UTF-32BE by its zeros", [0, 0, 0, 0x61], .utf32(bigEndian: true)),
    Case("Latin-1", [0x61, 0x3A, 0x20, 0xE9, 0x0A], .notUTF8),
    Case("a surrogate in UTF-8", [0x61, 0xED, 0xA0, 0x80], .notUTF8),
    Case("an overlong slash", [0x61, 0xC0, 0xAF], .notUTF8),
    Case("a character cut off", [0x61, 0xE2, 0x82], .notUTF8),
    Case("10,000 levels of [", String(repeating: "[", count: 10_000), .tooDeep(limit: 100)),
    Case("50,000 levels of -", String(repeating: "- ", count: 50_000), .tooDeep(limit: 100)),
    Case("50,000 levels of {", String(repeating: "{a: ", count: 50_000), .tooDeep(limit: 100)),
    Case("10,000 levels of ?", String(repeating: "? ", count: 10_000), .tooDeep(limit: 100)),
    Case("10,000 levels of merges", chain(10_000, "{<<: *a% }"), .tooDeep(limit: 100)),
    Case(
      "billion laughs", chain(12, "[*a% , *a% , *a% , *a% , *a% , *a% , *a% ]"),
      .aliasExpansion(limit: 200_000)),
    Case("merges that double", chain(40, "{<<: [*a% , *a% ]}"), .aliasExpansion(limit: 200_000)),
    Case("11 MB", [UInt8](repeating: 0x61, count: 11_000_000), .tooLarge(limit: 10_000_000)),
    Case("a million items", String(repeating: "- a\n", count: 1_100_000), .tooManyNodes(limit: 1_000_000)),
    Case("a line of 1 MB", "a: " + String(repeating: "b", count: 1_000_000), nil, documents: 1),
    Case("100,000 keys", (0..<100_000).map { "k\($0): v\n" }.joined(), nil, documents: 1),
    Case("9 MB of comments", String(repeating: "#\n", count: 4_500_000), nil),
    Case("9 MB of line breaks", String(repeating: "\n", count: 9_000_000), nil),
    Case("CRLF", "a: 1\r\nb:\r\n- c\r\n", nil, documents: 1),
    Case("CR", "a: 1\rb: 2\r", nil, documents: 1),
  ]

  @Test("a hostile file ends in one fault at a place in the file, or in none", arguments: cases)
  func hostile(_ example: Case) {
    let source = SourceText(name: "a", bytes: example.bytes)
    let stream = YAMLStream(parsing: source)
    #expect(stream.faults.map(\.kind) == (example.kind.map { [$0] } ?? []))
    #expect(stream.faults.allSatisfy { source.range.contains($0.range) && $0.endsReading })
    #expect(stream.faults.allSatisfy { !$0.message.isEmpty })
    #expect(stream.documents.count == example.documents)
  }

  @Test("the place of a foreign byte is that byte")
  func places() {
    #expect(YAMLStream(parsing: SourceText(name: "a", text: "a: b\nc: \0\n")).faults.first?.range.start == 8)
    let latin = SourceText(name: "a", bytes: [0x61, 0x3A, 0x20, 0xE9, 0x0A])
    #expect(YAMLStream(parsing: latin).faults.first?.range == TextRange(start: 3, end: 4))
  }

  @Test("a hundred levels are read, one more is not")
  func depth() {
    #expect(parse(String(repeating: "[", count: 100) + String(repeating: "]", count: 100)).faults == [])
    let stream = parse(String(repeating: "[", count: 101) + String(repeating: "]", count: 101))
    #expect(stream.faults.map(\.kind) == [.tooDeep(limit: 100)])
    #expect(stream.faults.first?.range == TextRange(start: 100, end: 101))
  }

  @Test("100,000 keys, each twice, are found out without a square")
  func duplicates() throws {
    let lines = (0..<50_000).map { "k\($0): v\n" }.joined()
    let stream = parse(lines + lines)
    #expect(stream.faults.count == Limits().faults)
    #expect(stream.documents.first?.root?.count == 50_000)
  }

  @Test("limits can be set")
  func limits() {
    let source = SourceText(name: "a", text: "[[a, b], [c]]")
    func kinds(_ limits: Limits) -> [Fault.Kind] {
      YAMLStream(parsing: source, limits: limits).faults.map(\.kind)
    }
    #expect(kinds(Limits(bytes: 5)) == [.tooLarge(limit: 5)])
    #expect(kinds(Limits(depth: 1)) == [.tooDeep(limit: 1)])
    #expect(kinds(Limits(nodes: 3)) == [.tooManyNodes(limit: 3)])
    #expect(kinds(Limits(bytes: 13, depth: 2, nodes: 6)) == [])
  }

  /// Anchors a0, a1, …, each made of the one before it by `pattern`.
  private static func chain(_ count: Int, _ pattern: String) -> String {
    var text = "- &a0 {x: y}\n"
    for index in 1..<count {
      let parts = pattern.split(separator: "%", omittingEmptySubsequences: false)
      text += "- &a\(index) " + parts.joined(separator: "\(index - 1)") + "\n"
    }
    return text
  }
}
