import Document
import Testing

@testable import PreflightKit

@Suite("Snippets")
struct SnippetTests {
  @Test("the culprit gets carets, the reason dashes and its label, the line between is shown")
  func twoPlaces() {
    let sample = Sample("transports:\n  - port: 587\n    tls:\n      mode: implicit\n")
    let finding = sample.finding(
      "m", at: sample.range("implicit"), because: [("587 speaks starttls", sample.range("587"))])
    #expect(
      sample.snippet(finding) == """
        2 |   - port: 587
          |           --- 587 speaks starttls
        3 |     tls:
        4 |       mode: implicit
          |             ^^^^^^^^
        """)
  }

  @Test("far-apart lines are folded and line numbers are right-aligned")
  func folded() {
    let sample = Sample((1...12).map { "key\($0): value\($0)" }.joined(separator: "\n"))
    let finding = sample.finding(
      "m", at: sample.range("value12"), because: [("first", sample.range("value3"))])
    #expect(
      sample.snippet(finding) == """
         3 | key3: value3
           |       ------ first
        ...
        12 | key12: value12
           |        ^^^^^^^
        """)
  }

  @Test("several labels on one line hang below their own places")
  func severalLabels() {
    let sample = Sample("smtp: {host: a.example, port: 587, tls: implicit}\n")
    let finding = sample.finding(
      "m", at: sample.range("implicit"),
      because: [("the host", sample.range("a.example")), ("the port", sample.range("587"))])
    #expect(
      sample.snippet(finding) == """
        1 | smtp: {host: a.example, port: 587, tls: implicit}
          |              ---------        ---       ^^^^^^^^
          |              |                |
          |              |                the port
          |              the host
        """)
  }

  @Test("a reason at the culprit's own place adds its label to the carets")
  func samePlace() {
    let sample = Sample("port: 25\n")
    let finding = sample.finding(
      "m", at: sample.range("25"), because: [("blocked by most clouds", sample.range("25"))])
    #expect(
      sample.snippet(finding) == """
        1 | port: 25
          |       ^^ blocked by most clouds
        """)
  }

  @Test("tabs take the same room in the text and under it")
  func tabs() {
    let sample = Sample("key:\tone\ttwo # end\n")
    #expect(
      sample.snippet(sample.finding("m", at: sample.range("two"))) == """
        1 | key:    one    two # end
          |                ^^^
        """)
  }

  @Test(
    "carets stand under what they mean whatever the script",
    arguments: [
      ("name: 日本 port", "port", "           ^^^^"),
      ("name: 日本 port", "日本", "      ^^^^"),
      ("name: e\u{301}te\u{301} x", "x", "          ^"),
      ("a: 👩‍👩‍👧 x", "x", "      ^"),
      ("a: 🇩🇪 x", "x", "      ^"),
      ("a: ✉️ x", "x", "      ^"),
      ("näme: wert", "wert", "      ^^^^"),
    ])
  func widths(text: String, words: String, carets: String) {
    let sample = Sample(text)
    let lines = sample.snippet(sample.finding("m", at: sample.range(words))).split(separator: "\n")
    #expect(lines.last.map(String.init) == "  | " + carets)
  }

  @Test("what would steer the terminal is shown as an escape, and the carets still agree")
  func controls() {
    let sample = Sample("a: \"x\u{1B}[31my\u{202E}z\"")
    #expect(
      sample.snippet(sample.finding("m", at: sample.range("z"))) == """
        1 | a: "x\\u{1b}[31my\\u{202e}z"
          |                         ^
        """)
  }

  @Test("a very long line is cut around the place")
  func longLine() {
    let sample = Sample(
      "text: " + String(repeating: "abc ", count: 5_000) + "HERE" + String(repeating: " def", count: 9))
    let lines = sample.snippet(sample.finding("m", at: sample.range("HERE")), style: Style(width: 60))
      .split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.count <= 60 })
    #expect(lines[0].hasPrefix("1 | ..."))
    let column = lines[1].prefix { $0 != "^" }.count
    #expect(lines[0].dropFirst(column).hasPrefix("HERE"))
    #expect(lines[1].hasSuffix("^^^^"))
  }

  @Test("a span longer than the display is underlined as far as the display goes")
  func longSpan() {
    let long = String(repeating: "x", count: 300)
    let sample = Sample("text: \(long) end")
    let lines = sample.snippet(sample.finding("m", at: sample.range(long)), style: Style(width: 60)).split(
      separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 60 })
    #expect(lines[1].contains("^^^^^^^^^^"))
  }

  @Test("a range over several lines is marked on its first line and says where it ends")
  func multiLine() {
    let sample = Sample("a:\n  b: 1\n  c: 2\n  d: 3\n  e: 4\n")
    let range = sample.range(from: "b: 1", to: "e: 4")
    #expect(
      sample.snippet(sample.finding("m", at: range)) == """
        2 |   b: 1
          |   ^^^^ ... to line 5
        """)
    #expect(
      sample.snippet(sample.finding("m", at: sample.range("a"), because: [("here", range)])) == """
        1 | a:
          | ^
        2 |   b: 1
          |   ---- here (to line 5)
        """)
  }

  @Test("a range that ends with a line break marks one line")
  func trailingBreak() {
    let sample = Sample("a: 1\nb: 2\n")
    #expect(
      sample.snippet(sample.finding("m", at: sample.range("a: 1\n"))) == """
        1 | a: 1
          | ^^^^
        """)
  }

  @Test("an empty range still gets one caret, at the end of a line too")
  func emptyRange() {
    let sample = Sample("a:\nb: 2\n")
    let end = Position(line: 1, column: 3, offset: 2)
    #expect(
      sample.snippet(sample.finding("m", at: SourceRange(start: end, end: end))) == """
        1 | a:
          |   ^
        """)
  }

  @Test("a secret is covered, and the carets are as long as the cover")
  func secrets() {
    var sample = Sample("pass: hunter2 # it\n")
    let range = sample.range("hunter2")
    sample.secrets = [TextRange(start: range.start.offset, end: range.end.offset)]
    #expect(
      sample.snippet(sample.finding("m", at: range, because: [("said", sample.range("# it"))])) == """
        1 | pass: ******** # it
          |       ^^^^^^^^ ---- said
        """)
  }

  @Test("the BOM and CRLF leave no trace")
  func bomAndCRLF() {
    let sample = Sample("\u{FEFF}a: 1\r\nb: 2\r\n")
    #expect(
      sample.snippet(sample.finding("m", at: sample.range("a"), because: [("x", sample.range("2"))])) == """
        1 | a: 1
          | ^
        2 | b: 2
          |    - x
        """)
  }

  @Test("what a snippet costs does not grow with the line it is cut from")
  func hugeLine() {
    let sample = Sample("a: " + String(repeating: "x", count: 2_000_000) + " END")
    let finding = sample.finding("m", at: sample.range("END"))
    let clock = ContinuousClock()
    let text = MaskedText(sample.source, covering: [])
    let time = clock.measure { for _ in 0..<200 { _ = Snippet(finding, text: text, style: .plain) } }
    #expect(time < .seconds(5))
  }

  @Test("any place in any text is drawn without a crash, and no line exceeds the display")
  func hostile() {
    var random = SeededRandom(seed: 7)
    let alphabet = [
      "a", " ", "\t", "\n", "\r\n", "é", "日", "👩‍👩‍👧", "e\u{301}", "\u{1B}", "\u{202E}", "\"", "\u{0}",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? ""
      }.joined()
      let sample = Sample(text)
      let cuts = (0..<4).map { _ in Int.random(in: 0...sample.source.bytes.count, using: &random) }.sorted()
      let ranges = [(cuts[0], cuts[2]), (cuts[1], cuts[3])].map {
        SourceRange(TextRange(start: $0.0, end: $0.1), in: sample.source)
      }
      let drawn = sample.snippet(
        sample.finding("m", at: ranges[0], because: [("reason", ranges[1])]), style: Style(width: 40))
      #expect(!drawn.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E || $0.value == 0 })
    }
  }
}

struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return value ^ (value >> 31)
  }
}
