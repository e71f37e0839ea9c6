import Document
import Testing

@testable import PreflightKit

@Suite("A rule that speaks for others")
struct ExplanationTests {
  /// The rules that find something in a marketing campaign without a way to unsubscribe, beside one of a team's own.
  private func rules(superseded: String) -> [String] {
    let rule = """
      rule: check/v1
      id: team/unsubscribe
      title: Every campaign has our unsubscribe link
      severity: error
      for: campaign
      supersedes: [\(superseded)]
      assert:
        - {that: has(config.unsubscribe), message: there is no unsubscribe link of ours}
      at: config.unsubscribe
      why: Ours is the one that works.
      remediation: Add it.
      tests:
        - {name: good, config: {unsubscribe: {mailto: u@example.com}}, expect: pass}
        - {name: bad, config: {campaign: {name: x}}, expect: fail}
      """
    var pack = RulePack.builtIn()
    let faults = pack.add(ruleFiles: [SourceText(name: "team.yaml", bytes: Array(rule.utf8))])
    #expect(faults.map(\.message) == [])
    let source = SourceText(
      name: "a.yaml", text: campaign("host: a.example, port: 587", "campaign: {name: x, kind: marketing}"))
    var settings = LintSettings(now: .testDay)
    settings.only = ["team/unsubscribe", "unsubscribe/missing"]
    return Linter(pack: pack, settings: settings).lint(source).findings.map(\.rule)
  }

  @Test("the other may be called by its id or by an alias")
  func names() {
    #expect(rules(superseded: "tls/none") == ["team/unsubscribe", "unsubscribe/missing"])
    #expect(rules(superseded: "unsubscribe/missing") == ["team/unsubscribe"])
    #expect(rules(superseded: "headers/list-unsubscribe-missing") == ["team/unsubscribe"])
  }
}
