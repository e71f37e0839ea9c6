/// Reads a type from its text, the way `description` prints it: `int`, `map(int, string)`, `list(Transport)`.
extension ValueType {
  /// The type that the text names; nil when it is not the text of a type. A name that is not built in is an object's.
  package init?(_ text: String) {
    var reader = TypeReader(rest: text[...])
    guard let type = reader.type(), reader.isAtEnd else { return nil }
    self = type
  }
}

private struct TypeReader {
  var rest: Substring

  var isAtEnd: Bool {
    rest.allSatisfy { $0 == " " }
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
    rest = rest.drop { $0 == " " }
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    rest = rest[word.endIndex...]
    return word.isEmpty ? nil : String(word)
  }

  private mutating func take(_ character: Character) -> Bool {
    rest = rest.drop { $0 == " " }
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private static let simple: [String: ValueType] = [
    "dyn": .dyn, "any": .dyn, "null_type": .null, "bool": .bool, "int": .int, "uint": .uint,
    "double": .double,
    "string": .string, "bytes": .bytes, "timestamp": .timestamp, "duration": .duration, "error": .error,
    "type": .type(.dyn),
    "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
  ]
}
