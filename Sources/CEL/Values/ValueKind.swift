/// What kind of value a value is, in a byte: a type or a value in; whether one may stand for the other out. It tells the
/// forms of a function apart where the types within lists, maps and opaque values do not matter.
enum ValueKind: UInt8, Sendable {
  case any, null, bool, int, uint, double, string, bytes, list, map, timestamp, duration, type, optional
  /// A type that only the value itself can be compared with.
  case named

  init(_ type: ValueType) {
    switch type {
    case .dyn, .parameter, .variable: self = .any
    case .null: self = .null
    case .bool: self = .bool
    case .int: self = .int
    case .uint: self = .uint
    case .double: self = .double
    case .string: self = .string
    case .bytes: self = .bytes
    case .list: self = .list
    case .map, .object: self = .map
    case .timestamp: self = .timestamp
    case .duration: self = .duration
    case .type: self = .type
    case .optional: self = .optional
    case .opaque, .error: self = .named
    }
  }

  /// Whether a value is surely of this kind; false may mean that its type has to be compared.
  @inline(__always)
  func admits(_ value: Value) -> Bool {
    switch (self, value) {
    case (.any, _), (.string, .string), (.int, .int), (.bool, .bool), (.uint, .uint), (.double, .double),
      (.bytes, .bytes), (.null, .null), (.list, .list), (.map, .map), (.timestamp, .timestamp),
      (.duration, .duration), (.type, .type), (.optional, .optional):
      true
    default: false
    }
  }
}
