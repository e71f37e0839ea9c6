/// Which port to use: a provider, an order of preference and the network in; usable ports, best first, and why the
/// others are not among them, out.

package struct PortChoice: Sendable {
  package enum Obstacle: Sendable, Hashable {
    case blocked(by: String)
    /// The port is for mail between servers; submission on it is filtered.
    case serverToServer
    case cleartextOnly
    /// No source says whether TLS comes first.
    case modeUnknown
  }

  /// Best first; open ports before those that the network restricts.
  package let usable: [ProviderEntry.Port]
  package let excluded: [(port: ProviderEntry.Port, obstacle: Obstacle)]
  /// Ports among the usable ones that work from this network only under conditions.
  package let restricted: [Int]

  /// - Parameter order: ports in order of preference; empty to follow the provider's own advice.
  package init(_ provider: ProviderEntry, order: [Int], network: NetworkEntry?) {
    var usable: [ProviderEntry.Port] = []
    var excluded: [(port: ProviderEntry.Port, obstacle: Obstacle)] = []
    for port in provider.ports {
      if let obstacle = Self.obstacle(port, provider, network) {
        excluded.append((port, obstacle))
      } else {
        usable.append(port)
      }
    }
    restricted = usable.map(\.number).filter { network?.state(of: $0) == .restricted }
    let hindered = Set(restricted)
    let ranks = usable.enumerated().map { index, port in
      (port: port, rank: Self.rank(port, at: index, order, isHindered: hindered.contains(port.number)))
    }
    self.usable = ranks.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.port)
    self.excluded = excluded
  }

  package var best: ProviderEntry.Port? { usable.first }

  private static func obstacle(
    _ port: ProviderEntry.Port, _ provider: ProviderEntry, _ network: NetworkEntry?
  ) -> Obstacle? {
    if let network, network.state(of: port.number) == .blocked { return .blocked(by: network.id) }
    if UsualPort.isBetweenServers(port.number), !provider.isRelay, !provider.isSandbox {
      return .serverToServer
    }
    switch port.mode {
    case .none: return provider.isSandbox ? nil : .cleartextOnly
    case .unknown: return .modeUnknown
    case .opportunistic, .starttls, .implicit: return nil
    }
  }

  /// Compared from the first number on: what hinders, what no source backs, the order asked for, the provider's advice.
  private static func rank(_ port: ProviderEntry.Port, at index: Int, _ order: [Int], isHindered: Bool)
    -> [Int]
  {
    [
      isHindered ? 1 : 0, port.isVerified ? 0 : 1, order.firstIndex(of: port.number) ?? order.count,
      port.isRecommended ? 0 : 1, index,
    ]
  }
}

extension ProviderEntry {
  /// Whether it passes on the mail of known senders, server to server.
  package var isRelay: Bool { kind == "relay" }
}

extension ProviderEntry.Port {
  /// What a client must insist on: a server that merely offers STARTTLS is asked to require it.
  package var clientMode: String {
    switch mode {
    case .implicit: "implicit"
    case .starttls, .opportunistic: "starttls"
    case .none: "none"
    case .unknown: "starttls"
    }
  }
}
