import Document
import Testing

@testable import PreflightKit

/// What a rule says where values of a placeholder are tried, one after the other.
@Suite("Assumed values")
struct AssumedValuesTests {
  /// Fails at 25 for one reason, at 26 for another, and breaks at 27.
  private static let rule = """
    rule: check/v1
    id: team/port
    title: The port is one of ours
    severity: error
    for: transport
    when: has(transport.port)
    assert:
      - {that: transport.port != 25, message: "no mail from here on {{transport.port}}"}
      - {that: transport.port != 26, message: "nobody listens on {{transport.port}}"}
      - {that: 1 / (transport.port - 27) < 2, message: never said}
    at: transport.port
    why: Ours are watched.
    remediation: Use one of ours.
    tests:
      - {name: good, config: {transports: [{port: 587}]}, expect: pass}
      - {name: bad, config: {transports: [{port: 26}]}, expect: fail}
    """

  private func findings(
    _ transport: String, _ assumptions: [(name: String, values: [String])]
  ) -> [Finding] {
    var pack = RulePack.builtIn()
    let faults = pack.add(ruleFiles: [SourceText(name: "port.yaml", bytes: Array(Self.rule.utf8))])
    #expect(faults.isEmpty)
    var settings = LintSettings(now: .testDay)
    settings.only = ["team/port"]
    settings.assumptions = assumptions
    let source = SourceText(name: "a.yaml", bytes: Array(campaign(transport).utf8))
    return Linter(pack: pack, settings: settings).lint(source).findings
  }

  private func findings(_ values: [String]) -> [Finding] {
    findings(#"host: a.example.com, port: "${P}""#, [("P", values)])
  }

  @Test("the words are those of the assertion that fails")
  func assertion() {
    #expect(findings(["587", "26"]).map(\.message) == ["fails when P = 26: nobody listens on 26"])
    #expect(
      findings(["587", "26", "25"]).map(\.message) == ["fails when P = 26, or P = 25: nobody listens on 26"])
    #expect(findings(["26"]).map(\.message) == ["nobody listens on 26"])
  }

  @Test(
    "a rule that breaks at one value is said to be broken, whatever it is at the others",
    arguments: [["27"], ["587", "27"], ["25", "27"], ["27", "25"], ["25", "587", "27"]])
  func broken(values: [String]) {
    #expect(findings(values).map(\.outcome) == [.ruleError])
  }

  private static let good = (0..<64).map { String(1000 + $0) }

  @Test("sixty-four values are tried, and if all are good there is nothing to say")
  func most() {
    #expect(findings(Self.good).isEmpty)
  }

  @Test("of more than sixty-four values those that nobody tried are not decided", arguments: ["25", "587"])
  func tooMany(last: String) throws {
    let all = findings(Self.good + [last])
    let finding = try #require(all.first)
    #expect(all.count == 1 && finding.outcome == .undetermined)
    #expect(finding.message == "not decided: it depends on `P`")
  }

  @Test("of more than sixty-four values those that are seen to fail are named")
  func someFail() {
    let all = findings(["25"] + Self.good)
    #expect(all.map(\.outcome) == [.undetermined])
    #expect(all.map(\.message) == ["fails when P = 25: no mail from here on 25"])
  }

  @Test("the product of several variables' values is bounded in the same way")
  func product() {
    let nine = (1...9).map(String.init)
    let all = findings(#"host: a.example.com, port: "10${A}${B}""#, [("A", nine), ("B", nine)])
    #expect(all.map(\.message) == ["not decided: it depends on `A`, `B`"])
  }

  @Test("what fails whatever the values is a failure, tried or not")
  func always() {
    let hosts = Self.good.map { "h\($0).example.com" } + ["a.example.com"]
    #expect(findings(#"host: "${P}", port: 25"#, [("P", hosts)]).map(\.outcome) == [.fail])
  }
}
