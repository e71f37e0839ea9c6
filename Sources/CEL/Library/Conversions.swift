/// The functions named after types: each makes a value of its type from values of others.
enum Conversions {
  static let functions: [Function] = [
    Function(
      "bool", "A bool, also from the texts `true`, `t`, `1` and their opposites.",
      [same(.bool), fromString(.bool, boolean)]),
    Function(
      "int", "An int; a double loses its fraction, a timestamp counts seconds since 1970.",
      [
        same(.int), from(.uint, .int, integer), from(.double, .int, integer), fromString(.int, integer),
        from(.timestamp, .int, integer),
      ]),
    Function(
      "uint", "An unsigned int; a double loses its fraction.",
      [
        same(.uint), from(.int, .uint, unsigned), from(.double, .uint, unsigned), fromString(.uint, unsigned),
      ]),
    Function(
      "double", "A double.",
      [
        same(.double), from(.int, .double, double), from(.uint, .double, double), fromString(.double, double),
      ]),
    Function(
      "string", "The value as a text.",
      [
        same(.string), from(.bool, .string, text), from(.int, .string, text), from(.uint, .string, text),
        from(.double, .string, text), from(.bytes, .string, text), from(.timestamp, .string, text),
        from(.duration, .string, text),
      ]),
    Function("bytes", "The UTF-8 of a text.", [same(.bytes), fromString(.bytes) { .bytes(Array($0.utf8)) }]),
    Function(
      "dyn", "The same value, of which the checker then knows nothing.",
      [
        Overload("to_dyn", isMethod: false, [.parameter("A")], .dyn, .shallow, .unary { $0 })
      ]),
    Function(
      "type", "The type of the value.",
      [
        Overload(
          "type", isMethod: false, [.parameter("A")], .type(.parameter("A")), .shallow,
          .unary { .type($0.typeValue) })
      ]),
  ]

  private static func same(_ type: ValueType) -> Overload {
    .function("\(type)_to_\(type)", type, returns: type) { $0 }
  }

  private static func from(
    _ source: ValueType, _ target: ValueType, _ convert: @escaping @Sendable (Value) -> Value?
  ) -> Overload {
    .function("\(source)_to_\(target)", source, returns: target) { value in
      convert(value) ?? .failure(.outOfRange(value.literalText, type: target.description))
    }
  }

  private static func fromString(
    _ target: ValueType, _ convert: @escaping @Sendable (String) -> Value?
  ) -> Overload {
    .function("string_to_\(target)", .string, returns: target) { value in
      guard case .string(let text) = value else { return value }
      return convert(text) ?? .failure(.notConvertible(value.literalText, type: target.description))
    }
  }

  // MARK: From other types

  @Sendable private static func integer(_ value: Value) -> Value? {
    switch value {
    case .uint(let value): Int64(exactly: value).map { .int($0) }
    // Both limits are excluded: as doubles they stand for neighbours that do not fit.
    case .double(let value): value > -0x1p63 && value < 0x1p63 ? .int(Int64(value)) : nil
    case .timestamp(let value): .int(value.seconds)
    default: nil
    }
  }

  @Sendable private static func unsigned(_ value: Value) -> Value? {
    switch value {
    case .int(let value): UInt64(exactly: value).map { .uint($0) }
    case .double(let value): value > -1 && value < 0x1p64 && value >= 0 ? .uint(UInt64(value)) : nil
    default: nil
    }
  }

  @Sendable private static func double(_ value: Value) -> Value? {
    switch value {
    case .int(let value): .double(Double(value))
    case .uint(let value): .double(Double(value))
    default: nil
    }
  }

  @Sendable private static func text(_ value: Value) -> Value? {
    guard case .bytes(let bytes) = value else { return .string(value.text) }
    return String(validating: bytes, as: UTF8.self).map { .string($0) } ?? .failure(.invalidUTF8)
  }

  // MARK: From texts

  @Sendable private static func boolean(_ text: String) -> Value? {
    switch text {
    case "1", "t", "T", "true", "TRUE", "True": .bool(true)
    case "0", "f", "F", "false", "FALSE", "False": .bool(false)
    default: nil
    }
  }

  @Sendable private static func integer(_ text: String) -> Value? {
    Int64(text).map { .int($0) }
  }

  @Sendable private static func unsigned(_ text: String) -> Value? {
    UInt64(text).map { .uint($0) }
  }

  /// Swift also reads hexadecimal digits and payloads of NaN, which CEL does not.
  @Sendable private static func double(_ text: String) -> Value? {
    switch text {
    case "NaN", "nan": return .double(.nan)
    case "Infinity", "+Infinity", "inf", "+inf": return .double(.infinity)
    case "-Infinity", "-inf": return .double(-.infinity)
    default:
      let isPlain = text.utf8.allSatisfy { Byte.isDigit($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
      return isPlain ? Double(text).map { .double($0) } : nil
    }
  }
}
