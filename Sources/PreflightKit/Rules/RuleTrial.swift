/// One rule on one example: a partial campaign in, judgements and findings out. What `rules test` and `explain` run.
import CEL
import Document

struct RuleTrial {
  struct Result {
    let target: Target
    let judgement: Judgement
    let campaign: Campaign

    /// The variables that an undetermined judgement depends on.
    var variables: [String] {
      guard case .undetermined(let unknown) = judgement else { return [] }
      return unknown.paths.flatMap { campaign.unknowns[$0]?.variables ?? [] }
    }
  }

  let rule: CompiledRule
  /// The profile leaves the rule out: it applies to nothing.
  let isOff: Bool
  /// What one address showed, for a rule that only the wire can decide.
  let facts: EndpointFacts?
  let surroundings: Surroundings

  func judge(_ config: YAMLNode) -> [Result] {
    guard !isOff else { return [] }
    let campaign = Campaign(config, variables: [:], complete: false)
    return campaign.targets(surroundings).filter { $0.scope == rule.rule.logic.scope }
      .map { target in
        let asked = rule.rule.logic.needsLive ? facts.map(target.asked) ?? target : target
        var frame = Frame(asked.bindings)
        return Result(target: asked, judgement: rule.judge(&frame), campaign: campaign)
      }
  }

  /// What these facts say about a finding.
  func verdict(_ result: Result, _ facts: EndpointFacts) -> Verdict? {
    let confirmation = rule.rule.readText()?.confirmation.map { Confirmation($0, names: rule.names) }
    return confirmation?.verdict(result.target.bindings, facts)
  }

  func finding(_ result: Result, _ config: YAMLNode, in source: SourceText) -> Finding? {
    guard case .fail(let assertion) = result.judgement else { return nil }
    let verdict = RuleVerdict(rule: rule, target: result.target, outcome: .fail(assertion: assertion))
    return FindingBuilder(
      campaign: result.campaign, root: config, texts: RuleTexts(), book: nil, verdict: verdict
    )
    .finding(in: source, document: 0)
  }
}

extension [Judgement] {
  /// The judgement that speaks for all targets: an error before a failure before an open question before a pass.
  var worst: Judgement {
    self.max { $0.weight < $1.weight } ?? .notApplicable
  }
}

extension Judgement {
  fileprivate var weight: Int {
    switch self {
    case .notApplicable: 0
    case .pass: 1
    case .undetermined: 2
    case .fail: 3
    case .ruleError: 4
    }
  }

  /// As a rule's test would say it; nil for an error, which no test may expect.
  var expectation: RuleTest.Expectation? {
    switch self {
    case .notApplicable: .notApplicable
    case .pass: .pass
    case .undetermined: .undetermined
    case .fail: .fail
    case .ruleError: nil
    }
  }

  var described: String {
    switch self {
    case .ruleError(let error): "error: \(error.message)"
    case .notApplicable, .pass, .undetermined, .fail: expectation?.rawValue ?? ""
    }
  }
}
