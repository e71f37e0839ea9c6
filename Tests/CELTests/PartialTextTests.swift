import CEL
import Testing

/// Texts of which some parts are known: what can be decided all the same, and that it holds however the gaps are filled.
@Suite("Texts known in parts")
struct PartialTextTests {
  private static let environment: Environment = {
    var environment = Environment()
    for name in ["text", "other"] { environment.declare(variable: name, type: .string) }
    return environment
  }()

  private static func evaluate(_ expression: String, text: Value, other: String = "") throws -> Value {
    let compilation = environment.compile(expression)
    let program = try #require(compilation.program, "\(compilation.issues)")
    return program.evaluate(Bindings(["text": text, "other": .string(other)], in: environment))
  }

  /// The known pieces, with `…` for each gap.
  private static func partial(_ text: String) throws -> Value {
    let pieces = text.split(separator: "…", omittingEmptySubsequences: false).map(String.init)
    let known: PartialText = try #require(PartialText(pieces))
    return .unknown(Unknown("p", text: known))
  }

  @Test(
    "what the known parts decide is known, the rest depends on the gaps",
    arguments: [
      ("text == 'smtp.eu.example.com'", "unknown"), ("text == 'smtp.eu.example.net'", "false"),
      ("text != 'mail.example.com'", "true"), ("text == 'smtp.example.com'", "false"),
      ("text in ['a', 'b']", "false"), ("text in ['a', 'smtp.x.example.com']", "unknown"),
      ("text in {'a': 1}", "false"), ("{'a': 1}[?text].orValue(0) == 0", "true"),
      ("{'smtp..example.com': 1}[?text].orValue(0) == 0", "unknown"), ("{'a': 1}[text] == 1", "no such key"),
      ("text.startsWith('smtp.')", "true"), ("text.startsWith('mail')", "false"),
      ("text.startsWith('smtp.e')", "unknown"), ("text.endsWith('.com')", "true"),
      ("text.endsWith('.net')", "false"), ("text.endsWith('eu.example.com')", "unknown"),
      ("text.contains('example')", "true"), ("text.contains('@')", "unknown"),
      ("text.upperAscii()", "SMTP.….EXAMPLE.COM"), ("(' ' + text + ' ').trim()", "smtp.….example.com"),
      ("text + ':' + text", "smtp.….example.com:smtp.….example.com"),
      ("text.replace('.', '-')", "smtp-…-example-com"),
      ("text.replace('..', '-') == 'x'", "unknown"), ("text.substring(0, 4)", "smtp"),
      ("text.substring(5)", "….example.com"), ("text.substring(0, 6)", "unknown"), ("text.indexOf('.')", "4"),
      ("text.indexOf('e') > 0", "unknown"), ("text.lastIndexOf('.') > 4", "unknown"),
      ("size(text) > 4", "unknown"),
      ("text < 'z'", "unknown"), ("text.matches('^smtp[.]')", "true"),
      ("text.matches('^mx')", "false"), ("text.matches('mx')", "unknown"),
      ("text.matches('[.]com$')", "true"),
      ("text.matches('[.]net$')", "false"), ("text.matches('^smtp[.][^.]+[.]example')", "unknown"),
      ("text.matches(text)", "unknown"), ("text.split('.')[0]", "unknown"),
      ("text.reverse().startsWith('moc.')", "true"), ("other == '' ? text : 'x'", "smtp.….example.com"),
    ])
  func outcomes(_ expression: String, _ outcome: String) throws {
    let value = try Self.evaluate(expression, text: Self.partial("smtp.….example.com"))
    #expect(said(value).hasPrefix(outcome), "\(said(value))")
  }

  @Test("what is made of a text in another way is no text that is known in parts")
  func noOtherOutcomeHasPieces() throws {
    for expression in [
      "size(text)", "text < other", "text.matches('b')", "text.contains('@')", "text.split('.')",
    ] {
      guard case .unknown(let unknown) = try Self.evaluate(expression, text: Self.partial("a.…")) else {
        Issue.record("\(expression) must be unknown")
        continue
      }
      #expect(unknown == Unknown("p"), "\(expression)")
    }
  }

  @Test("a text without a gap, without a known part or too long is none")
  func limits() {
    #expect(PartialText(["a"]) == nil && PartialText([]) == nil && PartialText(["", "", ""]) == nil)
    let long = String(repeating: "a", count: PartialText.longest)
    #expect(PartialText([long, ""]) == nil)
    #expect(PartialText(Array(repeating: "a", count: PartialText.mostPieces + 1)) == nil)
    #expect(PartialText(["a", ""])?.couldBe("b" + long) == true, "what is too long is not looked at")
  }

  @Test("whatever the gaps hold, what was decided is so")
  func everyFillingAgrees() throws {
    var chance = SplitMix64(state: 20_261_122)
    let expressions = [
      "text == other", "text != other", "text in [other, 'ab']", "text in {other: 1}", "text.contains(other)",
      "text.startsWith(other)", "text.endsWith(other)", "text.lowerAscii()", "text.upperAscii()",
      "text.trim()",
      "text.reverse()", "text.replace(other, 'x')", "text.substring(1)", "text.substring(0, 1)",
      "text.substring(1, 2)",
      "text.indexOf(other)", "text + other", "other + text", "text + text", "{other: 1}[?text].orValue(0)",
      "text.lowerAscii().startsWith(other)", "(text + other).trim() == other",
      "(other + text).trim().endsWith(other)",
      "text.trim().substring(1).contains(other)", "text.matches('^a')", "text.matches('a$')",
      "text.matches('^[ab]*$')",
      "text.matches(r'\\ba')", "text.matches(r'a\\Bb')", "text.matches('(?m)^b')",
      "text.matches('^(a|b.)+$')",
      "text.matches('^$')", "text.matches('a.b')", "text.matches('^.é')", "text.matches('(?i)^ab?a$')",
    ]
    var decided = 0
    for _ in 0..<6_000 {
      let pieces = (0..<(2 + chance.below(2))).map { _ in chance.text() }
      guard let partial = PartialText(pieces) else { continue }
      let expression = expressions[chance.below(expressions.count)]
      let other = chance.text()
      let outcome = try Self.evaluate(expression, text: .unknown(Unknown("p", text: partial)), other: other)
      for _ in 0..<8 {
        let filled = pieces.dropFirst().reduce(pieces[0]) { $0 + chance.text() + $1 }
        let actual = try Self.evaluate(expression, text: .string(filled), other: other)
        guard !agrees(outcome, actual) else { continue }
        Issue.record(
          "\(expression) of \(pieces) and '\(other)': \(said(outcome)), but \(said(actual)) of '\(filled)'")
        return
      }
      if outcome.isKnown { decided += 1 }
    }
    #expect(decided > 500, "only \(decided) of 6,000 were decided at all")
  }

  private func agrees(_ outcome: Value, _ actual: Value) -> Bool {
    guard case .unknown(let unknown) = outcome else { return outcome == actual }
    guard let text = unknown.text, case .string(let actual) = actual else { return true }
    return text.couldBe(actual)
  }

  private func said(_ value: Value) -> String {
    switch value {
    case .unknown(let unknown): unknown.text.map { $0.pieces.joined(separator: "…") } ?? "unknown"
    case .string(let text): text
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    case .error(let error): error.message
    default: "\(value)"
    }
  }
}

extension SplitMix64 {
  fileprivate mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// Up to three characters of an alphabet so small that texts meet.
  fileprivate mutating func text() -> String {
    let alphabet = ["a", "b", "A", ".", " ", "é"]
    return (0..<below(4)).map { _ in alphabet[below(alphabet.count)] }.joined()
  }
}
