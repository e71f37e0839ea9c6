import Document
import Testing

@testable import PreflightKit

@Suite("Secrets never leave")
struct RedactionTests {
  static let canary = "canary-7f3a9c-secret"

  /// Every text that a report of this file could show, after a live run too, and what the run would save.
  private func shown(_ text: String, variables: [String: String] = [:]) -> String {
    var settings = LintSettings(now: .testDay)
    settings.variables = variables
    let linter = Linter(pack: .builtIn(), settings: settings)
    let source = SourceText(name: "test.yaml", bytes: Array(text.utf8))
    let questions = linter.questions(about: source, withLogin: true).map(\.question)
    let answers = questions.map { Answer($0, skipped: .notPublic) }
    let book = FactBook(answers)
    let result = linter.lint(source, facts: book)
    let run = Run(version: "0", profile: Profile.standard, live: .require)
    let results = [lint(text, variables: variables), result]
    let report = Report(run: run, results: results, ruleCount: 0, probes: book.records)
    var all = Format.allCases.map { $0.render(report) }
    all += questions.flatMap { [$0.host, $0.serverName] } + [FactsFile(answers: answers, asked: nil).text]
    for finding in result.findings {
      all += [finding.message, finding.place.path, finding.why, finding.remediation, finding.fingerprint]
      all += finding.related.flatMap { [$0.label, $0.path] }
      all += finding.fix?.edits.map(\.text) ?? []
    }
    if let masked = result.file.text { all += (1...masked.lineCount).map { masked.line($0).text } }
    return all.joined(separator: "\n")
  }

  @Test(
    "a password is not shown wherever and however it is written",
    arguments: [
      campaign("host: a.example, port: 25, auth: {username: u, password: \(canary)}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: \"\(canary)\"}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: \"${P:-\(canary)}\"}"),
      campaign("host: a.example, port: 25, auth: {username: u, pasword: \(canary)}"),
      campaign("host: a.example, port: 25, auth: {username: \(canary), password: \(canary)}"),
      campaign("host: \"smtp://u:\(canary)@a.example\", port: 25"),
      campaign("host: a.example, port: 25, tls: {server_name: \"smtp://u:\(canary)@a.example\"}"),
      campaign("host: a.example, port: 25, auth: {username: u, pw: \(canary)}"),
      campaign("host: a.example, port: 25, auth: {username: u, credential: \(canary)}"),
      campaign("host: a.example, port: 25") + "# password: \(canary)\n",
      campaign("host: a.example, port: 25") + "# smtp_pw: \(canary)\n",
      campaign("host: a.example, port: 25, auth: {password: [\(canary)]}"),
      campaign("host: a.example, port: 25, auth: {password: {a: \(canary)}}"),
      "preflight: campaign/v1\ntransports:\n  - host: a.example\n    auth:\n      password: |\n        \(canary)\n",
      "preflight: campaign/v1\ntransports:\n  - auth: {password: \(canary)\n",
      campaign("host: a.example, port: 25, auth: {username: u, password: \"${P:\(canary)}\"}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: \"${P:+\(canary)}\"}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: \"${A}\(canary)${B}\"}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: abc,\(canary)}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: abc}\(canary)}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: *\(canary)}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: \"ab\"\(canary)}"),
      campaign("host: \"smtp://u:p/\(canary)@a.example\", port: 25"),
      campaign("host: \"u:p/\(canary)@a.example\", port: 25"),
      campaign("host: a.example, port: 25", "bounces: {webhook: \"http://a.example/x?token=\(canary)&y=1\"}"),
      campaign("host: a.example, port: 25, private_key: \(canary)"),
      "preflight: campaign/v1\ntransports:\n  - host: a.example\n    auth:\n      password: |\(canary)\n",
      "x-auth: &a {password: \(canary)}\npreflight: campaign/v1\ntransports: [{host: a.example, auth: *a}]\n",
    ])
  func masked(text: String) {
    #expect(!shown(text).contains(Self.canary))
  }

  @Test("what a variable brings is not shown where the file says that it is secret")
  func handedIn() {
    let variables = ["P": Self.canary, "SMTP_TOKEN": Self.canary]
    for text in [
      campaign("host: \"smtp://u:${P}@a.example\", port: 25"),
      campaign("host: a.example, port: 25, auth: {username: \"${P}\", password: \"${P}\"}, helo: \"${P}\""),
      campaign("host: \"${SMTP_TOKEN}.example\", port: 25"),
    ] {
      #expect(lint(text, variables: variables).findings.isEmpty == false)
      #expect(!shown(text, variables: variables).contains(Self.canary))
    }
  }

  @Test("a provider's key is not shown wherever it is written")
  func key() {
    let key = "SG.abcdefghijklmnopqrstuv.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq"
    let text = campaign(
      "host: smtp.sendgrid.net, port: 587, auth: {username: \(key), password: \"${P}\"}, helo: \(key)",
      "headers: {Subject: \"see \(key)\"}")
    #expect(shown(text).contains("see ********"))
    #expect(!shown(text).contains(key))
  }

  @Test("a provider's key at the very beginning of a line is not shown")
  func keyAtLineStart() {
    let key = "SG.abcdefghijklmnopqrstuv.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq"
    let text = "preflight: campaign/v1\ntransports:\n  - {host: a.example\n\(key)\n"
    #expect(!shown(text).contains(key))
    #expect(shown(text).contains(MaskedText.mask))
  }

  @Test(
    "a password is not shown where its colon is missing",
    arguments: ["password", "- password", "smtp_pass", "'password'", "-  API_KEY  "])
  func missingColon(key: String) {
    let text = """
      preflight: campaign/v1
      transports:
        - host: a.example
          auth:
            username: u
            \(key) \(Self.canary)
            mechanism: plain

      """
    #expect(!lint(text).findings.isEmpty)
    #expect(!shown(text).contains(Self.canary))
  }

  @Test("a fingerprint says nothing of a secret")
  func fingerprint() {
    func prints(_ password: String) -> [String] {
      lint(campaign("host: a.example, port: 587, auth: {username: u, password: \(password)}")).findings
        .filter { $0.rule == "secrets/plaintext-password" }.map(\.fingerprint)
    }
    #expect(!prints(Self.canary).isEmpty)
    #expect(prints(Self.canary) == prints("another-\(Self.canary)"))
  }

  @Test("a text is covered where secrets begin alike or overlap")
  func texts() {
    let texts = SecretTexts(Set(["abcd", "abcdef", "abce", "b", "bcdefgh"].map { Array($0.utf8) }))
    let cover = {
      texts.cover($0).split(separator: "*", omittingEmptySubsequences: true).joined(separator: "|")
    }
    #expect(cover("xabcdy") == "x|y")
    #expect(cover("xabcdefy") == "x|y")
    #expect(cover("xabcdeg") == "x|eg")
    #expect(cover("abcf") == "a|cf")
    #expect(cover("xabcefghy") == "x|fghy")
    #expect(cover("xabcdefghy") == "x|y")
    #expect(cover("nothing") == "nothing")
    #expect(texts.places(in: Array("aabcdefgh".utf8)) == [1..<9])
  }

  @Test("a long secret is covered as a whole")
  func long() {
    let secret = (0..<500).map { UInt8(33 + $0 % 90) }
    let text = Array("before ".utf8) + secret + Array(" after".utf8)
    #expect(SecretTexts([secret]).places(in: text) == [7..<507])
  }

  @Test("twenty thousand secrets are looked for in one go")
  func many() {
    let secrets = Set((0..<20_000).map { Array("secretvalue\($0)x".utf8) })
    let texts = SecretTexts(secrets)
    let text = String(repeating: "secretvalue1x secretvaluf ", count: 20_000)
    let started = ContinuousClock.now
    #expect(texts.places(in: Array(text.utf8)).count == 20_000)
    #expect(ContinuousClock.now - started < .seconds(20))
  }

  @Test("a secret is covered however many defaults it lies in")
  func nested() {
    for depth in [1, 8, 9, 20, 20_000] {
      let value =
        String(repeating: "${A:-", count: depth) + Self.canary + String(repeating: "}", count: depth)
      #expect(!shown(campaign("host: a.example, auth: {password: \"\(value)\"}")).contains(Self.canary))
    }
  }

  @Test("a placeholder is no secret and stays visible")
  func placeholder() throws {
    let result = lint(
      campaign("host: a.example, port: 25, auth: {username: u, password: \"${SMTP_PASSWORD}\"}"))
    let masked = try #require(result.file.text)
    #expect(masked.line(4).text.contains("${SMTP_PASSWORD}"))
  }

  @Test("what is known of the lines of other files covers the same as a look at every line")
  func cleanLines() {
    let lines = [
      "password: |", "  some words", "host: a.example", "# smtp://u:p4ss@a.example", "{token: a,b}",
      "token secret",
      "", "webhook: http://a.example/x?key=abc&y=1", "  at the end: of nothing", "u:p@a.example",
      "\tname: 'x'",
    ]
    let pairs = lines.flatMap { first in lines.map { [first, $0] } }
    var known = Optional(CleanLines())
    for texts in [pairs, pairs.map { $0 + ["  some words"] }, pairs.reversed()] {
      for text in texts {
        let source = SourceText(name: "", text: text.joined(separator: "\n"))
        for isBroken in [false, true] {
          var none: CleanLines?
          let alone = SecretSuspects(source, isBroken: isBroken, clean: &none)
          let told = SecretSuspects(source, isBroken: isBroken, clean: &known)
          #expect(told.ranges == alone.ranges && told.words == alone.words, "\(text)")
        }
      }
    }
  }
}
