import CEL

/// A small schema in the manner of the rules' own, for tests of the checker.
enum MailSchema {
  static let environment: Environment = {
    var environment = Environment()
    environment.declare(
      object: ObjectType(
        "TLS", [.init("mode", .string, isOptional: true), .init("verify", .bool, isOptional: true)]))
    environment.declare(
      object: ObjectType(
        "Transport",
        [
          .init("name", .string), .init("host", .string), .init("port", .int),
          .init("role", .string, isOptional: true), .init("tls", .object("TLS"), isOptional: true),
          .init("rate", .double, isOptional: true),
        ]))
    environment.declare(
      object: ObjectType(
        "Config", [.init("transports", .list(.object("Transport"))), .init("window", .duration)]))
    environment.declare(variable: "transport", type: .object("Transport"))
    environment.declare(variable: "config", type: .object("Config"))
    environment.declare(variable: "params.speaks", type: .map(.int, .string))
    environment.declare(variable: "vars.mode", type: .string)
    environment.declare(variable: "anything", type: .dyn)
    return environment
  }()
}
