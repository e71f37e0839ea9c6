/// The answers of a run: what was learnt in, the facts that a rule asks for out.
import CEL

package struct FactBook: Sendable {
  private let answers: [HostAndPort: [Answer]]

  private struct HostAndPort: Hashable {
    let host: String
    let port: Int

    init(_ host: String, _ port: Int) {
      self.host = host.lowercased()
      self.port = port
    }
  }

  package init(_ answers: [Answer]) {
    self.answers = Dictionary(grouping: answers.map(\.withoutDeadEnds)) { HostAndPort($0.host, $0.port) }
  }

  /// The facts of every address of an endpoint, as they are for a client with these settings; empty when nobody asked.
  func facts(of endpoint: ConfiguredEndpoint) -> [EndpointFacts] {
    let all = answers[HostAndPort(endpoint.host, endpoint.port)] ?? []
    return all.first(where: endpoint.isAnswered)?.endpoints ?? []
  }

  /// The same for a rule that names host and port: as `transport` sees them if they are its own, as anybody does else.
  func facts(host: String, port: Int, for transport: ConfiguredEndpoint?) -> [EndpointFacts] {
    if let transport, HostAndPort(transport.host, transport.port) == HostAndPort(host, port) {
      return facts(of: transport)
    }
    let plain = ConfiguredEndpoint(host: host, port: port, serverName: host, caFile: nil)
    let all = answers[HostAndPort(host, port)] ?? []
    return (all.first(where: plain.isAnswered) ?? all.first)?.endpoints ?? []
  }

  /// What the report says about each conversation, in a fixed order.
  package var records: [ProbeRecord] {
    answers.values.joined().flatMap(\.endpoints).map(ProbeRecord.init).sorted(by: ProbeRecord.comesBefore)
  }
}

/// An endpoint and what decides how a client sees it: a certificate that is good for one name and one set of roots is not
/// for another.
struct ConfiguredEndpoint: Hashable, Sendable {
  let host: String
  let port: Int
  let serverName: String
  let caFile: String?

  func isAnswered(by answer: Answer) -> Bool { answer.serverName == serverName && answer.caFile == caFile }
}

extension ConfiguredEndpoint {
  /// nil unless the transport's host and port are known and name a server. What stands in the host's place may be a URL
  /// with a password, and whatever is asked about is shown and saved.
  init?(_ transport: Setting) {
    guard let host = transport.text("host"), case .int(let port)? = transport.member("port")?.value else {
      return nil
    }
    let tls = transport.member("tls")
    let serverName = tls?.text("server_name") ?? host
    guard Question.names(host), Question.names(serverName) else { return nil }
    self.init(host: host, port: Int(port), serverName: serverName, caFile: tls?.text("ca_file"))
  }
}

extension Answer {
  /// Without addresses of a kind that this machine has no way to, where another kind led to the server: no client here
  /// would get further, so they are no evidence, and none is missing.
  fileprivate var withoutDeadEnds: Answer {
    var answer = self
    answer.endpoints.removeAll { $0.connection == .noRoute && $0.reachedElsewhere }
    return answer
  }
}

extension ConnectionOutcome {
  /// Somebody said no, at once or on behalf of the server; silence may end with the next try.
  fileprivate var isDefinite: Bool {
    switch self {
    case .refused, .unreachable, .localPolicy: true
    case .connected, .reset, .filtered, .noRoute, .localFailure: false
    }
  }
}

extension ProbeRecord {
  fileprivate init(_ facts: EndpointFacts) {
    // That an address is dead beside one that answers is all there is to learn there.
    let isSettled = facts.reachedElsewhere && facts.connection?.isDefinite == true
    let state: State =
      switch isSettled ? .answered : facts.state {
      case .answered: .answered
      case .inconclusive: .inconclusive
      case .skipped: .skipped
      }
    self.init(
      host: facts.host, port: facts.port, address: facts.address.isEmpty ? nil : facts.address, state: state,
      reason: facts.reason == .none ? nil : facts.reason.rawValue, reply: facts.refusal,
      milliseconds: facts.times.total)
  }

  fileprivate static func comesBefore(_ left: ProbeRecord, _ right: ProbeRecord) -> Bool {
    (left.host, left.port, left.address ?? "") < (right.host, right.port, right.address ?? "")
  }
}
