// A team's rule means the same in whatever form its YAML is written: as a block, in braces, as JSON, on one line.
import Document
import Testing

@testable import PreflightKit

@Suite("The form of a rule file")
struct RuleFormTests {
  private static let block = """
    rule: check/v1
    id: team/port
    title: The port is one of ours
    severity: error
    for: transport
    params:
      ports:
        type: list(int)
        default: [587, 465]
        describe: The ports that are fine.
      word: {type: string, default: ours, describe: What they are called.}
    when: has(transport.port)
    assert: transport.port in params.ports
    at: transport.port
    message: "{{transport.port}} is not {{params.word}}"
    why: Ours are watched.
    remediation: Use one of {{params.ports}}.
    tests:
      - {name: good, config: {transports: [{port: 587}]}, expect: pass}
    """

  private static let flow = """
    {rule: check/v1, id: team/port, title: The port is one of ours, severity: error, for: transport, \
    params: {ports: {type: list(int), default: [587, 465], describe: The ports that are fine.}, \
    word: {type: string, default: ours, describe: What they are called.}}, \
    when: has(transport.port), assert: transport.port in params.ports, at: transport.port, \
    message: "{{transport.port}} is not {{params.word}}", why: Ours are watched., \
    remediation: "Use one of {{params.ports}}.", \
    tests: [{name: good, config: {transports: [{port: 587}]}, expect: pass}]}
    """

  private static let json = """
    {
      "rule": "check/v1", "id": "team/port", "title": "The port is one of ours", "severity": "error",
      "for": "transport", "params": {
        "ports": {"type": "list(int)", "default": [587, 465], "describe": "The ports that are fine."},
        "word": {"type": "string", "default": "ours", "describe": "What they are called."}},
      "when": "has(transport.port)", "assert": "transport.port in params.ports", "at": "transport.port",
      "message": "{{transport.port}} is not {{params.word}}", "why": "Ours are watched.",
      "remediation": "Use one of {{params.ports}}.",
      "tests": [{"name": "good", "config": {"transports": [{"port": 587}]}, "expect": "pass"}]
    }
    """

  private func findings(of rule: String, port: Int, _ setup: RuleSetup = RuleSetup()) -> [Finding] {
    var pack = RulePack.builtIn()
    let faults = pack.add(ruleFiles: [SourceText(name: "port.yaml", bytes: Array(rule.utf8))])
    #expect(faults.isEmpty, "\(faults.map(\.described))")
    var settings = LintSettings(now: .testDay)
    settings.only = ["team/port"]
    settings.setups = ["team/port": setup]
    let text = campaign("host: smtp.example.com, port: \(port)")
    return Linter(pack: pack, settings: settings).lint(SourceText(name: "a.yaml", bytes: Array(text.utf8)))
      .findings
  }

  @Test("its parameters have their defaults", arguments: [block, flow, json])
  func defaults(rule: String) {
    #expect(findings(of: rule, port: 587).isEmpty)
    let all = findings(of: rule, port: 26)
    #expect(all.map(\.message) == ["26 is not ours"])
    #expect(all.map(\.remediation) == ["Use one of 587, 465."])
  }

  @Test("its parameters can be set", arguments: [block, flow, json])
  func overridden(rule: String) {
    var setup = RuleSetup()
    setup.parameters["ports"] = .list([.scalar("26")])
    #expect(findings(of: rule, port: 26, setup).isEmpty)
    #expect(findings(of: rule, port: 587, setup).map(\.message) == ["587 is not ours"])
  }
}
