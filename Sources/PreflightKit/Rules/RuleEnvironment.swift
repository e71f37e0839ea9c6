/// The names and types that a rule's expressions may use: schemas in, a CEL environment out.
import CEL

enum RuleEnvironment {
  /// The environment in which expressions run. Its variables have no types: they were checked before, and to declare what
  /// the checker needs costs more than to lint a file.
  static let base = untyped()
  static let slots = Slots(base)

  /// Where each bound name has its value.
  struct Slots: Sendable {
    let config, transport, primary, index, provider, network, profile, now, parameters, probe: Int
    /// The first slot that no bound name has.
    let end: Int

    fileprivate init(_ environment: Environment) {
      func slot(_ name: String) -> Int { environment.slot(of: name) ?? 0 }
      config = slot("config")
      transport = slot("transport")
      primary = slot("primary")
      index = slot("index")
      provider = slot("provider")
      network = slot("network")
      profile = slot("profile")
      now = slot("now")
      parameters = slot("params")
      probe = slot("probe")
      end = environment.variables.count
    }
  }

  /// The environment in which a rule's expressions are checked, or an author's are tried.
  static func typed(
    parameters: [(String, ValueType)] = [], variables: [(String, ValueType)] = [],
    scope: RuleLogic.Scope = .transport
  ) -> Environment {
    var environment = scope == .transport ? base : untyped(scope)
    for shape in [campaignSchema, providerSchema, networkSchema] { declare(shape, in: &environment) }
    let probe = EndpointFacts.shape.declared(in: &environment)
    environment.declare(object: object("Parameters", parameters))
    environment.declare(object: object("Variables", variables))
    for name in boundNames(scope, probe: probe) {
      environment.declare(variable: name.name, type: name.type, documentation: name.documentation)
    }
    environment.declare(variable: "vars", type: .object("Variables"), documentation: "The rule's own names.")
    return environment
  }

  private static func untyped(_ scope: RuleLogic.Scope = .transport) -> Environment {
    // Not a copy of the standard environment, whose tables would be copied once more to be added to.
    var environment = Environment(libraries: Library.all)
    environment.declare(MailFunctions.builtIn)
    environment.noteRoot("vars")
    for name in boundNames(scope, probe: .dyn) { environment.declare(variable: name.name, type: .dyn) }
    return environment
  }

  private struct BoundName {
    let name: String
    let type: ValueType
    let documentation: String
    var needsTransport = false
  }

  private static func boundNames(_ scope: RuleLogic.Scope, probe: ValueType) -> [BoundName] {
    let names = [
      BoundName(name: "config", type: .object(campaignSchema.name), documentation: "The whole document."),
      BoundName(
        name: "transport", type: .object("Transport"), documentation: "The transport at hand.",
        needsTransport: true),
      BoundName(
        name: "primary", type: .object("Transport"), documentation: "The first transport.",
        needsTransport: true),
      BoundName(
        name: "index", type: .int, documentation: "The transport's place; 0 is the primary.",
        needsTransport: true),
      BoundName(
        name: "provider", type: .object("Provider"),
        documentation: "The catalogue's entry for the transport; null if there is none."),
      BoundName(
        name: "network", type: .object("Network"),
        documentation: "The catalogue's entry for network.hosting; null if there is none."),
      BoundName(name: "profile", type: .string, documentation: "The id of the profile in force."),
      BoundName(name: "now", type: .timestamp, documentation: "The time of the run."),
      BoundName(name: "params", type: .object("Parameters"), documentation: "The rule's parameters."),
      BoundName(name: "probe", type: probe, documentation: "What one address showed on the wire."),
    ]
    return scope == .transport ? names : names.filter { !$0.needsTransport }
  }

  private static func object(_ name: String, _ fields: [(String, ValueType)]) -> ObjectType {
    ObjectType(name, fields.map { ObjectType.Field($0.0, $0.1) })
  }

  private static func declare(_ shape: ObjectShape, in environment: inout Environment) {
    environment.declare(
      object: ObjectType(
        shape.name,
        shape.fields.map {
          ObjectType.Field(
            $0.name, $0.shape.type, isOptional: !$0.isRequired, documentation: $0.describe)
        }))
    for field in shape.fields {
      if let inner = field.shape.innerObject { declare(inner, in: &environment) }
    }
  }
}

extension MailFunctions {
  /// With the knowledge that is in the binary.
  static let builtIn = MailFunctions(MailKnowledge(text: EmbeddedRules.text(of:)))
}

extension Shape {
  /// The type of a place of this shape.
  var type: ValueType {
    switch self {
    case .object(let object): .object(object.name)
    case .list(let element, _): .list(element.type)
    case .textMap: .map(.string, .string)
    case .portMap: .map(.int, .string)
    case .named(let element): .map(.string, element.type)
    case .either, .any: .dyn
    case .scalar(let scalar): scalar.type
    }
  }
}

extension ScalarShape {
  fileprivate var type: ValueType {
    switch self {
    case .text, .choice: .string
    case .secret: secretType
    case .boolean: .bool
    case .integer, .size: .int
    case .number: .double
    case .duration: .duration
    }
  }
}
