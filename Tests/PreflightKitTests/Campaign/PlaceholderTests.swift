import PreflightKit
import Testing

@Suite("Placeholders")
struct PlaceholderTests {
  @Test(
    "every known form is found with its name and default",
    arguments: [
      ("${PORT}", "PORT", nil), ("${PORT:-25}", "PORT", "25"), ("${PORT-25}", "PORT", "25"),
      ("${PORT:25}", "PORT", "25"), ("${PORT:?no port}", "PORT", nil), ("{{ smtp_port }}", "smtp_port", nil),
      ("${{ secrets.PORT }}", "secrets.PORT", nil), ("%env(PORT)%", "PORT", nil), ("${A:-${B}}", "A", "${B}"),
    ] as [(String, String, String?)])
  func forms(text: String, name: String, fallback: String?) throws {
    let found = Interpolation(text).placeholders
    try #require(found.count == 1)
    #expect(found[0].name == name)
    #expect(found[0].fallback == fallback)
    #expect(found[0].range == 0..<text.utf8.count)
  }

  @Test(
    "text that only resembles a placeholder is literal",
    arguments: ["$PORT", "${}", "${PORT", "{ {x} }", "100%", "%env(X)", "{{}}", "price: $5", "a } b"])
  func literal(text: String) {
    #expect(Interpolation(text).filled(with: [:]) == .literal(text))
  }

  @Test("a doubled dollar sign says a literal brace")
  func escaped() {
    #expect(Interpolation("$${NAME}").filled(with: ["NAME": "x"]) == .literal("${NAME}"))
  }

  @Test("a variable wins over the default, the default over nothing")
  func filling() {
    let text = Interpolation("smtp.${REGION:-eu}.example.com:${PORT}")
    #expect(
      text.filled(with: ["PORT": "587"])
        == .filled("smtp.eu.example.com:587", fromVariables: ["PORT"], fromDefaults: ["REGION"]))
    #expect(
      text.filled(with: ["PORT": "587", "REGION": "us"])
        == .filled("smtp.us.example.com:587", fromVariables: ["REGION", "PORT"], fromDefaults: []))
    guard case .unknown(let missing) = text.filled(with: [:]) else {
      Issue.record("a variable without a value must leave the text unknown")
      return
    }
    #expect(missing.placeholders.map(\.name) == ["PORT"])
  }

  @Test("around what is not known the pieces are, with the variables and defaults that they hold")
  func pieces() {
    func pieces(_ text: String, _ variables: [String: String] = [:]) -> Interpolation.Unfilled? {
      guard case .unknown(let unfilled) = Interpolation(text).filled(with: variables) else { return nil }
      return unfilled
    }
    let text = "smtp.${REGION}.${ZONE:-example.com}:$${x}${PORT}"
    let unset = pieces(text)
    #expect(unset?.pieces == ["smtp.", ".example.com:${x}", ""] && unset?.fromVariables == [])
    let set = pieces(text, ["REGION": "eu"])
    #expect(set?.pieces == ["smtp.eu.example.com:${x}", ""] && set?.fromVariables == ["REGION"])
    #expect(pieces("plain") == nil && pieces(String(repeating: "${A}", count: 2_000))?.pieces == [])
  }

  @Test("an empty default counts as none")
  func emptyDefault() {
    guard case .unknown = Interpolation("${PORT:-}").filled(with: [:]) else {
      Issue.record("an empty default must leave the text unknown")
      return
    }
  }

  @Test("merge tags stay in texts that the mail merge expands")
  func mergeTags() {
    let text = "https://example.com/u/{{token}}"
    #expect(Interpolation(text, mergeTags: true).filled(with: [:]) == .literal(text))
    #expect(Interpolation(text).placeholders.map(\.name) == ["token"])
  }

  @Test("a text of placeholders without end takes little memory, and is not known")
  func flood() {
    let text = Interpolation(String(repeating: "${A}", count: 1_000_000))
    #expect(text.placeholders.count == 1_000)
    guard case .unknown(let missing) = text.filled(with: ["A": "x"]) else {
      Issue.record("a text that was not read to its end must stay unknown")
      return
    }
    #expect(missing.placeholders.count == 1)
  }

  @Test(
    "each form takes the variable, its default or its other word as a shell does",
    arguments: [
      ("${P:-587}", "", "587"), ("${P-587}", "", ""), ("${P:-587}", "25", "25"), ("${P:+tls}", "1", "tls"),
      ("${P:+tls}", "", ""), ("${P+tls}", "", "tls"), ("${P:587}", "25", "25"), ("${P:?no}", "25", "25"),
      ("${A:-${B:-587}}", "", "587"), ("${A:-${P:-587}}", "25", "25"),
      ("smtp${A:-${B-.example}}", "", "smtp.example"),
    ])
  func forms(text: String, value: String, expected: String) {
    guard case .filled(let filled, _, _) = Interpolation(text).filled(with: ["P": value]) else {
      Issue.record("\(text) is not known")
      return
    }
    #expect(filled == expected)
  }

  @Test(
    "what a shell would refuse, or nobody knows, is not known",
    arguments: ["${P:?no}", "${A:-${B}}", "${A:+tls}", "${A:-x${B}}"])
  func notKnown(text: String) {
    guard case .unknown = Interpolation(text).filled(with: ["P": ""]) else {
      Issue.record("\(text) has a value")
      return
    }
  }
}
