import CEL

/// Values that another program fills in before use: "${SMTP_PASSWORD}", "ENC(…)", "op://vault/item". A text
/// in, yes or no out.
package struct PlaceholderForms: Sendable {
  private let forms: SortedLines

  /// - Parameter text: rules/words/placeholders.dat.
  package init(_ text: String) { forms = SortedLines(text) }

  package func contains(_ text: String) -> Bool {
    let value = CodePoints.trim(text)
    guard value.unicodeScalars.contains(where: { !$0.properties.isAlphabetic }) else { return false }
    return isShellVariable(value) || forms.entries.contains { matches(value, form: $0) }
  }

  private func matches(_ value: String, form: Substring) -> Bool {
    let words = form.split(separator: " ", maxSplits: 3)
    guard words.count >= 3 else { return false }
    let (open, close) = (words[1], words[2] == "-" ? "" : words[2])
    switch words[0] {
    case "inside":
      guard let start = value.firstRange(of: open) else { return false }
      return value[start.upperBound...].contains(close)
    case "whole":
      return value.hasPrefix(open) && value.hasSuffix(close)
        && value.utf8.count > open.utf8.count + close.utf8.count
    default: return value.hasPrefix(open) && value.utf8.count > open.utf8.count
    }
  }
}

/// "$SMTP_PASSWORD": capitals only, since a password may begin with a dollar.
private func isShellVariable(_ value: String) -> Bool {
  guard value.hasPrefix("$"), value.utf8.count > 2 else { return false }
  return value.utf8.dropFirst().enumerated().allSatisfy { index, byte in
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): index > 0
    default: false
    }
  }
}
