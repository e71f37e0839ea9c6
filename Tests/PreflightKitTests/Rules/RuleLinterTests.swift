import Document
import Testing

@testable import PreflightKit

@Suite("Judging rule files")
struct RuleLinterTests {
  /// A rule with nothing to mend; the tests change one part of it.
  static let sound = """
    rule: check/v1
    id: team/port
    title: The port is one of ours
    severity: warning
    for: transport
    params:
      ports: {type: list(int), default: [587, 465], describe: The ports that are fine.}
    vars:
      mode: transport.?tls.?mode.orValue('none')
    when: has(transport.port) && vars.mode != 'none'
    assert: transport.port in params.ports
    at: transport.port
    message: "port {{transport.port}} is not one of ours"
    why: Ours are watched.
    remediation: Use one of {{params.ports}}.
    references: [{title: "RFC 8314 §3", url: "https://www.rfc-editor.org/rfc/rfc8314#section-3"}]
    tests:
      - {name: good, config: {transports: [{port: 587, tls: {mode: starttls}}]}, expect: pass}
      - {name: bad, config: {transports: [{port: 26, tls: {mode: starttls}}]}, expect: fail}
      - {name: other, config: {transports: [{host: a.example.com}]}, expect: not_applicable}

    """

  private func findings(_ texts: [String]) -> [(finding: Finding, text: String)] {
    let sources = texts.enumerated().map { SourceText(name: "r\($0).yaml", bytes: Array($1.utf8)) }
    var pack = RulePack.builtIn()
    _ = pack.add(ruleFiles: sources)
    return RuleLinter(pack: pack, now: .testDay).lint(sources).enumerated().flatMap { index, report in
      report.findings.map { ($0, $0.cut(from: texts[index])) }
    }
  }

  private func changed(_ old: String, _ new: String) -> String {
    Self.sound.replacing(old, with: new)
  }

  @Test("a sound rule has no finding")
  func sound() {
    #expect(findings([Self.sound]).map(\.finding.message) == [])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let check: RuleLintCheck
    /// What is marked.
    let marked: String
    let message: String
    var testDescription: String { "\(check.id): \(new)" }

    init(_ old: String, _ new: String, _ check: RuleLintCheck, marks marked: String, _ message: String) {
      (self.old, self.new, self.check, self.marked, self.message) = (old, new, check, marked, message)
    }
  }

  private static let when = "when: has(transport.port) && vars.mode != 'none'"
  private static let assertion = "assert: transport.port in params.ports"

  static let selectors = [
    Case(
      when, "when: vars.mode == 'startls'", .neverMatches, marks: "'startls'",
      "`transport.tls.mode` is never `startls`, did you mean `starttls`?"),
    Case(
      when, "when: vars.mode == 'ssl'", .neverMatches, marks: "'ssl'",
      "`transport.tls.mode` is never `ssl`, did you mean `starttls` or `implicit`?"),
    Case(
      when, "when: \"'prod' == config.?campaign.?environment.orValue('')\"", .neverMatches, marks: "'prod'",
      "`config.campaign.environment` is never `prod`, did you mean `production`?"),
    Case(
      when, "when: vars.mode in ['starttls', 'tls1.2']", .neverMatches, marks: "'tls1.2'",
      "`transport.tls.mode` is never `tls1.2`"),
    Case(
      when, "when: config.transports.exists(t, has(t.role) && t.role == 'relai')", .neverMatches,
      marks: "'relai'",
      "is never `relai`, did you mean `relay`?"),
    Case(
      when, "when: provider != null && provider.ports.exists(p, p.tls == 'tls')", .neverMatches,
      marks: "'tls'",
      "`provider.ports[…].tls` is never `tls`"),
    Case(
      when, "when: has(transport.port) && transport.port == 70000", .neverMatches, marks: "70000",
      "`transport.port` lies between 1 and 65535, so comparing it with 70000 decides nothing"),
    Case(
      when, "when: has(transport.port) && transport.port > 65535", .neverMatches,
      marks: "transport.port > 65535",
      "so comparing it with 65535 decides nothing"),
    Case(
      when, "when: has(transport.port) && 0 >= transport.port", .neverMatches, marks: "0 >= transport.port",
      "decides nothing"),
    Case(
      when, "when: transport.?port.orValue(0) > 65535", .neverMatches,
      marks: "transport.?port.orValue(0) > 65535", "so comparing it with 65535 decides nothing"),
    Case(
      when, "when: vars.mode in []", .neverMatches, marks: "vars.mode in []", "nothing is in an empty list"),
    Case(when, "when: \"false\"", .neverMatches, marks: "\"false\"", "`when` is false for every campaign"),
    Case(
      when, "when: vars.mode != 'none' && false", .neverMatches, marks: "vars.mode != 'none' && false",
      "`when` is false"),
    Case(
      when, "when: vars.mode == 'none' && vars.mode == 'starttls'", .neverMatches,
      marks: "vars.mode == 'starttls'",
      "never hold together"),
    Case(
      when, "when: vars.mode != 'none' && vars.mode == 'none'", .neverMatches, marks: "vars.mode == 'none'",
      "never hold together"),
    Case(
      when, "when: has(transport.port) && transport.port < 100 && transport.port > 200", .neverMatches,
      marks: "transport.port > 200", "never hold together"),
    Case(
      when, "when: has(transport.port) && vars.mode != 'none' && !has(transport.port)", .neverMatches,
      marks: "!has(transport.port)", "never hold together"),
    Case(
      assertion, "assert: transport.port in params.ports || vars.mode == 'STARTTLS'", .neverMatches,
      marks: "'STARTTLS'",
      "did you mean `starttls`?"),
    Case(assertion, "assert: \"true\"", .neverFails, marks: "\"true\"", "is true for every campaign"),
    Case(
      assertion, "assert: has(transport.tls) || !has(transport.tls)", .neverFails,
      marks: "has(transport.tls) || !has(transport.tls)", "so the rule never fails"),
  ]

  static let names = [
    Case(
      when, "when: provider != null && provider.id == 'sengrid'", .neverMatches, marks: "'sengrid'",
      "`provider.id` is never `sengrid`, did you mean `sendgrid`?"),
    Case(
      when, "when: network != null && network.id in ['aws-ec2', 'digitalocaen']", .neverMatches,
      marks: "'digitalocaen'",
      "`network.id` is never `digitalocaen`, did you mean `digitalocean`?"),
    Case(
      when, "when: profile == 'clasic'", .neverMatches, marks: "'clasic'",
      "`profile` is never `clasic`, did you mean `classic`?"),
  ]

  static let texts = [
    Case(
      "message: \"port {{transport.port}} is not one of ours\"",
      "message: \"port {{transport.port}} is not ours.\"", .message,
      marks: ".", "ends in a full stop"),
    Case(
      "message: \"port {{transport.port}} is not one of ours\"", "message: \"port\\n{{transport.port}}\"",
      .message,
      marks: "\"port\\n{{transport.port}}\"", "has a line break"),
    Case(
      "message: \"port {{transport.port}} is not one of ours\"",
      "message: \"error: port {{transport.port}}\"", .message,
      marks: "error:", "begins with `error`"),
    Case(
      "remediation: Use one of {{params.ports}}.", "remediation: \" \"", .remediation, marks: "\" \"",
      "says nothing"),
    Case(
      "\"https://www.rfc-editor.org/rfc/rfc8314#section-3\"", "\"http://example.com/x\"", .reference,
      marks: "\"http://example.com/x\"", "`http://example.com/x` is no `https://` address"),
    Case(
      "url: \"https://www.rfc-editor.org/rfc/rfc8314#section-3\"", "url: RFC 8314", .reference,
      marks: "RFC 8314", "no `https://`"),
    Case(
      assertion,
      "assert: " + Array(repeating: "transport.port in params.ports", count: 4).joined(separator: " || "),
      .longAssertion,
      marks: Array(repeating: "transport.port in params.ports", count: 4).joined(separator: " || "),
      "has 132 characters"),
    Case(
      "vars:\n", "vars:\n  idle: transport.?host.orValue('')\n", .unusedName, marks: "idle",
      "no expression uses `vars.idle`"),
    Case(
      "params:\n", "params:\n  idle: {type: int, default: 1, describe: Nothing.}\n", .unusedName,
      marks: "idle",
      "no expression uses the parameter `idle`"),
    Case(
      "tests:\n", "supersedes: [tls/non]\ntests:\n", .deadID, marks: "tls/non",
      "there is no rule `tls/non`, did you mean `tls/none`?"),
    Case("tests:\n", "supersedes: [team/port]\ntests:\n", .deadID, marks: "team/port", "supersedes itself"),
    Case(
      "tests:\n", "supersedes: [schema/type]\ntests:\n", .invalid, marks: "schema/type",
      "`schema/type` belongs to the reader of the file itself"),
    Case("tests:\n", "aliases: [Port Check]\ntests:\n", .deadID, marks: "Port Check", "is no id"),
    Case(
      "tests:\n", "aliases: [tls/none]\ntests:\n", .duplicateID, marks: "tls/none",
      "`tls/none` already names `tls/none`"),
  ]

  static let loading = [
    Case("severity: warning", "severity: severe", .invalid, marks: "severe", "`severity` cannot be `severe`"),
    Case(
      "assert: transport.port in", "assert: trasnport.port in", .invalid, marks: "trasnport",
      "there is no variable"),
    Case(
      "remediation: Use one of {{params.ports}}.\n", "", .invalid, marks: "rule: check/v1",
      "`remediation` is missing"),
  ]

  @Test("finds a condition that can never match, and what was meant", arguments: selectors + names)
  func selector(_ example: Case) { check(example) }

  @Test("finds what reads badly, is used by nothing, or leads nowhere", arguments: texts)
  func text(_ example: Case) { check(example) }

  @Test("reports what keeps a file from loading in the same way", arguments: loading)
  func load(_ example: Case) { check(example) }

  private func check(_ example: Case) {
    let text = changed(example.old, example.new)
    #expect(text != Self.sound)
    let all = findings([text])
    let found = all.filter { $0.finding.rule == example.check.id }
    #expect(found.contains { $0.finding.message.contains(example.message) }, "\(all.map(\.finding.message))")
    #expect(found.contains { $0.text.hasPrefix(example.marked) }, "\(found.map(\.text))")
  }

  @Test(
    "an untested way through the rule is told, each by itself",
    arguments: [
      ("  - {name: other", "`when`", "no test shows where the rule does not apply"),
      ("  - {name: bad", "assert", "no test fails this assertion"),
      ("  - {name: good", "assert", "no test passes this assertion"),
    ])
  func untested(_ test: String, _ what: String, _ message: String) {
    let text = Self.sound.split(separator: "\n").filter { !$0.hasPrefix(test) }.joined(separator: "\n") + "\n"
    let found = findings([text]).filter { $0.finding.rule == RuleLintCheck.untestedBranch.id }
    #expect(found.map(\.finding.message) == [message])
  }

  @Test("a fix without a `fixed` campaign is untested")
  func untestedFix() {
    let text = changed("tests:\n", "fix: [{set: transport.port, to: \"587\", safety: unsafe}]\ntests:\n")
    #expect(
      findings([text]).map(\.finding.message) == ["no test shows what the fix makes of a campaign (`fixed:`)"]
    )
  }

  @Test("a name that only the evidence of a confirmation uses is used")
  func evidence() {
    let text = changed("vars:\n", "vars:\n  wanted: transport.?port.orValue(0)\n").replacing(
      "tests:\n",
      with: """
        confirm:
          probe: smtp.endpoint
          confirmed_if: probe.mode == 'implicit'
          evidence: "it speaks {{probe.mode}}, not {{vars.wanted}}"
        tests:

        """)
    let checks = [RuleLintCheck.unusedName.id, RuleLintCheck.invalid.id]
    #expect(findings([text]).filter { checks.contains($0.finding.rule) }.map(\.finding.message) == [])
  }

  @Test("a test that does not hold is a finding at what it expects")
  func failing() throws {
    let text = changed("port: 26,", "port: 587,")
    let found = try #require(findings([text]).first { $0.finding.rule == RuleLintCheck.failingTest.id })
    #expect(found.text == "fail")
    #expect(found.finding.message.contains("expected fail, found pass"))
  }

  @Test("rules that supersede each other are a circle, told at both ends")
  func circle() {
    let first = changed("tests:\n", "supersedes: [team/other]\ntests:\n")
    let second = changed("id: team/port", "id: team/other").replacing(
      "tests:\n", with: "supersedes: [team/port]\ntests:\n")
    let found = findings([first, second]).filter { $0.finding.rule == RuleLintCheck.supersedingCircle.id }
    #expect(found.map(\.text) == ["team/other", "team/port"])
    #expect(found.first?.finding.message == "`team/port` supersedes `team/other` supersedes `team/port`")
  }

  @Test("an id in two files is told at the second")
  func duplicate() {
    let found = findings([Self.sound, Self.sound]).filter { $0.finding.rule == RuleLintCheck.duplicateID.id }
    #expect(found.map(\.finding.message) == ["`team/port` is already the id of r0.yaml"])
    #expect(found.first?.finding.place.file == "r1.yaml")
  }

  @Test("a value that only the fallback can be is no mistake")
  func fallback() {
    let text = changed(
      Self.when, "when: has(transport.port) && vars.mode != 'none' && transport.?role.orValue('') == ''")
    #expect(findings([text]).map(\.finding.rule).filter { $0 == RuleLintCheck.neverMatches.id } == [])
  }

  @Test("a value outside the range that the fallback can be is no mistake")
  func fallbackNumber() {
    let text = changed(
      Self.when, "when: has(transport.port) && vars.mode != 'none' && transport.?port.orValue(0) > 0")
    #expect(findings([text]).map(\.finding.rule).filter { $0 == RuleLintCheck.neverMatches.id } == [])
  }

  @Test("mistakes of the form do not hide those of the expressions")
  func several() {
    let text = changed("severity: warning", "severity: severe")
      .replacing("assert: transport.port", with: "assert: trasnport.port")
    #expect(findings([text]).map(\.text).prefix(2) == ["severe", "trasnport"])
  }

  @Test(
    "what is not YAML, or no rule, is one finding and nothing else",
    arguments: ["rule: [", "a: b\n", "", "\u{0}"])
  func hostile(_ text: String) {
    let found = findings([text])
    #expect(found.allSatisfy { $0.finding.rule == RuleLintCheck.invalid.id })
    #expect(!found.isEmpty)
  }
}

@Suite("A rule to begin with")
struct NewRuleTests {
  @Test("loads, and its tests say what to do", arguments: ["team/first", "port/my-own-1"])
  func loads(_ id: String) throws {
    let source = SourceText(name: "\(id).yaml", bytes: Array(newRuleText(id: id, version: "0.1.0").utf8))
    var pack = RulePack.builtIn()
    #expect(pack.add(ruleFiles: [source]).map(\.message) == [])
    let rule = try #require(pack.rule(id))
    let outcomes = RuleTester(pack: pack, now: .testDay).test(rule)
    let failing = outcomes.filter { $0.failure != nil }
    #expect(failing.map(\.failure) == [.outcome(expected: "fail", found: "pass")])
    #expect(outcomes.allSatisfy { $0.test.hasPrefix("to do: ") })
  }
}

@Suite("The built-in rules, judged as rule files")
struct BuiltInRuleLintTests {
  static let reports: [FileReport] = {
    let pack = RulePack.builtIn()
    return RuleLinter(pack: pack, now: .testDay).lint(pack.rules.map(\.source))
  }()

  @Test("have nothing to mend")
  func clean() {
    let found = Self.reports.flatMap(\.findings).map {
      "\($0.place.file):\($0.place.range.start.line): \($0.rule): \($0.message)"
    }
    #expect(found == [])
  }
}
