import Document
import Testing

@testable import PreflightKit

@Suite("A team's configuration")
struct ConfigurationTests {
  static func faults(of text: String, as shape: ObjectShape) -> [String] {
    let stream = YAMLStream(parsing: SourceText(name: "t.yaml", bytes: Array(text.utf8)))
    guard let root = stream.documents.first?.root else { return ["empty"] }
    var reader = SchemaReader()
    _ = reader.read(root, as: shape)
    return reader.faults.map { $0.message(hidesValue: false) }
  }

  private func file(_ text: String, name: String = ".preflight.yaml") -> ConfigFile {
    ConfigFile(SourceText(name: name, bytes: Array(text.utf8)))
  }

  /// Every mistake in a text, of the file itself and of the names in it.
  private func mistakes(_ text: String) -> [String] {
    let file = file(text)
    var configuration = Configuration()
    configuration.add(file)
    return (file.faults + configuration.faults(in: .builtIn())).map(\.description)
  }

  @Test(
    "a mistake is named with its place and what was probably meant",
    arguments: [
      ("profil: strict", ".preflight.yaml:1:1: unknown key `profil`, did you mean `profile`?"),
      ("fail_on: warn", ".preflight.yaml:1:10: `fail_on` cannot be `warn`, did you mean `warning`?"),
      ("profile: clasic", ".preflight.yaml:1:10: there is no profile `clasic`, did you mean `classic`?"),
      ("rules:\n  tls/non: off", ".preflight.yaml:2:3: there is no rule `tls/non`, did you mean `tls/none`?"),
      (
        "rules:\n  yaml/syntax: off",
        ".preflight.yaml:2:3: `yaml/syntax` belongs to the reader of the file itself and cannot be configured"
      ),
      (
        "rules: {tls/none: {params: {x: 1}}}",
        ".preflight.yaml:1:29: `tls/none` has no parameter `x`; it has none"
      ),
      (
        "rules: {fallback/weaker-tls: {params: {strengh: {none: 0}}}}",
        ".preflight.yaml:1:40: `fallback/weaker-tls` has no parameter `strengh`, did you mean `strength`?"
      ),
      (
        "rules: {fallback/weaker-tls: {params: {strength: {none: a}}}}",
        ".preflight.yaml:1:50: the parameter `strength` of `fallback/weaker-tls` must be of type map(string, int); "
          + "`preflight explain fallback/weaker-tls` says what it means"
      ),
      (
        "rules: {tls/none: loud}",
        ".preflight.yaml:1:19: `rules[\"tls/none\"]` cannot be `loud`; it is one of `off`, `error`, `warning` or `info`"
      ),
      (
        "requires: new",
        ".preflight.yaml:1:11: `new` is no range of versions; write one such as `>=0.1` or `>=0.1, <1`"
      ),
      (
        "profile: strict\n---\nfail_on: warning\n",
        ".preflight.yaml:3:1: a configuration is one document, and this is another; put its keys into the first"
      ),
      (
        "rule_paths: rules",
        ".preflight.yaml:1:13: `rule_paths` must be a list, but it is `rules`; write `[rules]` or one entry a line, each after `- `"
      ),
    ])
  func mistake(_ text: String, _ wanted: String) {
    #expect(mistakes(text) == [wanted])
  }

  @Test(
    "an empty file, and one of comments, sets nothing",
    arguments: ["", "# nothing yet\n", "---\n", "---\n---\n"])
  func empty(_ text: String) {
    #expect(mistakes(text) == [])
  }

  @Test("a later file wins, setting by setting, and the places of both stay known")
  func layers() throws {
    var configuration = Configuration()
    configuration.add(
      file(
        """
        profile: strict
        fail_on: warning
        rule_paths: [ours]
        rules:
          tls/none: warning
          fallback/weaker-tls: {severity: info, params: {strength: {none: 1}}}
        """, name: "base.yaml"))
    configuration.add(
      file(
        """
        profile: classic
        rule_paths: [mine]
        rules:
          tls/none: off
          fallback/weaker-tls: {params: {strength: {none: 2}}}
        """, name: "own.yaml"))
    #expect(configuration.profile?.value == "classic")
    #expect(configuration.failOn?.place.file == "base.yaml")
    #expect(configuration.rulePaths.map(\.value) == ["ours", "mine"])
    let setups = configuration.setups(in: .builtIn())
    #expect(setups["tls/none"]?.isOff == true)
    #expect(setups["fallback/weaker-tls"]?.severity == .info)
    #expect(setups["fallback/weaker-tls"]?.parameters["strength"]?["none"]?.text == "2")
  }

  @Test("a rule that a base turns off is on again with a severity")
  func onAgain() {
    var configuration = Configuration()
    configuration.add(file("rules: {tls/none: off}"))
    configuration.add(file("rules: {tls/none: {severity: error}}"))
    let setup = configuration.setups(in: .builtIn())["tls/none"]
    #expect(setup?.isOff == false)
    #expect(setup?.severity == .error)
  }

  @Test("the linter follows it: off, another severity, other parameters")
  func applied() {
    let text = "preflight: campaign/v1\ntransports: [{host: smtp.example.com, port: 587}]\n"
    func rules(_ config: String) -> [String: Severity] {
      var configuration = Configuration()
      configuration.add(file(config))
      var settings = LintSettings(now: .testDay)
      settings.setups = configuration.setups(in: .builtIn())
      let report = Linter(pack: .builtIn(), settings: settings).lint(
        SourceText(name: "c.yaml", bytes: Array(text.utf8)))
      return Dictionary(report.findings.map { ($0.rule, $0.severity) }, uniquingKeysWith: { $1 })
    }
    #expect(rules("")["tls/none"] == .error)
    #expect(rules("rules: {tls/none: info}")["tls/none"] == .info)
    #expect(rules("rules: {tls/none: off}")["tls/none"] == nil)
  }

  @Test("who set what: the rule, the profile, or a place in a file")
  func inForce() throws {
    let pack = RulePack.builtIn()
    let rule = try #require(pack.rule("fallback/weaker-tls"))
    var configuration = Configuration()
    #expect(
      RuleInForce(rule, profile: "rfc8314", configuration: configuration, in: pack).severitySource == .rule)
    configuration.add(
      file("rules:\n  fallback/weaker-tls:\n    severity: info\n    params: {strength: {none: 7}}\n"))
    let inForce = RuleInForce(rule, profile: "rfc8314", configuration: configuration, in: pack)
    #expect(inForce.severity == .info)
    #expect(inForce.severitySource.words == "set by .preflight.yaml:3:15")
    #expect(inForce.parameters.first?.source.words == "set by .preflight.yaml:4:14")
  }

  @Test(
    "a requirement is a range of versions",
    arguments: [
      (">=0.1", "0.1.0", true), (">=0.2", "0.1.9", false), (">=0.1, <1", "0.9.9", true),
      ("<0.1", "0.1.0", false),
      ("0.1", "0.2.0", true), ("=0.1.0", "0.1", true), (">0.1", "0.1.0", false), ("<=1", "1.0.0", true),
    ])
  func requirement(_ text: String, _ version: String, _ accepts: Bool) {
    #expect(Requirement(text)?.accepts(version) == accepts)
  }

  @Test("what is no range is refused", arguments: ["", ">=", "x", ">=1.2.3.4", "~>1", ">=1,", "1.-2"])
  func noRequirement(_ text: String) {
    #expect(Requirement(text) == nil)
  }
}
