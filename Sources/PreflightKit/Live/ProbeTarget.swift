/// What `preflight probe` was asked about: a host, with or without a port, in; the ports to try and their questions out.
import CEL

package struct ProbeTarget: Sendable {
  package let host: String
  /// The provider that the host belongs to, if it is known.
  package let provider: ProviderEntry?
  private let tried: [TriedPort]

  private struct TriedPort: Sendable {
    let number: Int
    let expects: ExpectedTLS?
  }

  /// nil when the text is no host, or what follows it no port.
  package init?(_ text: String, in catalogue: Catalogue) {
    let endpoint = Endpoint(text)
    guard Question.names(endpoint.host), endpoint.port != 0 else { return nil }
    host = endpoint.host
    provider = catalogue.providerID(forHost: endpoint.host).flatMap(catalogue.provider).map(
      ProviderEntry.init)
    let documented = (provider?.ports ?? []).map { port in
      TriedPort(number: port.number, expects: ExpectedTLS(rawValue: port.clientMode))
    }
    let usual = UsualPort.all.map { TriedPort(number: $0.number, expects: $0.expects) }
    let known = documented.isEmpty ? usual : documented
    if let port = endpoint.port {
      tried = [known.first { $0.number == port } ?? TriedPort(number: port, expects: nil)]
    } else {
      tried = known
    }
  }

  package var ports: [Int] { tried.map(\.number) }

  package var questions: [Question] {
    tried.map { Question(host: host, port: $0.number, expects: $0.expects) }
  }
}
