/// Runs the tests inside a rule file: a rule in; for each of its tests whether it holds, and if not why, out.
package import CEL
import Document

package struct RuleTestOutcome: Sendable, Hashable {
  package let rule: String
  package let test: String
  /// nil when the test holds.
  package let failure: RuleTestFailure?
  /// Where the test stands.
  package let place: SourceRange
}

package enum RuleTestFailure: Sendable, Hashable {
  case outcome(expected: String, found: String)
  case place(expected: String, found: String)
  case message(expectedPart: String, found: String)
  case dependsOn(expected: [String], found: [String])
  case noFix
  /// The fixed campaign, as it came out.
  case fixed(found: String)
  case stillFails
  /// The facts of the test led to another verdict.
  case verdict(expected: String, found: String)
}

package struct RuleTester: Sendable {
  private let pack: RulePack
  private let now: Timestamp

  package init(pack: RulePack, now: Timestamp) {
    self.pack = pack
    self.now = now
  }

  package func test(_ rule: Rule) -> [RuleTestOutcome] {
    guard let text = rule.readText() else { return [] }
    let source = rule.source
    return text.tests.map { test in
      RuleTestOutcome(
        rule: rule.id, test: test.name, failure: run(test, of: rule, in: source),
        place: SourceRange(test.config.range, in: source))
    }
  }

  /// What of `pass` and `fail` no test of the rule expects.
  package func missing(_ rule: Rule) -> [RuleTest.Expectation] {
    let tests = rule.readText()?.tests ?? []
    return [.pass, .fail].filter { wanted in !tests.contains { $0.expect == wanted } }
  }

  private func run(_ test: RuleTest, of rule: Rule, in source: SourceText) -> RuleTestFailure? {
    let trial = trial(test, of: rule)
    let judged = trial.judge(test.config)
    let found = judged.map(\.judgement).worst
    guard found.expectation == test.expect else {
      return .outcome(expected: test.expect.rawValue, found: found.described)
    }
    switch test.expect {
    case .pass, .notApplicable: return nil
    case .undetermined:
      let names = judged.flatMap(\.variables)
      let lacking = test.dependsOn.contains { !names.contains($0) }
      return lacking ? .dependsOn(expected: test.dependsOn, found: names) : nil
    case .fail:
      return finding(test, trial, judged, in: source)
    }
  }

  func trial(_ test: RuleTest, of rule: Rule) -> RuleTrial {
    let profile = test.profile ?? Profile.standard
    var setup = Profile.setups(of: profile)[rule.id] ?? RuleSetup()
    for entry in test.parameters.map({ Array($0.entries) }) ?? [] {
      setup.parameters[entry.key.text] = WrittenParameter(entry.value)
    }
    var pool = VariablePool()
    let compiled = CompiledRule(rule, setup: setup, pool: &pool)
    return RuleTrial(
      rule: compiled, isOff: setup.isOff, facts: test.probe.flatMap(EndpointFacts.init),
      surroundings: Surroundings(
        catalogue: pack.catalogue, profile: profile, now: now, variables: pool.variables))
  }

  private func finding(
    _ test: RuleTest, _ trial: RuleTrial, _ judged: [RuleTrial.Result], in source: SourceText
  ) -> RuleTestFailure? {
    let findings = judged.compactMap { trial.finding($0, test.config, in: source) }
    if let at = test.at, !findings.contains(where: { $0.place.path == at }) {
      return .place(expected: at, found: findings.map(\.place.path).joined(separator: ", "))
    }
    if let part = test.messageContains, !findings.contains(where: { $0.message.contains(part) }) {
      return .message(expectedPart: part, found: findings.map(\.message).joined(separator: "; "))
    }
    if let wanted = test.verdict, let facts = test.probe.flatMap(EndpointFacts.init) {
      let found = judged.lazy.compactMap { trial.verdict($0, facts) }.first?.state
      if found != wanted { return .verdict(expected: wanted.rawValue, found: found?.rawValue ?? "none") }
    }
    guard let fixed = test.fixed else { return nil }
    return fixing(findings, test, fixed, trial, in: source)
  }

  /// Applies the fixes to the rule file itself, where the example stands, and reads the example again.
  private func fixing(
    _ findings: [Finding], _ test: RuleTest, _ fixed: YAMLNode, _ trial: RuleTrial, in source: SourceText
  ) -> RuleTestFailure? {
    let edits = findings.compactMap(\.fix).flatMap(\.edits).map {
      Edit(range: TextRange(start: $0.range.start.offset, end: $0.range.end.offset), text: $0.text)
    }
    guard !edits.isEmpty, let bytes = source.applying(edits) else { return .noFix }
    let stream = YAMLStream(parsing: SourceText(name: source.name, bytes: bytes))
    guard
      let tests = stream.documents.first?.root?.items(of: "tests"),
      let again = tests.first(where: { $0.value(for: "name")?.text == test.name })?.value(for: "config")
    else { return .noFix }
    guard isSame(again, fixed) else { return .fixed(found: stream.source.text(again.range)) }
    let after = trial.judge(again).map(\.judgement).worst
    return after.expectation == .fail ? .stillFails : nil
  }
}

/// Whether two trees say the same, whatever their style.
private func isSame(_ left: YAMLNode, _ right: YAMLNode) -> Bool {
  guard left.kind == right.kind, left.count == right.count else { return false }
  switch left.kind {
  case .scalar: return left.text == right.text
  case .sequence: return zip(left.items, right.items).allSatisfy(isSame)
  case .mapping:
    return left.entries.allSatisfy { entry in
      right.value(for: entry.key.text).map { isSame(entry.value, $0) } ?? false
    }
  }
}
