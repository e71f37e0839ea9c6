import Document
import Testing

@testable import PreflightKit

/// What one address showed, written as rules' tests write it.
private func facts(_ text: String, address: String) -> EndpointFacts {
  let stream = YAMLStream(parsing: SourceText(name: "facts", bytes: Array(text.utf8)))
  var facts = stream.documents.first?.root.flatMap(EndpointFacts.init) ?? EndpointFacts()
  facts.host = "smtp.example.com"
  facts.port = 465
  facts.serverName = "smtp.example.com"
  facts.address = address
  return facts
}

private func book(_ observations: [String]) -> FactBook {
  var answer = Answer()
  answer.host = "smtp.example.com"
  answer.port = 465
  answer.serverName = "smtp.example.com"
  answer.endpoints = observations.enumerated().map { facts($1, address: "192.0.2.\($0 + 1)") }
  return FactBook([answer])
}

@Suite("Verdicts from the wire")
struct LiveVerdictTests {
  static let implicit = "{mode: implicit, tls: {established: true}}"
  static let starttls = "{mode: starttls, tls: {established: true}}"
  static let silent = "{state: inconclusive, reason: filtered, connection: filtered}"
  static let skipped = "{state: skipped, reason: not-public}"

  /// STARTTLS is configured on 465, so `implicit` confirms the finding and `starttls` refutes it.
  private func verdict(_ observations: [String]) throws -> Verdict {
    let text = campaign("host: smtp.example.com, port: 465, tls: {mode: starttls}")
    var settings = LintSettings(now: .testDay)
    settings.only = ["tls/mode-matches-port"]
    let linter = Linter(pack: .builtIn(), settings: settings)
    let source = SourceText(name: "test.yaml", bytes: Array(text.utf8))
    return try #require(linter.lint(source, facts: book(observations)).findings.first?.verdict)
  }

  @Test(
    "one verdict for all addresses: evidence decides, silence takes nothing away, disagreement is mixed",
    arguments: [
      ([implicit], .confirmed, nil), ([starttls], .refuted, nil), ([silent], .inconclusive, "filtered"),
      ([skipped], .skipped, "not-public"), ([implicit, implicit], .confirmed, nil),
      ([implicit, silent], .confirmed, nil), ([starttls, silent], .inconclusive, "filtered"),
      ([starttls, skipped], .inconclusive, "not-public"), ([implicit, starttls], .inconclusive, "mixed"),
      ([], .skipped, "not-asked"),
    ] as [([String], Verdict.State, String?)])
  func joined(observations: [String], state: Verdict.State, reason: String?) throws {
    let verdict = try verdict(observations)
    #expect(verdict.state == state)
    #expect(verdict.reason == reason)
    #expect(verdict.evidence.count >= observations.count)
  }

  @Test("a rule that only the wire decides is silent without facts and without evidence")
  func liveOnly() {
    let text = campaign("host: smtp.example.com, port: 465, tls: {mode: implicit}")
    let source = SourceText(name: "test.yaml", bytes: Array(text.utf8))
    var settings = LintSettings(now: .testDay)
    settings.only = ["cert/expired"]
    let linter = Linter(pack: .builtIn(), settings: settings)
    #expect(linter.lint(source).findings == [])
    #expect(linter.lint(source, facts: book([Self.silent])).findings == [])
    let expired =
      "{mode: implicit, tls: {established: true, certificate: {expired: true, days_left: -2, defects: [expired]}}}"
    let found = linter.lint(source, facts: book([expired])).findings
    #expect(found.map(\.origin) == [.live])
    #expect(found.map(\.verdict.state) == [.confirmed])
  }

  @Test("two transports that differ only in the roots they trust are judged by their own conversations")
  func otherRoots() {
    let endpoint = "host: smtp.example.com, port: 465"
    let text = """
      preflight: campaign/v1
      transports:
        - {\(endpoint), tls: {mode: implicit}}
        - {\(endpoint), tls: {mode: implicit, ca_file: own.pem}}

      """
    let source = SourceText(name: "test.yaml", bytes: Array(text.utf8))
    var settings = LintSettings(now: .testDay)
    settings.only = ["cert/untrusted"]
    let linter = Linter(pack: .builtIn(), settings: settings)
    let asked = linter.questions(about: source, withLogin: false).map(\.question)
    #expect(asked.map(\.caFile) == [nil, "own.pem"])
    let defects = ["[missing-issuer]", "[]"]
    let answers = zip(asked, defects).map { question, defects in
      let certificate = "{trusted: \(defects == "[]"), defects: \(defects)}"
      let observed = "{mode: implicit, tls: {established: true, certificate: \(certificate)}}"
      return Answer(question, addresses: [], endpoints: [facts(observed, address: "192.0.2.1")])
    }
    for answers in [answers, answers.reversed()] {
      let found = linter.lint(source, facts: FactBook(answers)).findings
      #expect(found.map(\.place.range.start.line) == [3])
    }
    let file = FactsFile(answers: answers, asked: nil)
    #expect(asked.map { file.answer(to: $0).endpoints } == answers.map(\.endpoints))
  }

  @Test("one address of two with an expired certificate is a finding that says which")
  func mixed() throws {
    let text = campaign("host: smtp.example.com, port: 465, tls: {mode: implicit}")
    let source = SourceText(name: "test.yaml", bytes: Array(text.utf8))
    var settings = LintSettings(now: .testDay)
    settings.only = ["cert/expired"]
    let bad =
      "{mode: implicit, tls: {established: true, certificate: {expired: true, days_left: -2, defects: [expired]}}}"
    let good =
      "{mode: implicit, tls: {established: true, certificate: {expired: false, days_left: 60, defects: []}}}"
    let found = Linter(pack: .builtIn(), settings: settings).lint(source, facts: book([good, bad])).findings
    let verdict = try #require(found.first?.verdict)
    #expect(verdict.reason == "mixed")
    #expect(verdict.evidence.first?.hasPrefix("192.0.2.2 ") == true)
    #expect(verdict.evidence.last?.hasPrefix("192.0.2.1 ") == true)
  }

  @Test("only transports whose host and port name a server are asked about, and logins only on request")
  func questions() throws {
    let text = """
      preflight: campaign/v1
      transports:
        - {host: a.example, port: 587, tls: {mode: opportunistic, server_name: mail.a.example}, auth: {username: u, password: "${P}"}}
        - {host: "${HOST}", port: 587}
        - {host: b.example}
        - {host: "smtp://u:hunter2@c.example", port: 587}
        - {host: "u:hunter2@c.example", port: 587}
        - {host: relay_1, port: 587}
        - {host: "::1", port: 587, tls: {server_name: "not a name"}}

      """
    let source = SourceText(name: "test.yaml", bytes: Array(text.utf8))
    var settings = LintSettings(now: .testDay)
    settings.variables = ["P": "horse"]
    let linter = Linter(pack: .builtIn(), settings: settings)
    let open = linter.questions(about: source, withLogin: true).map(\.question)
    #expect(open.map(\.host) == ["a.example", "relay_1"])
    #expect(open.map(\.serverName) == ["mail.a.example", "relay_1"])
    #expect(open.map(\.expects) == [.starttls, nil])
    #expect(open.map { $0.login?.username } == ["u", nil])
    let unasked = [1, 2, 3, 4, 6].map { "transports[\($0)]" }
    #expect(linter.lint(source, facts: FactBook([])).file.unasked == unasked)
    #expect(linter.lint(source).file.unasked == [])
    #expect(linter.questions(about: source, withLogin: false).allSatisfy { $0.question.login == nil })
  }

  @Test(
    "a login that is wanted and cannot be tried says so; one that is declined is not wanted",
    arguments: [
      ("{username: u, password: \"${P}\"}", true), ("{username: u}", true), ("{mechanism: plain}", true),
      ("{mechanism: none, username: u, password: p}", false), ("{username: u, password: p}", false),
    ])
  func lackingCredentials(auth: String, isLacking: Bool) throws {
    let text = campaign("host: a.example, port: 587, tls: {mode: starttls}, auth: \(auth)")
    let source = SourceText(name: "test.yaml", bytes: Array(text.utf8))
    let linter = Linter(pack: .builtIn(), settings: LintSettings(now: .testDay))
    let question = try #require(linter.questions(about: source, withLogin: true).first?.question)
    #expect(question.lacksCredentials == isLacking)
    #expect(!linter.questions(about: source, withLogin: false).contains { $0.question.lacksCredentials })
  }
}
