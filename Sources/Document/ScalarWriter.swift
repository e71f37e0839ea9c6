/// A scalar's text as YAML: plain where that reads back as the same text, else quoted.
struct ScalarWriter {
  /// Inside brackets or braces some more characters need quotes.
  var isFlow: Bool
  /// Nil and `plain` mean as plain as possible; block styles are written in double quotes.
  var style: ScalarStyle?

  func written(_ text: String) -> String {
    switch style {
    case nil, .plain: isPlain(text) ? text : quoted(text)
    case .singleQuoted: isSingleQuotable(text) ? singleQuoted(text) : doubleQuoted(text)
    case .doubleQuoted, .literal, .folded: doubleQuoted(text)
    }
  }

  /// Whether the text, written without quotes, is one scalar of the same text, and not a null or a merge key.
  private func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last else { return false }
    if ["~", "null", "Null", "NULL", "<<"].contains(text) { return false }
    if text.hasPrefix("---") || text.hasPrefix("...") { return false }
    if Byte.isBlank(first) || Byte.isBlank(last) || last == Byte.colon { return false }
    let second = bytes.count > 1 ? bytes[1] : Byte.space
    let opensWord = "-?:".utf8.contains(first) && !Byte.isBlank(second) && !isFlow
    guard opensWord || !"-?:,[]{}#&*!|>'\"%@`".utf8.contains(first) else { return false }
    guard isSingleQuotable(text) else { return false }
    for index in bytes.indices.dropLast() {
      let (byte, next) = (bytes[index], bytes[index + 1])
      if byte == Byte.colon, Byte.isBlank(next) || (isFlow && ",?[]{}".utf8.contains(next)) { return false }
      if Byte.isBlank(byte), next == Byte.hash { return false }
    }
    return !isFlow || !bytes.contains { ",[]{}".utf8.contains($0) }
  }

  private func quoted(_ text: String) -> String {
    let needsEscape = text.utf8.contains { $0 == Byte.doubleQuote || $0 == Byte.backslash }
    return needsEscape && isSingleQuotable(text) ? singleQuoted(text) : doubleQuoted(text)
  }

  /// Whether nothing in the text needs an escape.
  private func isSingleQuotable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { escape(of: $0) == nil || $0 == "\"" || $0 == "\\" }
  }

  private func singleQuoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { result += "'" }
      result.unicodeScalars.append(scalar)
    }
    return result + "'"
  }

  private func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if let escape = escape(of: scalar) { result += escape } else { result.unicodeScalars.append(scalar) }
    }
    return result + "\""
  }

  /// How a character is written in double quotes, if not as itself (YAML 1.1 §5.7).
  private func escape(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x22: "\\\""
    case 0x5C: "\\\\"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x85: "\\N"
    case 0x2028: "\\L"
    case 0x2029: "\\P"
    case 0..<0x20, 0x7F..<0xA0: "\\x" + hex(scalar.value, digits: 2)
    case 0xFEFF, 0xFFFE, 0xFFFF: "\\u" + hex(scalar.value, digits: 4)
    default: nil
    }
  }
}

private func hex(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
