/// What `preflight probe` was asked about: a host, with or without a port, in; the ports to try and their questions out.
import CEL

package struct ProbeTarget: Sendable {
  package let host: String
  package let ports: [Int]
  /// The provider that the host belongs to, if it is known.
  package let provider: ProviderEntry?

  /// Tried where no provider documents anything: submission first, the port of servers last.
  private static let usualPorts = [587, 465, 2525, 25]

  /// nil when the text is no host.
  package init?(_ text: String, in catalogue: Catalogue) {
    let endpoint = Endpoint(text)
    guard !endpoint.host.isEmpty else { return nil }
    host = endpoint.host
    provider = catalogue.providerID(forHost: endpoint.host).flatMap(catalogue.provider).map(
      ProviderEntry.init)
    let documented = provider?.ports.map(\.number) ?? []
    ports = endpoint.port.map { [$0] } ?? (documented.isEmpty ? Self.usualPorts : documented)
  }

  package var questions: [Question] {
    ports.map { Question(host: host, port: $0) }
  }
}
