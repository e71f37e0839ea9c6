// What the measured expressions speak of: a campaign with three transports, its types and its values.
import CEL

struct CampaignSetting {
  let environment: Environment
  let bindings: Bindings
  /// How many of the first expressions are evaluated: a simple one, a cross-field one, one over all transports.
  let evaluated = 3

  init() {
    var environment = Environment()
    environment.declare(object: ObjectType("TLS", [text("mode"), flag("verify"), text("min_version")]))
    environment.declare(object: ObjectType("Auth", [text("mechanism"), text("username"), text("password")]))
    environment.declare(
      object: ObjectType("Timeouts", [number("connect"), number("command"), number("data")]))
    environment.declare(
      object: ObjectType(
        "Transport",
        [
          text("name"), text("role"), text("provider"), text("host"), number("port"),
          ObjectType.Field("tls", .object("TLS"), isOptional: true),
          ObjectType.Field("auth", .object("Auth"), isOptional: true),
          ObjectType.Field("timeouts", .object("Timeouts"), isOptional: true),
        ]))
    environment.declare(
      object: ObjectType(
        "Config",
        [ObjectType.Field("transports", .list(.object("Transport"))), text("sender"), number("recipients")]))
    environment.declare(variable: "transport", type: .object("Transport"))
    environment.declare(variable: "config", type: .object("Config"))
    environment.unguardedOptional = nil
    let transports = [(587, "starttls"), (465, "implicit"), (2525, "starttls")].map(Self.transport)
    let config: [(String, Value)] = [
      ("transports", .list(transports)), ("sender", .string("news@example.com")), ("recipients", .int(48000)),
    ]
    bindings = Bindings(
      ["transport": transports[0], "config": .map(MapValue(fields: config))], in: environment)
    self.environment = environment
  }

  private static func transport(port: Int64, mode: String) -> Value {
    let tls: [(String, Value)] = [
      ("mode", .string(mode)), ("verify", .bool(true)), ("min_version", .string("1.2")),
    ]
    let auth: [(String, Value)] = [
      ("mechanism", .string("plain")), ("username", .string("apikey")), ("password", .string("key")),
    ]
    let timeouts: [(String, Value)] = [("connect", .int(10)), ("command", .int(30)), ("data", .int(120))]
    return .map(
      MapValue(fields: [
        ("name", .string("primary")), ("role", .string("submission")), ("provider", .string("sendgrid")),
        ("host", .string("smtp.example.net")), ("port", .int(port)), ("tls", .map(MapValue(fields: tls))),
        ("auth", .map(MapValue(fields: auth))), ("timeouts", .map(MapValue(fields: timeouts))),
      ]))
  }
}

private func text(_ name: String) -> ObjectType.Field { ObjectType.Field(name, .string, isOptional: true) }
private func number(_ name: String) -> ObjectType.Field { ObjectType.Field(name, .int, isOptional: true) }
private func flag(_ name: String) -> ObjectType.Field { ObjectType.Field(name, .bool, isOptional: true) }
