/// JSON as a value and as text: no Foundation, keys in the order they were given, safe to print on a terminal.

package indirect enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Sendable, Hashable {
    package var key: String
    package var value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// An object whose keys keep this order.
  package static func members(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(members.map { Member($0.key, $0.value) })
  }

  /// `null` for nil.
  package static func optional(_ text: String?) -> JSON {
    text.map(JSON.string) ?? .null
  }

  package static func strings(_ texts: [String]) -> JSON {
    .array(texts.map(JSON.string))
  }

  /// Indented by two spaces.
  package var pretty: String {
    var writer = JSONWriter(isPretty: true)
    writer.write(self)
    return writer.output
  }

  /// On one line.
  package var line: String {
    var writer = JSONWriter(isPretty: false)
    writer.write(self)
    return writer.output
  }
}

extension JSON {
  /// The member of an object; the last one wins where a key is repeated.
  package subscript(key: String) -> JSON? {
    members.last { $0.key == key }?.value
  }

  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var isTrue: Bool {
    if case .bool(true) = self { true } else { false }
  }

  package var items: [JSON] {
    if case .array(let items) = self { items } else { [] }
  }

  package var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }
}

extension JSON: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}

private struct JSONWriter {
  let isPretty: Bool
  var output = ""
  var depth = 0

  mutating func write(_ value: JSON) {
    switch value {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .int(let value): output += String(value)
    // JSON has no word for what is not a finite number.
    case .double(let value): output += value.isFinite ? String(describing: value) : "null"
    case .string(let text): write(text)
    case .array(let items): write(items, between: ("[", "]")) { writer, item in writer.write(item) }
    case .object(let members):
      write(members, between: ("{", "}")) { writer, member in
        writer.write(member.key)
        writer.output += writer.isPretty ? ": " : ":"
        writer.write(member.value)
      }
    }
  }

  private mutating func write<Item>(
    _ items: [Item], between brackets: (String, String), each: (inout JSONWriter, Item) -> Void
  ) {
    output += brackets.0
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { output += "," }
      breakLine()
      each(&self, item)
    }
    depth -= 1
    if !items.isEmpty { breakLine() }
    output += brackets.1
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    output += "\n"
    for _ in 0..<depth { output += "  " }
  }

  private mutating func write(_ text: String) {
    output += "\""
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      output += text
    } else {
      for scalar in text.unicodeScalars { write(scalar) }
    }
    output += "\""
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": output += "\\\""
    case "\\": output += "\\\\"
    case "\n": output += "\\n"
    case "\r": output += "\\r"
    case "\t": output += "\\t"
    default:
      if scalar.steersTheTerminal {
        for unit in scalar.utf16 {
          let digits = String(unit, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
  }
}
