/// A network as the catalogue knows it, for showing: the entry's settings in; which outbound ports it blocks out.
import CEL

package struct NetworkEntry: Sendable {
  package enum PortState: String, Sendable, Hashable {
    case blocked, restricted, open, unknown
  }

  package let id: String
  package let name: String
  /// Sorted by port.
  package let ports: [(port: Int, state: PortState)]
  package let isLiftable: Bool
  package let howToLift: String?
  package let isVerified: Bool
  package let source: String
  package let date: String

  package init(_ entry: Setting) {
    id = entry.text("id") ?? ""
    name = entry.text("name") ?? ""
    isLiftable = entry.flag("liftable")
    howToLift = entry.text("how_to_lift")
    isVerified = entry.flag("verified")
    source = entry.text("source") ?? ""
    date = entry.text("date") ?? ""
    var ports: [(port: Int, state: PortState)] = []
    if case .map(let map)? = entry.member("ports")?.value {
      for row in map.entries {
        guard case .int(let port) = row.key, case .string(let word) = row.value,
          let state = PortState(rawValue: word)
        else { continue }
        ports.append((Int(port), state))
      }
    }
    self.ports = ports.sorted { $0.port < $1.port }
  }

  package func state(of port: Int) -> PortState {
    ports.first { $0.port == port }?.state ?? .unknown
  }
}

extension Catalogue {
  /// The ids of the networks, sorted.
  package static var networkIDs: [String] {
    EmbeddedRules.files.map(\.path).filter { $0.hasPrefix("networks/") }
      .map { String($0.dropFirst("networks/".count).dropLast(".yaml".count)) }
  }

  package func networkEntry(_ id: String) -> NetworkEntry? {
    network(id).map(NetworkEntry.init)
  }
}
