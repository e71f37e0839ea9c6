/// Values of the language as JSON: the typed form, in which every value names its type (`{"int": "25"}`), and the plain
/// form for people.
import CEL
import PreflightKit

enum ValueForm {
  /// A value as a value, an unknown or an error: what a line of `eval --typed` says.
  static func outcome(_ value: Value) -> JSON {
    switch value {
    case .unknown(let unknown): .members(["unknown": .strings(unknown.paths)])
    case .error(let error): .members(["error": .string(error.message)])
    default: .members(["value": typed(value)])
    }
  }

  static func typed(_ value: Value) -> JSON {
    switch value {
    case .null: .members(["null": .null])
    case .bool(let value): .members(["bool": .bool(value)])
    case .int(let value): .members(["int": .string(String(value))])
    case .uint(let value): .members(["uint": .string(String(value))])
    case .double(let value): .members(["double": .string(text(of: value))])
    case .string(let value): .members(["string": .string(value)])
    case .bytes(let value): .members(["bytes": .string(Base64.text(value))])
    case .list(let list): .members(["list": .array(list.elements.map(typed))])
    case .map(let map):
      .members(["map": .array(map.entries.map { .array([typed($0.key), typed($0.value)]) })])
    case .timestamp(let value): .members(["timestamp": .string(value.description)])
    case .duration(let value): .members(["duration": .string(seconds(of: value))])
    case .type(let type): .members(["type": .string(type.name)])
    case .optional(let value): .members(["optional": value.map(typed) ?? .null])
    case .opaque: .members(["opaque": .string(value.typeValue.name)])
    case .unknown(let unknown): .members(["unknown": .strings(unknown.paths)])
    case .error(let error): .members(["error": .string(error.message)])
    }
  }

  static func plain(_ value: Value) -> JSON {
    switch value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(Int(value))
    case .uint(let value): Int(exactly: value).map(JSON.int) ?? .double(Double(value))
    case .double(let value): value.isFinite ? .double(value) : .string(text(of: value))
    case .string(let value): .string(value)
    case .bytes(let value): .string(Base64.text(value))
    case .list(let list): .array(list.elements.map(plain))
    case .map(let map): .object(map.entries.map { JSON.Member(key($0.key), plain($0.value)) })
    case .timestamp(let value): .string(value.description)
    case .duration(let value): .string(value.description)
    case .type(let type): .string(type.name)
    case .optional(let value): value.map(plain) ?? .null
    case .opaque: .string("<\(value.typeValue.name)>")
    case .unknown(let unknown): .string("unknown: \(unknown.paths.joined(separator: ", "))")
    case .error(let error): .string("error: \(error.message)")
    }
  }

  private static func key(_ value: Value) -> String {
    if case .string(let text) = value { text } else { plain(value).line }
  }

  private static func text(of value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return value.description
  }

  /// `-12.345000000s`
  private static func seconds(of span: TimeSpan) -> String {
    let digits = String(abs(Int64(span.nanoseconds)))
    let fraction = String(repeating: "0", count: 9 - digits.count) + digits
    return "\(span.isNegative ? "-" : "")\(span.seconds.magnitude).\(fraction)s"
  }
}

extension ValueForm {
  enum Fault: Error, Equatable, CustomStringConvertible {
    case notAValue(String)

    var description: String {
      switch self {
      case .notAValue(let text): "not a value: \(text)"
      }
    }
  }

  /// A value in the typed form, or plain JSON: an object is read as typed if its only key names a type.
  static func read(_ json: JSON) throws(Fault) -> Value {
    switch json {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(Int64(value))
    case .double(let value): return .double(value)
    case .string(let value): return .string(value)
    case .array(let items): return .list(try read(items))
    case .object(let members):
      if members.count == 1, let only = members.first, let value = try typed(only) { return value }
      var fields: [(String, Value)] = []
      for member in members { fields.append((member.key, try read(member.value))) }
      return .map(MapValue(fields: fields))
    }
  }

  private static func read(_ items: [JSON]) throws(Fault) -> [Value] {
    var values: [Value] = []
    for item in items { values.append(try read(item)) }
    return values
  }

  /// nil when the key names no type, or the value does not look like one of it.
  private static func typed(_ member: JSON.Member) throws(Fault) -> Value? {
    switch (member.key, member.value) {
    case ("null", .null): .null
    case ("bool", .bool(let value)): .bool(value)
    case ("int", .string(let text)): Int64(text).map(Value.int)
    case ("uint", .string(let text)): UInt64(text).map(Value.uint)
    case ("double", .string(let text)): double(text).map(Value.double)
    case ("double", .double(let value)): .double(value)
    case ("double", .int(let value)): .double(Double(value))
    case ("string", .string(let text)): .string(text)
    case ("bytes", .string(let text)): Base64.bytes(text).map(Value.bytes)
    case ("list", .array(let items)): .list(try read(items))
    case ("map", .array(let entries)): try map(entries)
    case ("timestamp", .string(let text)): (try? Timestamp(text)).map(Value.timestamp)
    case ("duration", .string(let text)): TimeSpan(text).map(Value.duration)
    case ("type", .string(let name)): .type(TypeValue(name))
    case ("unknown", .array(let paths)): .unknown(Unknown(paths.compactMap(\.text)))
    default: nil
    }
  }

  private static func double(_ text: String) -> Double? {
    switch text {
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    case "NaN": .nan
    default: Double(text)
    }
  }

  private static func map(_ entries: [JSON]) throws(Fault) -> Value {
    var pairs: [MapValue.Entry] = []
    for entry in entries {
      guard entry.items.count == 2 else { throw .notAValue(entry.line) }
      pairs.append((try read(entry.items[0]), try read(entry.items[1])))
    }
    return .map(MapValue(entries: pairs))
  }
}
