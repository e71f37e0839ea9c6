/// What a rule is judged on: a campaign and the catalogue in; the bindings of each transport and of the whole out.
import CEL
import Document

struct Target: Sendable {
  /// Index of the transport; nil for the campaign as a whole.
  let transport: Int?
  let bindings: Bindings

  var scope: RuleLogic.Scope { transport == nil ? .campaign : .transport }

  /// The target beside what one address showed on the wire.
  func asked(_ facts: EndpointFacts) -> Target {
    var bindings = bindings
    bindings[RuleEnvironment.slots.probe] = facts.tree.value(path: "probe")
    return Target(transport: transport, bindings: bindings)
  }
}

/// What is handed in from outside, because nothing in here reads a clock or an environment.
struct Surroundings: Sendable {
  let catalogue: Catalogue
  let profile: String
  let now: Timestamp
  /// The variables of the rules; nil for an expression that belongs to no rule.
  var variables: RuleVariables?
}

extension Campaign {
  /// The campaign as a whole if it describes one, and every transport.
  func targets(_ surroundings: Surroundings) -> [Target] {
    let slots = RuleEnvironment.slots
    var common = Bindings(slots: slots.end)
    common.source = surroundings.variables?.source
    common[slots.config] = root.value
    common[slots.profile] = .string(surroundings.profile)
    common[slots.now] = .timestamp(surroundings.now)
    common[slots.network] = network(surroundings.catalogue)
    let providers = transports.map { provider(of: $0, surroundings.catalogue) }
    common[slots.provider] = providers.first ?? .null
    var targets = [Target(transport: nil, bindings: common)]
    for (index, transport) in transports.enumerated() {
      var bindings = common
      bindings[slots.transport] = transport.value
      bindings[slots.primary] = transports[0].value
      bindings[slots.index] = .int(Int64(index))
      bindings[slots.provider] = providers[index]
      targets.append(Target(transport: index, bindings: bindings))
    }
    return targets
  }

  /// The entry that the transport names, else the one that its host belongs to: a misspelt name takes nothing away from what
  /// is known of the host. Unknown if that is unknown, and could be a host of several or of none.
  private func provider(of transport: Setting, _ catalogue: Catalogue) -> Value {
    if let named = transport.member(providerKey)?.entry({ catalogue.provider($0) }), !named.isNull {
      return named
    }
    guard let host = transport.member(hostKey) else { return .null }
    if case .unknown(let unknown) = host.value, let text = unknown.text {
      switch catalogue.belonging(of: text) {
      case .nobody: return .null
      case .provider(let id): return catalogue.provider(id)?.value ?? .null
      case .open: return host.value
      }
    }
    return host.entry { name in catalogue.providerID(forHost: name).flatMap(catalogue.provider) }
  }

  private func network(_ catalogue: Catalogue) -> Value {
    root.member(networkKey)?.member("hosting")?.entry { catalogue.network($0) } ?? .null
  }
}

private let providerKey = FieldName("provider")
private let hostKey = FieldName("host")
private let networkKey = FieldName("network")

extension Setting {
  fileprivate func entry(_ find: (String) -> Setting?) -> Value {
    switch value {
    case .string(let text): find(text)?.value ?? .null
    case .unknown(let parts): .unknown(parts)
    default: .null
    }
  }
}

extension Value {
  fileprivate var isNull: Bool {
    if case .null = self { true } else { false }
  }
}
