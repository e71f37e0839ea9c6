/// Which verdicts explain which: a failing rule speaks for the rules that it supersedes, on the same transport. Verdicts in;
/// of each that is explained the places of those that explain it, out.

extension [RuleVerdict] {
  /// The campaign is every transport's target too.
  var explanations: [Int: [Int]] {
    var speakers: [VerdictKey: [Int]] = [:]
    var anywhere: [String: [Int]] = [:]
    for (place, verdict) in enumerated() {
      guard case .fail = verdict.outcome else { continue }
      for id in verdict.rule.rule.logic.supersedes {
        speakers[VerdictKey(rule: id, transport: verdict.target.transport), default: []].append(place)
        anywhere[id, default: []].append(place)
      }
    }
    guard !speakers.isEmpty else { return [:] }
    var explanations: [Int: [Int]] = [:]
    for (place, verdict) in enumerated() {
      let candidates = verdict.rule.rule.names.flatMap { name in
        verdict.target.transport.map {
          speakers[VerdictKey(rule: name, transport: $0), default: []]
            + speakers[VerdictKey(rule: name, transport: nil), default: []]
        } ?? anywhere[name, default: []]
      }
      let speaking = candidates.filter { $0 != place && self[$0].rule.maySpeak(for: verdict.rule) }
      if !speaking.isEmpty { explanations[place] = speaking }
    }
    return explanations
  }
}

extension Rule {
  /// What another rule may call it.
  fileprivate var names: [String] { [id] + aliases }
}

extension CompiledRule {
  /// A rule that a team made milder than it is must not take the weight off another.
  fileprivate func maySpeak(for other: CompiledRule) -> Bool {
    severity >= rule.logic.severity || severity >= other.severity
  }
}
