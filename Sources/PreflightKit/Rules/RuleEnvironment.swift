/// The names and types that a rule's expressions may use: schemas in, a CEL environment out.
import CEL

enum RuleEnvironment {
  /// The environment of every rule. `params` and `vars` are untyped in it; `typed` says what they hold.
  static let base = make()
  static let slots = Slots(base)

  /// Where each bound name has its value.
  struct Slots: Sendable {
    let config, transport, primary, index, provider, network, profile, now, parameters, variables, probe: Int

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
      variables = slot("vars")
      probe = slot("probe")
    }
  }

  /// The environment in which one rule's expressions are checked.
  static func typed(parameters: [(String, ValueType)], variables: [(String, ValueType)], scope: RuleLogic.Scope)
    -> Environment
  {
    var environment = make(scope: scope)
    environment.declare(object: object("Parameters", parameters))
    environment.declare(variable: "params", type: .object("Parameters"), documentation: "The rule's parameters.")
    environment.declare(object: object("Variables", variables))
    environment.declare(variable: "vars", type: .object("Variables"), documentation: "The rule's own names.")
    return environment
  }

  private static func make(scope: RuleLogic.Scope? = nil) -> Environment {
    var environment = Environment()
    environment.declare(MailFunctions.builtIn)
    for shape in [campaignSchema, providerSchema, networkSchema] { declare(shape, in: &environment) }
    environment.declare(
      variable: "config", type: .object(campaignSchema.name), documentation: "The whole document.")
    if scope != .campaign {
      environment.declare(variable: "transport", type: .object("Transport"), documentation: "The transport at hand.")
      environment.declare(variable: "primary", type: .object("Transport"), documentation: "The first transport.")
      environment.declare(variable: "index", type: .int, documentation: "The transport's place; 0 is the primary.")
    }
    environment.declare(
      variable: "provider", type: .object("Provider"),
      documentation: "The catalogue's entry for the transport; null if there is none.")
    environment.declare(
      variable: "network", type: .object("Network"),
      documentation: "The catalogue's entry for network.hosting; null if there is none.")
    environment.declare(variable: "profile", type: .string, documentation: "The id of the profile in force.")
    environment.declare(variable: "now", type: .timestamp, documentation: "The time of the run.")
    let probe = EndpointFacts.shape.declared(in: &environment)
    environment.declare(variable: "probe", type: probe, documentation: "What one address showed on the wire.")
    environment.declare(variable: "params", type: .dyn, documentation: "The rule's parameters.")
    environment.declare(variable: "vars", type: .dyn, documentation: "The rule's own names.")
    return environment
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

  fileprivate var innerObject: ObjectShape? {
    switch self {
    case .object(let object): object
    case .list(let element, _), .named(let element): element.innerObject
    case .textMap, .portMap, .scalar, .either, .any: nil
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
