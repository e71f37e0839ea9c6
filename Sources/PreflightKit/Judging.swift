/// Every rule on every target: campaigns in; of each campaign one verdict for each rule and target out.
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

/// The most transports of a campaign about which anything is remembered: each of them looks at all of them.
private let mostRemembered = 16

/// A target while it is judged.
private struct Trial {
  let target: Target
  /// The place of its campaign.
  let campaign: Int
  /// Where the memory has what it looks like; nil if nothing is remembered of it.
  let row: Int?
  var frame: Frame
  var verdicts: [RuleVerdict] = []
}

extension Linter {
  /// So many targets are judged together. The variables that they evaluated are kept as long.
  private static let together = 64

  /// Verdicts other than pass and not applicable, in the order of targets and rules.
  func judged(_ campaigns: [Campaign], with experience: inout Experience) -> [[RuleVerdict]] {
    var verdicts = [[RuleVerdict]](repeating: [], count: campaigns.count)
    var silences = experience.takeSilences(for: campaigns.count, reads)
    var trials: [Trial] = []
    for (place, campaign) in campaigns.enumerated() {
      for target in campaign.targets(surroundings) {
        if trials.count == Self.together { judge(&trials, campaigns, &silences, &verdicts) }
        var row: Int?
        if silences != nil, campaign.transports.count <= mostRemembered {
          row = trials.count
          silences?.look(at: target, row: trials.count, isOfLastCampaign: trials.last?.campaign == place)
        }
        let outlook = row.flatMap { silences?.outlook(ofRow: $0) }
        let frame = Frame(target.bindings, answers: experience.answers, outlook: outlook)
        trials.append(Trial(target: target, campaign: place, row: row, frame: frame))
      }
    }
    judge(&trials, campaigns, &silences, &verdicts)
    experience.giveBack(silences)
    return verdicts
  }

  /// Rule after rule, each on all targets: what a rule needs is then at the processor's hand for the next one.
  private func judge(
    _ trials: inout [Trial], _ campaigns: [Campaign], _ silences: inout SilenceMemory?,
    _ verdicts: inout [[RuleVerdict]]
  ) {
    for scope in RuleLogic.Scope.allCases {
      let rules = rules(for: scope)
      let concerned = trials.indices.filter { trials[$0].target.scope == scope }
      trials.withUnsafeMutableBufferPointer { trials in
        for place in 0..<rules.count {
          let number = silences?.number(ofRule: place, scope)
          for index in concerned {
            ask(place, number, of: rules, about: &trials[index], campaigns, &silences)
          }
        }
      }
    }
    for index in trials.indices { verdicts[trials[index].campaign] += trials[index].verdicts }
    trials.removeAll(keepingCapacity: true)
  }

  /// - Parameter number: that by which the memory knows the rule at this place.
  @inline(__always)
  private func ask(
    _ place: Int, _ number: Int?, of rules: Uncounted<CompiledRule>, about trial: inout Trial,
    _ campaigns: [Campaign], _ silences: inout SilenceMemory?
  ) {
    var sight: Sight?
    if let row = trial.row, let number {
      sight = silences?.newSight(ofRule: number, row: row)
      if sight == nil { return }
    }
    let judgement = rules.visit(place) { $0.judge(&trial.frame) }
    if let sight, let number { silences?.remember(judgement, about: sight, ofRule: number) }
    guard let outcome = outcome(judgement, campaigns[trial.campaign]) else { return }
    trial.verdicts.append(RuleVerdict(rule: rules.owned[place], target: trial.target, outcome: outcome))
  }

  private func rules(for scope: RuleLogic.Scope) -> Uncounted<CompiledRule> {
    switch scope {
    case .campaign: campaignRules
    case .transport: transportRules
    }
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
}
