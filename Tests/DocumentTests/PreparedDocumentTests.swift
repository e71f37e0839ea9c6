import Testing

@testable import Document

@Suite("Prepared documents")
struct PreparedDocumentTests {
  static let texts = [
    "a: 1",
    "# a comment\na: {b: [1, 'it''s', \"tab\\t\", {c}], d: e}",
    "a: |\n  two\n  lines\nb: >-\n  folded\n  text\nempty:\n",
    "- plain\n  over two lines\n- \"caf\\u00e9 é 😀\"\n- ~\n- []\n- {}\n",
    "a: 1\nb: 2\na: 3\n",
    "\u{FEFF}key: value\r\nother: 'x'\r\n",
  ]

  @Test("a document comes back with every node in its place", arguments: texts)
  func comesBack(_ text: String) throws {
    let source = SourceText(name: "t", text: text)
    let document = try #require(YAMLStream(parsing: source).documents.first)
    let root = try #require(document.root)
    let tree = try #require(PreparedDocument(document))
    #expect(tree.bytes.allSatisfy { $0 < 0x80 })
    let bytes = Array("before".utf8) + tree.bytes + Array("after".utf8)
    let read = bytes.withUnsafeBufferPointer {
      PreparedDocument.root($0, at: 6, texts: tree.texts, source: source)
    }
    #expect(read.map(Self.described) == Self.described(root))
  }

  @Test(
    "a document with anchors, tags or nothing in it is left to be read",
    arguments: ["a: &x 1\nb: *x", "a: !!str 1", "# nothing"])
  func refused(_ text: String) throws {
    let stream = YAMLStream(parsing: SourceText(name: "t", text: text))
    #expect(stream.documents.first.flatMap(PreparedDocument.init) == nil)
  }

  @Test("what was cut off or changed is refused or read, without a crash", arguments: texts)
  func damaged(_ text: String) throws {
    let source = SourceText(name: "t", text: text)
    let tree = try #require(YAMLStream(parsing: source).documents.first.flatMap(PreparedDocument.init))
    for place in tree.bytes.indices {
      for change in [1, 2, 4, 8, 16, 32, 64] as [UInt8] {
        var bytes = tree.bytes
        bytes[place] ^= change
        for bytes in [bytes, Array(bytes[..<place])] {
          let root = bytes.withUnsafeBufferPointer {
            PreparedDocument.root($0, at: 0, texts: tree.texts, source: source)
          }
          #expect((root?.text.utf8.count ?? 0) <= text.utf8.count + tree.texts.utf8.count)
        }
      }
    }
  }

  private static func described(_ node: YAMLNode) -> [String] {
    [
      "\(node.kind) \(node.range) \(node.contentRange) \(node.style) \(node.isFlow) \(node.isNull) \(node.text)"
    ]
      + node.items.flatMap(described) + node.entries.flatMap { described($0.key) + described($0.value) }
  }
}
