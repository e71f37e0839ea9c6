/// After any edit, the file reads as before, but for the one value.
import Document
import Testing

@Suite("Edits change nothing else")
struct EditPropertyTests {
  static let files = [
    "a: 1\nb:\n  c: [x, {y: z, w: }, ]\n  d: 'q' # c\n\n  # e\n  e: \"r\"\nf:\n- 1\n- g: h\n  i:\n-\n- - j\n",
    "# top\r\na: 1\r\nb:\r\n  c: |\r\n    x\r\n    y\r\n\r\n  d: >-\r\n    folded\r\n    text\r\ne: f\r\n",
    "---\n? k\n: v\n? [1]\n: w\nx: {a, b: , \"c\": 1}\n...\n",
    "base: &b {p: 1, q: &r two}\nuse:\n  <<: *b\n  s: *r\n  t: !!str 5\n  u: !x {v: w}\nlast: plain\n  over lines",
    "a: |+\n  x\n\n\nb: |2\n   y\nc: |-\n  z\nd: |\n  w\n",
    "{a: 1, 'b': [c, d: e], f: {g: {h: }}}",
    "{\n  \"a\": 1, # one\n  \"b\": {}, # two\n  \"c\": \"d\"\n}\n",
    "\u{FEFF}é: ü # ö\nжук:\n    иное: '日本'\n    пусто:\n",
    "- a\n- b: 1\n  c:\n    d: 2\n    e: # null\n  # after\n- []\n- {}\n- ~\n",
    "a: 1\n---\nb: 2\n",
  ]

  static let texts = [
    "587", "smtp.example.com", "", "~", "null", " x", "x ", "a: b", "a #b", "a#b", "- x", "-x", "?", "*x",
    "&x",
    "!x", "@x", "`x", "%x", "{x}", "[x", "x]", "a, b", "'", "\"", "it's", "say \"x\"", "\\", "\t", "a\nb",
    "<<",
    "é😀", "\u{85}", "\u{2028}", "\u{7F}", "#x", "x:", ":x", "---", "...", "https://u:p@h/x?y=[1]", "true",
    "|", ">",
  ]

  @Test("replacing any scalar", arguments: files)
  func replacing(_ file: String) throws {
    let source = SourceText(name: "a", text: file)
    let root = try #require(YAMLStream(parsing: source).documents.first?.root)
    for (path, node) in walk(root) where node.kind == .scalar {
      for text in Self.texts {
        guard let edit = node.replacing(with: text) else { continue }
        let expected = Snapshot(root).setting(path.steps[...], to: .scalar(text))
        try check(source, edit, expected, "\(path) = \(text.debugDescription)", aliases: file.contains("&"))
      }
    }
  }

  @Test("adding a key to any mapping or empty value", arguments: files)
  func inserting(_ file: String) throws {
    let source = SourceText(name: "a", text: file)
    let root = try #require(YAMLStream(parsing: source).documents.first?.root)
    for (path, node) in walk(root) {
      for keys in [["new"], ["new", "x: y", "z"]] {
        guard let edit = node.inserting(path: keys, value: "a: b") else { continue }
        let steps = path.steps + keys.map(PathStep.key)
        let expected = Snapshot(root).setting(steps[...], to: .scalar("a: b"))
        try check(source, edit, expected, "\(path) + \(keys)", aliases: file.contains("&"))
      }
    }
  }

  @Test("removing any key", arguments: files)
  func removing(_ file: String) throws {
    let source = SourceText(name: "a", text: file)
    let root = try #require(YAMLStream(parsing: source).documents.first?.root)
    for (path, node) in walk(root) where node.kind == .mapping {
      for entry in node.entries where !entry.merged {
        guard let edit = node.removing(key: entry.key.text) else { continue }
        let steps = path.appending(key: entry.key.text).steps
        let expected = Snapshot(root).setting(steps[...], to: nil)
        try check(source, edit, expected, "\(path) - \(entry.key.text)", aliases: file.contains("&"))
      }
    }
  }

  /// Where a file has anchors, an edit of one place may show in others; then the shape is not compared.
  private func check(
    _ source: SourceText, _ edit: Edit, _ expected: Snapshot, _ what: String, aliases: Bool
  ) throws {
    let bytes = try #require(source.applying([edit]))
    let after = YAMLStream(parsing: SourceText(name: "a", bytes: bytes))
    let before = YAMLStream(parsing: source)
    let text = String(decoding: bytes, as: UTF8.self)
    if aliases {
      let ends = after.faults.filter { if case .unknownAlias = $0.kind { false } else { true } }
      #expect(ends == [], "\(what)\n\(text)")
      return
    }
    #expect(after.faults.map(\.kind) == before.faults.map(\.kind), "\(what)\n\(text)")
    let tree = after.documents.first?.root.map(Snapshot.init)
    #expect(tree == expected, "\(what)\n\(text)")
    #expect(
      after.comments.count == before.comments.count || edit.text.isEmpty || edit.text == "{}",
      "\(what)\n\(text)")
  }
}
