/// JSON (RFC 8259) to and from facts: strict, bounded in depth, two spaces of indent, members in the order
/// of their declaration.

package struct JSONFault: Error, Hashable {
  /// Bytes from the start of the text.
  package var offset: Int
  package var expected: String

  package init(offset: Int, expected: String) {
    self.offset = offset
    self.expected = expected
  }
}

package enum JSONText {
  package static func write(_ tree: FactTree) -> String {
    var text = ""
    append(tree, indent: 0, to: &text)
    return text + "\n"
  }

  package static func parse(_ bytes: [UInt8]) throws(JSONFault) -> FactTree {
    var reader = JSONReader(bytes: bytes)
    let tree = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.isAtEnd else { throw reader.fault("the end of the text") }
    return tree
  }

  private static func append(_ tree: FactTree, indent: Int, to text: inout String) {
    switch tree {
    case .unknown: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .double(let value): text += value.isFinite ? "\(value)" : "null"
    case .string(let value): append(quoted: value, to: &text)
    case .list(let items):
      append(items, between: ("[", "]"), indent: indent, to: &text) { item, text in
        append(item, indent: indent + 1, to: &text)
      }
    case .record(let members):
      append(members, between: ("{", "}"), indent: indent, to: &text) { member, text in
        append(quoted: member.name, to: &text)
        text += ": "
        append(member.value, indent: indent + 1, to: &text)
      }
    }
  }

  private static func append<Item>(
    _ items: [Item], between brackets: (String, String), indent: Int, to text: inout String,
    each: (Item, inout String) -> Void
  ) {
    text += brackets.0
    for (index, item) in items.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
      each(item, &text)
    }
    if !items.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.1
  }

  private static func append(quoted value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      case _: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

private struct JSONReader {
  static let maximumDepth = 64
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  func fault(_ expected: String) -> JSONFault { JSONFault(offset: position, expected: expected) }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  mutating func take(word: StaticString, as tree: FactTree) throws(JSONFault) -> FactTree {
    for byte in "\(word)".utf8 where !take(byte) { throw fault("\(word)") }
    return tree
  }

  mutating func value(depth: Int) throws(JSONFault) -> FactTree {
    guard depth < Self.maximumDepth else { throw fault("at most \(Self.maximumDepth) levels") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try record(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try take(word: "true", as: .bool(true))
    case UInt8(ascii: "f"): return try take(word: "false", as: .bool(false))
    case UInt8(ascii: "n"): return try take(word: "null", as: .unknown)
    case _: return try number()
    }
  }

  private mutating func list(depth: Int) throws(JSONFault) -> FactTree {
    position += 1
    var items: [FactTree] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .list(items) }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .list(items) }
      guard take(UInt8(ascii: ",")) else { throw fault("',' or ']'") }
    }
  }

  private mutating func record(depth: Int) throws(JSONFault) -> FactTree {
    position += 1
    var members: [FactMember] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .record(members) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("a name in quotes") }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("':'") }
      members.append(FactMember(name, try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .record(members) }
      guard take(UInt8(ascii: ",")) else { throw fault("',' or '}'") }
    }
  }

  private mutating func number() throws(JSONFault) -> FactTree {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let whole = Int(text), text.first != "+" { return .int(whole) }
    if let fraction = Double(text), fraction.isFinite, text.first != "+", text.first != "." {
      return .double(fraction)
    }
    position = start
    throw fault("a value")
  }

  private mutating func string() throws(JSONFault) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw fault("UTF-8") }
        return string
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      case 0..<0x20: throw fault("an escaped control character")
      case _: text.append(byte)
      }
    }
    throw fault("'\"'")
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    guard let byte = next else { throw fault("an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try unicodeEscape()
    case _: throw fault("an escape")
    }
  }

  private mutating func unicodeEscape() throws(JSONFault) -> Unicode.Scalar {
    let high = try fourDigits()
    if let scalar = Unicode.Scalar(high) { return scalar }
    // A surrogate pair: high one first, low one behind it.
    guard (0xd800..<0xdc00).contains(high), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw fault("a surrogate pair")
    }
    let low = try fourDigits()
    guard (0xdc00..<0xe000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00))
    else { throw fault("a surrogate pair") }
    return scalar
  }

  private mutating func fourDigits() throws(JSONFault) -> UInt32 {
    guard position + 4 <= bytes.count else { throw fault("four hexadecimal digits") }
    let text = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let value = UInt32(text, radix: 16)
    else { throw fault("four hexadecimal digits") }
    position += 4
    return value
  }
}
