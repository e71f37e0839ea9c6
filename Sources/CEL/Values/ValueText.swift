/// Values as text: as `string()` and `%s` print them, and as they would be written in an expression.
extension Value {
  /// The value in words meant for people: a text without quotes, `[1, 2]`, `{a: 1}` with sorted keys.
  package var text: String {
    var writer = ValueWriter(isLiteral: false)
    writer.write(self)
    return writer.output
  }

  /// The value as it is written in an expression: `'a'`, `5u`, `[1, 2]`.
  package var literalText: String {
    var writer = ValueWriter(isLiteral: true)
    writer.write(self)
    return writer.output
  }
}

/// Appends values to a text, and stops when the text has grown too long.
struct ValueWriter {
  private(set) var output = ""
  let isLiteral: Bool
  /// Set when something was left out.
  private(set) var isCut = false

  init(isLiteral: Bool) {
    self.isLiteral = isLiteral
  }

  mutating func append(_ text: String) {
    guard output.utf8.count + text.utf8.count <= Meter.largestResult else {
      isCut = true
      return
    }
    output += text
  }

  mutating func write(_ value: Value) {
    if isCut { return }
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .int(let value): append(String(value))
    case .uint(let value): append(isLiteral ? "\(value)u" : String(value))
    case .double(let value): append(text(of: value))
    case .string(let value): append(isLiteral ? Value.quoted(value) : value)
    case .bytes(let value): append(text(of: value))
    case .list(let list): write(list)
    case .map(let map): write(map)
    case .timestamp(let moment): append(isLiteral ? "timestamp('\(moment)')" : moment.description)
    case .duration(let span): append(isLiteral ? "duration('\(span)')" : span.description)
    case .type(let type): append(type.name)
    case .optional(let content): write(content)
    case .opaque(let value): append(value.text)
    case .unknown(let unknown): append("unknown(\(unknown.paths.joined(separator: ", ")))")
    case .error(let error): append("error(\(error.message))")
    }
  }

  private func text(of value: Double) -> String {
    let text = DoubleText.shortest(value)
    let isWhole = isLiteral && value.isFinite && !text.contains { $0 == "." || $0 == "e" }
    return isWhole ? text + ".0" : text
  }

  private func text(of bytes: [UInt8]) -> String {
    guard isLiteral else { return String(decoding: bytes, as: UTF8.self) }
    return "b'" + bytes.map { "\\x" + Quotation.hexadecimal([$0], isUpperCase: false) }.joined() + "'"
  }

  private mutating func write(_ list: ListValue) {
    append("[")
    for (index, element) in list.elements.enumerated() where !isCut {
      if index > 0 { append(", ") }
      write(element)
    }
    append("]")
  }

  private mutating func write(_ map: MapValue) {
    append("{")
    for (index, entry) in sorted(map).enumerated() where !isCut {
      if index > 0 { append(", ") }
      write(entry.key)
      append(": ")
      write(entry.value)
    }
    append("}")
  }

  private func sorted(_ map: MapValue) -> [MapValue.Entry] {
    let keyed = map.entries.map { (text: $0.key.text, entry: $0) }
    return keyed.sorted { Text.isLess($0.text, $1.text) }.map(\.entry)
  }

  private mutating func write(_ optional: Value?) {
    guard let optional else { return append("optional.none()") }
    append("optional.of(")
    write(optional)
    append(")")
  }
}

extension Value {
  /// The text in single quotes, with escapes where they are needed.
  static func quoted(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": quoted += "\\'"
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\0"..<" ", "\u{7F}":
        quoted += "\\x" + Quotation.hexadecimal([UInt8(scalar.value)], isUpperCase: false)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }
}
