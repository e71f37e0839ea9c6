import CEL
import Foundation

/// The values and types of the vectors' JSON form as ours.
extension Value {
  init?(vector: JSON) {
    guard case .object(let members) = vector, let (kind, content) = members.first else { return nil }
    switch (kind, content) {
    case ("null", _): self = .null
    case ("bool", .bool(let value)): self = .bool(value)
    case ("int", .string(let text)): self = Int64(text).map { .int($0) } ?? .null
    case ("uint", .string(let text)): self = UInt64(text).map { .uint($0) } ?? .null
    case ("double", .string(let text)): self = .double(Double(text) ?? .nan)
    case ("string", .string(let text)): self = .string(text)
    case ("bytes", .string(let text)): self = .bytes([UInt8](Data(base64Encoded: text) ?? Data()))
    case ("list", .array(let elements)): self = .list(elements.compactMap { Value(vector: $0) })
    case ("map", .array(let pairs)):
      self = .map(
        MapValue(
          entries: pairs.compactMap { pair in
            guard let key = Value(vector: pair.array[0]), let value = Value(vector: pair.array[1]) else {
              return nil
            }
            return (key, value)
          }))
    case ("type", .string(let text)): self = .type(TypeValue(text))
    case ("duration", .string(let text)):
      guard let span = TimeSpan(text) else { return nil }
      self = .duration(span)
    case ("timestamp", .string(let text)):
      guard let moment = try? Timestamp(text) else { return nil }
      self = .timestamp(moment)
    case ("unknown", .array(let paths)): self = .unknown(Unknown(paths.compactMap(\.string)))
    default: return nil
    }
  }

  /// Equality by kind and bit: no number equals one of another type, and NaN equals NaN.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.double(let first), .double(let second)):
      return first == second && first.sign == second.sign || first.isNaN && second.isNaN
    case (.list(let first), .list(let second)):
      return first.count == second.count
        && zip(first.elements, second.elements).allSatisfy { $0.isIdentical(to: $1) }
    case (.map(let first), .map(let second)):
      return first.count == second.count
        && first.entries.allSatisfy { entry in
          second.entries.contains {
            $0.key.isIdentical(to: entry.key) && $0.value.isIdentical(to: entry.value)
          }
        }
    default: return typeValue == other.typeValue && self == other
    }
  }
}

extension ValueType {
  /// The type in the vectors' notation: `abstract(tuple, dyn)`, `message(google.protobuf.Duration)`, `param(T)`.
  init?(vector: String) {
    var rest = vector[...]
    guard let type = ValueType.read(&rest), rest.isEmpty else { return nil }
    self = type
  }

  private static func read(_ rest: inout Substring) -> ValueType? {
    let word = rest.prefix { $0 != "(" && $0 != ")" && $0 != "," }
    rest = rest[word.endIndex...]
    guard rest.first == "(" else { return ValueType(String(word)) }
    rest.removeFirst()
    if word == "param" || word == "message" {
      let name = rest.prefix { $0 != ")" }
      rest = rest[name.endIndex...].dropFirst()
      return word == "param" ? .parameter(String(name)) : ValueType(String(name))
    }
    var name: String?
    if word == "abstract" {
      let text = rest.prefix { $0 != "," && $0 != ")" }
      rest = rest[text.endIndex...]
      name = String(text)
    }
    var arguments: [ValueType] = []
    while rest.first != ")" {
      rest = rest.drop { $0 == "," || $0 == " " }
      guard let argument = read(&rest) else { return nil }
      arguments.append(argument)
    }
    rest.removeFirst()
    switch (word, arguments.count) {
    case ("abstract", 1) where name == "optional_type": return .optional(arguments[0])
    case ("abstract", _): return .opaque(name ?? "", arguments)
    case ("list", 1): return .list(arguments[0])
    case ("map", 2): return .map(arguments[0], arguments[1])
    case ("type", 1): return .type(arguments[0])
    default: return nil
    }
  }
}
