/// Values that somebody assumes for placeholders: a campaign in; the campaign under each combination of them, and what
/// the verdicts on all of these come to, out.
import CEL
import Document

/// A campaign with values that somebody assumes.
struct AssumedCampaign: Sendable {
  /// The values: `PORT = 587, HOST = a.example`.
  let label: String
  let campaign: Campaign
}

/// The most combinations of assumed values that are tried.
private let mostCombinations = 64

extension Linter {
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
}

extension [AssumedCampaign] {
  /// - Parameter runs: the verdicts on each of them.
  func joined(_ runs: some Collection<[RuleVerdict]>) -> [RuleVerdict] {
    var order: [VerdictKey] = []
    var found: [VerdictKey: [(label: String, verdict: RuleVerdict)]] = [:]
    for (label, run) in zip(map(\.label), runs) {
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
