/// The answers of a run, by endpoint: what was learnt in, the facts that a rule asks for out.

package struct FactBook: Sendable {
  private let answers: [Endpoint: [Answer]]

  private struct Endpoint: Hashable {
    let host: String
    let port: Int
  }

  package init(_ answers: [Answer]) {
    self.answers = Dictionary(grouping: answers) { Endpoint(host: $0.host.lowercased(), port: $0.port) }
  }

  /// The facts of every address of an endpoint; empty when nobody asked.
  /// - Parameter serverName: the name that certificates are held against, where the same endpoint was asked for several.
  package func facts(host: String, port: Int, serverName: String? = nil) -> [EndpointFacts] {
    let all = answers[Endpoint(host: host.lowercased(), port: port)] ?? []
    return (all.first { $0.serverName == serverName ?? host } ?? all.first)?.endpoints ?? []
  }

  /// What the report says about each conversation, in a fixed order.
  package var records: [ProbeRecord] {
    answers.values.joined().flatMap(\.endpoints).map(ProbeRecord.init).sorted(by: ProbeRecord.comesBefore)
  }
}

extension ProbeRecord {
  fileprivate init(_ facts: EndpointFacts) {
    let state: State =
      switch facts.state {
      case .answered: .answered
      case .inconclusive: .inconclusive
      case .skipped: .skipped
      }
    self.init(
      host: facts.host, port: facts.port, address: facts.address.isEmpty ? nil : facts.address, state: state,
      reason: facts.reason == .none ? nil : facts.reason.rawValue, milliseconds: facts.times.total)
  }

  fileprivate static func comesBefore(_ left: ProbeRecord, _ right: ProbeRecord) -> Bool {
    (left.host, left.port, left.address ?? "") < (right.host, right.port, right.address ?? "")
  }
}
