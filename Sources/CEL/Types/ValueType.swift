/// The types that the checker reasons about.
package indirect enum ValueType: Hashable, Sendable {
  /// Anything; what is known of it is known at run time.
  case dyn
  case null, bool, int, uint, double, string, bytes, timestamp, duration
  case list(ValueType)
  case map(ValueType, ValueType)
  case optional(ValueType)
  /// The type of a type.
  case type(ValueType)
  /// A declared object, by name: a map with known fields.
  case object(String)
  /// A type of an extension, by name, with its parameters.
  case opaque(String, [ValueType])
  /// A parameter in a declaration: `A` in `list(A)`.
  case parameter(String)
  /// A type still to be found. It does not leave the checker.
  case variable(Int)
  /// The type of what has already been reported.
  case error
}

extension ValueType: CustomStringConvertible {
  /// The type as it is written in documentation and messages: `list(string)`, `map(int, dyn)`.
  package var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .optional(let value): "optional(\(value))"
    case .type(let type): "type(\(type))"
    case .object(let name): name
    case .opaque(let name, let parameters):
      parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .parameter(let name): name
    case .variable: "dyn"
    case .error: "error"
    }
  }

  /// Whether anything may stand here.
  var isDynamic: Bool {
    switch self {
    case .dyn, .error: true
    default: false
    }
  }

  /// Whether the type mentions a parameter, so that a call must find out what it stands for.
  var isGeneric: Bool {
    switch self {
    case .parameter, .variable: true
    case .list(let element), .optional(let element), .type(let element): element.isGeneric
    case .map(let key, let value): key.isGeneric || value.isGeneric
    case .opaque(_, let parameters): parameters.contains(where: \.isGeneric)
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .object, .error:
      false
    }
  }

  /// Whether `null` is one of the type's values, beside its own.
  var acceptsNull: Bool {
    switch self {
    case .null, .dyn, .error, .timestamp, .duration, .object, .opaque, .optional: true
    case .bool, .int, .uint, .double, .string, .bytes, .list, .map, .type, .parameter, .variable: false
    }
  }

  /// The type with each parameter and variable replaced by what `substitute` says, where it says something.
  func mapping(_ substitute: (ValueType) -> ValueType?) -> ValueType {
    if let replacement = substitute(self) { return replacement }
    switch self {
    case .list(let element): return .list(element.mapping(substitute))
    case .map(let key, let value): return .map(key.mapping(substitute), value.mapping(substitute))
    case .optional(let value): return .optional(value.mapping(substitute))
    case .type(let type): return .type(type.mapping(substitute))
    case .opaque(let name, let parameters):
      return parameters.isEmpty ? self : .opaque(name, parameters.map { $0.mapping(substitute) })
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .object,
      .parameter,
      .variable, .error:
      return self
    }
  }
}
