/// A value of the language. Evaluation does not throw: an unknown and an error are values that travel like
/// others until an operator decides without them.
///
/// Collections and rare payloads lie behind one reference, so that a value stays three words long.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list(ListValue)
  case map(MapValue)
  case timestamp(Timestamp)
  case duration(TimeSpan)
  case type(TypeValue)
  /// Present or absent.
  indirect case optional(Value?)
  /// A value of an extension, such as an IP address.
  case opaque(OpaqueValue)
  /// A value that exists but is not known now.
  case unknown(Unknown)
  indirect case error(EvaluationError)
}

extension Value {
  /// A list of the given values.
  package static func list(_ elements: [Value]) -> Value { .list(ListValue(elements)) }

  /// An error that does not know its place yet; the call that returns it adds the place.
  package static func failure(_ kind: EvaluationError.Kind) -> Value { .error(EvaluationError(kind)) }

  /// An unknown that depends on one path.
  package static func unknown(path: String) -> Value { .unknown(Unknown(path)) }

  /// Neither unknown nor error.
  package var isKnown: Bool {
    switch self {
    case .unknown, .error: false
    default: true
    }
  }

  /// What must be known to know all of this value; nil when all of it is known.
  package var unknownParts: Unknown? {
    switch self {
    case .unknown(let unknown): unknown
    case .list(let list): list.unknownParts
    case .map(let map): map.unknownParts
    case .optional(let value): value?.unknownParts
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .opaque, .error:
      nil
    }
  }

  /// The number of values in it, itself included, as if every shared part were a copy.
  var weight: Int {
    switch self {
    case .list(let list): list.weight
    case .map(let map): map.weight
    case .optional(let value): 1 + (value?.weight ?? 0)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .opaque, .unknown,
      .error:
      1
    }
  }

  /// How far values lie inside each other. What walks a value recurses this deep.
  var depth: Int {
    switch self {
    case .list(let list): list.depth
    case .map(let map): map.depth
    case .optional(let value): 1 + (value?.depth ?? 0)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .opaque, .unknown,
      .error:
      0
    }
  }

  /// The type of the value at run time.
  package var typeValue: TypeValue {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list
    case .map: .map
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    case .optional: .optional
    case .opaque(let value): TypeValue(value.typeName)
    case .unknown: TypeValue("unknown")
    case .error: TypeValue("error")
    }
  }
}

/// A type as a value: what `type(x)` yields. It is a name, since a value does not know the types of its
/// elements.
package struct TypeValue: Hashable, Sendable {
  /// The name of the type, as `type` prints it.
  package let name: String

  /// The type of this name.
  package init(_ name: String) {
    self.name = name
  }

  static let null = TypeValue("null_type")
  static let bool = TypeValue("bool")
  static let int = TypeValue("int")
  static let uint = TypeValue("uint")
  static let double = TypeValue("double")
  static let string = TypeValue("string")
  static let bytes = TypeValue("bytes")
  static let list = TypeValue("list")
  static let map = TypeValue("map")
  static let timestamp = TypeValue("google.protobuf.Timestamp")
  static let duration = TypeValue("google.protobuf.Duration")
  static let type = TypeValue("type")
  static let optional = TypeValue("optional_type")
}

/// What is not known, as the paths of the values that were missing. The union of two unknowns names both, as far as there is
/// room: whoever has to find out a hundred values need not be told of more.
package struct Unknown: Hashable, Sendable {
  /// The paths, sorted, each once; at most `most` of them.
  package let paths: [String]
  /// What is known of a text all the same; nil for what is no text, or of which nothing is known.
  package let text: PartialText?

  /// Without a limit, a list of a thousand unknown elements would take a million steps to look at.
  package static let most = 100

  /// An unknown that depends on one path.
  package init(_ path: String, text: PartialText? = nil) {
    paths = [path]
    self.text = text
  }

  /// An unknown that depends on all of the paths.
  package init(_ paths: [String]) {
    var unique: [String] = []
    unique.reserveCapacity(min(paths.count, Self.most))
    for path in paths.sorted() where unique.last != path && unique.count < Self.most { unique.append(path) }
    self.init(sorted: unique, text: nil)
  }

  private init(sorted paths: [String], text: PartialText?) {
    self.paths = paths
    self.text = text
  }

  package func union(_ other: Unknown?) -> Unknown {
    guard let other, paths.count < Self.most, other.paths != paths else { return withoutText }
    return Unknown(paths + other.paths)
  }

  /// The same for another text, which depends on the same values.
  package func with(_ text: PartialText?) -> Unknown { Unknown(sorted: paths, text: text) }

  /// For whatever else is made of it.
  var withoutText: Unknown { text == nil ? self : with(nil) }
}
