/// What the wire says about a finding: a rule's `confirm` part and the facts of every address in; one verdict out.
/// Only a condition that is true decides. What is unknown, and whatever was not learnt, is inconclusive.
import CEL

/// The `confirm` part of a rule, planned.
final class Confirmation: Sendable {
  private let host: Program?
  private let port: Program?
  private let confirmedIf: Program?
  private let refutedIf: Program?
  private let evidence: Wording

  init(_ text: RuleText.Confirmation, names: RuleNames) {
    let environment = names.environment
    func plan(_ expression: String?) -> Program? { expression.flatMap { try? environment.plan($0) } }
    host = plan(text.with.first { $0.name == "host" }?.expression)
    port = plan(text.with.first { $0.name == "port" }?.expression)
    confirmedIf = plan(text.confirmedIf)
    refutedIf = plan(text.refutedIf)
    evidence = Wording(text.evidence ?? "", plan)
  }

  /// The verdict over all addresses of the endpoint that the rule asks about.
  /// - Parameter transport: the one that the finding is about.
  func verdict(_ bindings: Bindings, _ book: FactBook, on transport: ConfiguredEndpoint?) -> Verdict {
    guard case .string(let name)? = host?.evaluate(bindings),
      case .int(let number)? = port?.evaluate(bindings)
    else {
      return Verdict(state: .skipped, reason: "unknown-endpoint")
    }
    let facts = book.facts(host: name, port: Int(number), for: transport)
    guard !facts.isEmpty else { return Verdict(state: .skipped, reason: "not-asked") }
    return Verdict(joining: facts.map { verdict(bindings, $0) })
  }

  /// The verdict of one address.
  func verdict(_ bindings: Bindings, _ facts: EndpointFacts) -> Verdict {
    var bindings = bindings
    bindings[RuleEnvironment.slots.probe] = facts.tree.value(path: "probe")
    let isConfirmed = holds(confirmedIf, bindings)
    let isRefuted = holds(refutedIf, bindings)
    let told = evidence.isEmpty ? [] : [words(bindings)]
    let lines = [facts.headline] + told
    switch (isConfirmed, isRefuted) {
    case (true, false): return Verdict(state: .confirmed, evidence: lines)
    case (false, true): return Verdict(state: .refuted, evidence: lines)
    case (true, true): return Verdict(state: .inconclusive, reason: "contradiction", evidence: lines)
    case (false, false):
      let state: Verdict.State = facts.state == .skipped ? .skipped : .inconclusive
      let reason = facts.reason == .none ? "no-evidence" : facts.reason.rawValue
      return Verdict(state: state, reason: reason, evidence: [facts.headline])
    }
  }

  private func holds(_ program: Program?, _ bindings: Bindings) -> Bool {
    guard case .bool(true)? = program?.evaluate(bindings) else { return false }
    return true
  }

  private func words(_ bindings: Bindings) -> String {
    var frame = Frame(bindings)
    return evidence.said(in: &frame) { _ in "?" }
  }
}

extension Verdict {
  /// Several addresses, one verdict. Those that disagree make it `mixed`; one that is silent takes nothing away from
  /// evidence that the finding is true, but keeps it from being called false.
  init(joining verdicts: [Verdict]) {
    let states = Set(verdicts.map(\.state))
    let evidence = verdicts.flatMap(\.evidence)
    if states.contains(.confirmed), states.contains(.refuted) {
      self.init(state: .inconclusive, reason: "mixed", evidence: evidence)
    } else if states.contains(.confirmed) {
      self.init(state: .confirmed, evidence: evidence)
    } else if states == [.refuted] {
      self.init(state: .refuted, evidence: evidence)
    } else {
      let open =
        verdicts.first { $0.state == .inconclusive } ?? verdicts.first { $0.state == .skipped }
      self.init(
        state: states == [.skipped] ? .skipped : .inconclusive, reason: open?.reason, evidence: evidence)
    }
  }
}
