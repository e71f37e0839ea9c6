/// Reads a type from its text, the way `description` prints it: `int`, `map(int, string)`, `list(Transport)`.
extension ValueType {
  /// The type that the text names; nil when it is not the text of a type. A name that is not built in is an
  /// object's.
  package init?(_ text: String) {
    var reader = TypeReader(rest: text.utf8[...])
    guard let type = reader.type(), reader.isAtEnd else { return nil }
    self = type
  }
}

/// Reads bytes, since all of it is ASCII.
private struct TypeReader {
  var rest: Substring.UTF8View

  var isAtEnd: Bool {
    rest.allSatisfy { $0 == UInt8(ascii: " ") }
  }

  mutating func type(depth: Int = 0) -> ValueType? {
    guard depth < 32, let name = word() else { return nil }
    guard let arguments = arguments(depth: depth) else { return nil }
    switch (name, arguments.count) {
    case ("list", 1): return .list(arguments[0])
    case ("list", 0): return .list(.dyn)
    case ("map", 2): return .map(arguments[0], arguments[1])
    case ("map", 0): return .map(.dyn, .dyn)
    case ("optional", 1): return .optional(arguments[0])
    case ("type", 1): return .type(arguments[0])
    case (_, 0): return TypeReader.simple[name] ?? .object(name)
    default: return nil
    }
  }

  /// The types in parentheses; none when there are no parentheses.
  private mutating func arguments(depth: Int) -> [ValueType]? {
    guard take("(") else { return [] }
    var types: [ValueType] = []
    repeat {
      guard let type = type(depth: depth + 1) else { return nil }
      types.append(type)
    } while take(",")
    return take(")") ? types : nil
  }

  private mutating func word() -> String? {
    skipSpaces()
    let word = rest.prefix(while: isPartOfName)
    rest = rest[word.endIndex...]
    return word.isEmpty ? nil : String(Substring(word))
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipSpaces() {
    rest = rest.drop { $0 == UInt8(ascii: " ") }
  }

  private static let simple: [String: ValueType] = [
    "dyn": .dyn, "any": .dyn, "null_type": .null, "bool": .bool, "int": .int, "uint": .uint,
    "double": .double,
    "string": .string, "bytes": .bytes, "timestamp": .timestamp, "duration": .duration, "error": .error,
    "type": .type(.dyn),
    "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
  ]
}

private func isPartOfName(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
    true
  default: false
  }
}
