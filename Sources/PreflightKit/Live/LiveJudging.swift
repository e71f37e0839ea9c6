/// Rules that only the wire can decide: a campaign and the facts of its endpoints in; one verdict for each rule and
/// transport out. A rule that the facts leave open says nothing here; the report's `probes` say what was not learnt.
import CEL

extension Linter {
  func judged(_ campaign: Campaign, by book: FactBook) -> [RuleVerdict] {
    campaign.targets(surroundings).flatMap { target -> [RuleVerdict] in
      guard let index = target.transport, let endpoint = ConfiguredEndpoint(campaign.transports[index]) else {
        return []
      }
      let facts = book.facts(of: endpoint)
      return liveRules.compactMap { $0.verdict(on: target, facts) }
    }
  }
}

extension CompiledRule {
  /// The verdict over all addresses; it is about the first address that shows the fault.
  func verdict(on target: Target, _ facts: [EndpointFacts]) -> RuleVerdict? {
    var failing: [(target: Target, assertion: Int, facts: EndpointFacts)] = []
    var passing: [EndpointFacts] = []
    for facts in facts {
      let asked = target.asked(facts)
      var frame = Frame(asked.bindings)
      let judgement = judge(&frame)
      switch judgement {
      case .fail(let assertion): failing.append((asked, assertion, facts))
      case .pass: passing.append(facts)
      case .ruleError(let error): return RuleVerdict(rule: self, target: asked, outcome: .ruleError(error))
      case .notApplicable, .undetermined: continue
      }
    }
    guard let first = failing.first else { return nil }
    let proof = Verdict(
      state: .confirmed, reason: passing.isEmpty ? nil : "mixed",
      evidence: failing.map(\.facts.headline) + passing.map { "\($0.headline), and is not affected" })
    return RuleVerdict(
      rule: self, target: first.target, outcome: .fail(assertion: first.assertion), proof: proof)
  }
}
