/// Every rule on every target of a document: a campaign in, one verdict for each rule and target out. Assumed values
/// of placeholders are tried one combination after the other, and the outcomes are joined.
import CEL
import Document

/// What one rule says about one target.
struct RuleVerdict: Sendable {
  enum Outcome: Sendable {
    case fail(assertion: Int)
    case undetermined(Unknown)
    /// It fails only for these assumed values; this assertion for the first of them.
    case failsWhen([String], assertion: Int)
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
  func judged(
    _ campaign: Campaign, _ assumed: [AssumedCampaign], with experience: inout Experience
  ) -> [RuleVerdict] {
    guard !assumed.isEmpty else { return judged(campaign, &experience) }
    return joined(assumed.map { judged($0.campaign, &experience) }, assumed.map(\.label))
  }

  /// The campaign under each combination of assumed values that it leaves open. Where there are too many, the campaign
  /// as it stands speaks for the rest: what nobody tried is not decided.
  func assumed(_ root: YAMLNode, _ campaign: Campaign) -> [AssumedCampaign] {
    let combinations = combinations(for: campaign)
    let tried = combinations.prefix(mostCombinations).map { combination in
      AssumedCampaign(
        label: combination.label,
        campaign: Campaign(root, variables: settings.variables.merging(combination.values) { $1 }))
    }
    guard combinations.count > tried.count else { return tried }
    return tried + [AssumedCampaign(label: "the values are others than these", campaign: campaign)]
  }

  private func judged(_ campaign: Campaign, _ experience: inout Experience) -> [RuleVerdict] {
    var verdicts: [RuleVerdict] = []
    // Each transport looks at all of them.
    var silences = campaign.transports.count > mostRemembered ? nil : experience.takeSilences(reads)
    for target in campaign.targets(surroundings) {
      let rules = target.scope == .campaign ? campaignRules : transportRules
      var frame = Frame(target.bindings, answers: experience.answers)
      for place in silences?.rulesToAsk(about: target) ?? Array(0..<rules.count) {
        let judgement = rules.visit(place) { $0.judge(&frame) }
        silences?.remember(judgement, ofRule: place, target.scope)
        guard let outcome = outcome(judgement, campaign) else { continue }
        verdicts.append(RuleVerdict(rule: rules.owned[place], target: target, outcome: outcome))
      }
    }
    experience.giveBack(silences)
    return verdicts
  }

  private func reads() -> RuleReads? {
    foundReads.value {
      RuleReads(
        ofCampaigns: campaignRules.owned, ofTransports: transportRules.owned, surroundings.variables)
    }
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

  /// The ways to choose values for the assumed variables that this document leaves unknown; of too many, one more than
  /// is tried.
  private func combinations(for campaign: Campaign) -> [Combination] {
    let open = Set(campaign.unknowns.values.flatMap(\.variables))
    var combinations = [[String: String]]()
    for (name, values) in settings.assumptions where open.contains(name) {
      let before = combinations.isEmpty ? [[:]] : combinations
      combinations = before.flatMap { chosen in values.map { chosen.merging([name: $0]) { $1 } } }
      combinations = Array(combinations.prefix(mostCombinations + 1))
    }
    return combinations.map(Combination.init)
  }

  private func joined(_ runs: [[RuleVerdict]], _ labels: [String]) -> [RuleVerdict] {
    var order: [VerdictKey] = []
    var found: [VerdictKey: [(label: String, verdict: RuleVerdict)]] = [:]
    for (label, run) in zip(labels, runs) {
      for verdict in run {
        let key = VerdictKey(rule: verdict.rule.rule.id, transport: verdict.target.transport)
        if found[key] == nil { order.append(key) }
        found[key, default: []].append((label, verdict))
      }
    }
    return order.compactMap { found[$0].flatMap { joined($0, runs: runs.count) } }
  }

  /// A broken rule is told whatever else there is. Fails everywhere: a failure. Fails sometimes: undetermined, and the
  /// finding says when.
  private func joined(_ found: [(label: String, verdict: RuleVerdict)], runs: Int) -> RuleVerdict? {
    var first: (failing: RuleVerdict, assertion: Int)?
    var cases: [String] = []
    for (label, verdict) in found {
      switch verdict.outcome {
      case .ruleError: return verdict
      case .fail(let assertion):
        first = first ?? (verdict, assertion)
        cases.append(label)
      case .undetermined, .failsWhen: continue
      }
    }
    guard let first else { return found.first?.verdict }
    if cases.count == runs { return first.failing }
    return RuleVerdict(
      rule: first.failing.rule, target: first.failing.target,
      outcome: .failsWhen(cases, assertion: first.assertion))
  }
}

struct VerdictKey: Hashable {
  let rule: String
  let transport: Int?
}
