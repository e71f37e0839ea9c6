/// Facts as rules read them: a record's tree and shape in; a CEL value and its types out. A fact that was not learnt
/// is an unknown value, so a rule that needs it stays undecided.
import CEL

extension FactTree {
  /// - Parameter path: how the rule names this fact, such as `probe.tls.version`.
  func value(path: String) -> Value {
    switch self {
    case .unknown: .unknown(path: path)
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(Int64(number))
    case .double(let number): .double(number)
    case .string(let text): .string(text)
    case .list(let items): .list(items.enumerated().map { $1.value(path: "\(path)[\($0)]") })
    case .record(let members):
      .map(MapValue(fields: members.map { ($0.name, $0.value.value(path: "\(path).\($0.name)")) }))
    }
  }
}

extension FactShape {
  /// The type of the fact; declares the records it is made of.
  func declared(in environment: inout Environment) -> ValueType {
    switch self {
    case .bool: return .bool
    case .int: return .int
    case .double: return .double
    case .string: return .string
    case .list(let element): return .list(element.declared(in: &environment))
    case .record(let name, let fields):
      let declared = fields.map { field in
        ObjectType.Field(
          field.name, field.shape.declared(in: &environment), documentation: field.documentation)
      }
      environment.declare(object: ObjectType(name, declared))
      return .object(name)
    }
  }
}
