/// Every rule on every target of a document: a campaign in, one verdict for each rule and target out. Assumed values
/// of placeholders are tried one combination after the other, and the outcomes are joined.
import CEL
import Document

/// What one rule says about one target.
struct RuleVerdict: Sendable {
  enum Outcome: Sendable {
    case fail(assertion: Int)
    case undetermined(Unknown)
    /// It fails only for these assumed values.
    case failsWhen([String])
    case ruleError(EvaluationError)
  }

  let rule: CompiledRule
  let target: Target
  let outcome: Outcome
  /// The evidence of a rule that only the wire can decide.
  var proof: Verdict?
}

/// A campaign with values that somebody assumes.
struct AssumedCampaign: Sendable {
  /// The values: `PORT = 587, HOST = a.example`.
  let label: String
  let campaign: Campaign
}

/// The most transports of a campaign about which anything is remembered.
private let mostRemembered = 16

/// The most combinations of assumed values that are tried.
private let mostCombinations = 64

extension Linter {
  /// Verdicts other than pass and not applicable, in the order of targets and rules.
  func judged(_ campaign: Campaign, _ assumed: [AssumedCampaign]) -> [RuleVerdict] {
    assumed.isEmpty ? judged(campaign) : joined(assumed.map { judged($0.campaign) }, assumed.map(\.label))
  }

  /// The campaign under each combination of assumed values that it leaves open.
  func assumed(_ root: YAMLNode, _ campaign: Campaign) -> [AssumedCampaign] {
    combinations(for: campaign).map { combination in
      AssumedCampaign(
        label: combination.label,
        campaign: Campaign(root, variables: settings.variables.merging(combination.values) { $1 }))
    }
  }

  private func judged(_ campaign: Campaign) -> [RuleVerdict] {
    var verdicts: [RuleVerdict] = []
    // Each transport looks at all of them.
    var remembered = campaign.transports.count > mostRemembered ? Memory() : memory.take(newMemory)
    for target in campaign.targets(surroundings) {
      switch target.scope {
      case .campaign: judge(target, campaignRules, &remembered.ofCampaigns, campaign, &verdicts)
      case .transport: judge(target, transportRules, &remembered.ofTransports, campaign, &verdicts)
      }
    }
    memory.giveBack(consume remembered)
    return verdicts
  }

  private func judge(
    _ target: Target, _ rules: Uncounted<CompiledRule>, _ memory: inout SilenceMemory?, _ campaign: Campaign,
    _ verdicts: inout [RuleVerdict]
  ) {
    var frame = Frame(target.bindings)
    memory?.face(target.bindings)
    for place in 0..<rules.count where memory?.knowsSilence(ofRule: place) != true {
      let judgement = rules.visit(place) { $0.judge(&frame) }
      if judgement.isSilent { memory?.rememberSilence(ofRule: place) }
      guard let outcome = outcome(judgement, campaign) else { continue }
      verdicts.append(RuleVerdict(rule: rules.owned[place], target: target, outcome: outcome))
    }
  }

  private func newMemory() -> Memory {
    let variables = surroundings.variables
    return Memory(
      ofCampaigns: SilenceMemory(RuleReads(campaignRules.owned, variables)),
      ofTransports: SilenceMemory(RuleReads(transportRules.owned, variables)))
  }

  private func outcome(_ judgement: Judgement, _ campaign: Campaign) -> RuleVerdict.Outcome? {
    switch judgement {
    case .pass, .notApplicable: return nil
    case .fail(let assertion): return .fail(assertion: assertion)
    case .ruleError(let error): return .ruleError(error)
    case .undetermined(let unknown):
      // A value that broke the schema is unknown too, but has its finding already.
      return unknown.paths.contains { campaign.unknowns[$0] != nil } ? .undetermined(unknown) : nil
    }
  }

  private struct Combination {
    let values: [String: String]
    var label: String {
      values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
    }
  }

  /// Every way to choose values for the assumed variables that this document leaves unknown.
  private func combinations(for campaign: Campaign) -> [Combination] {
    let open = Set(campaign.unknowns.values.flatMap(\.variables))
    var combinations = [[String: String]]()
    for (name, values) in settings.assumptions where open.contains(name) {
      let before = combinations.isEmpty ? [[:]] : combinations
      combinations = before.flatMap { chosen in values.map { chosen.merging([name: $0]) { $1 } } }
      combinations = Array(combinations.prefix(mostCombinations))
    }
    return combinations.map(Combination.init)
  }

  /// Fails everywhere: a failure. Fails sometimes: undetermined, and the finding says when.
  private func joined(_ runs: [[RuleVerdict]], _ labels: [String]) -> [RuleVerdict] {
    var order: [VerdictKey] = []
    var found: [VerdictKey: [(run: Int, verdict: RuleVerdict)]] = [:]
    for (index, run) in runs.enumerated() {
      for verdict in run {
        let key = VerdictKey(rule: verdict.rule.rule.id, transport: verdict.target.transport)
        if found[key] == nil { order.append(key) }
        found[key, default: []].append((index, verdict))
      }
    }
    return order.compactMap { key in
      guard let all = found[key], let first = all.first else { return nil }
      let failing = all.filter { if case .fail = $0.verdict.outcome { true } else { false } }
      if failing.count == runs.count || failing.isEmpty { return first.verdict }
      return RuleVerdict(
        rule: first.verdict.rule, target: failing[0].verdict.target,
        outcome: .failsWhen(failing.map { labels[$0.run] }))
    }
  }
}

struct VerdictKey: Hashable {
  let rule: String
  let transport: Int?
}
