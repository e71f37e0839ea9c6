import CEL

/// Values that another program fills in before use: "${SMTP_PASSWORD}", "ENC(…)", "op://vault/item". A text
/// in, yes or no out.
package struct PlaceholderForms: Sendable {
  private let forms: SortedLines

  /// - Parameter text: rules/words/placeholders.dat.
  package init(_ text: String) { forms = SortedLines(text) }

  package func contains(_ text: String) -> Bool {
    let value = Array(text.utf8)
    if value.allSatisfy(isPlain) { return false }
    return isShellVariable(value) || forms.first { matches(value, form: $0) ? true : nil } ?? false
  }

  private func matches(_ value: [UInt8], form: SortedLines.Line) -> Bool {
    var rest = form
    let place = rest.nextWord()
    let open = rest.nextWord()
    var close = rest.nextWord()
    if close.elementsEqual("-".utf8) { close = close.prefix(0) }
    switch place.first {
    case UInt8(ascii: "i"):
      guard let start = position(of: open, in: value[...]) else { return false }
      return position(of: close, in: value[(start + open.count)...]) != nil
    default:
      return value.count > open.count + close.count && value.starts(with: open)
        && value.suffix(close.count).elementsEqual(close)
    }
  }
}

/// No form does without a sign.
private func isPlain(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "@", " ": true
  default: byte >= 0x80
  }
}

/// "$SMTP_PASSWORD": capitals only, since a password may begin with a dollar.
private func isShellVariable(_ value: [UInt8]) -> Bool {
  guard value.first == UInt8(ascii: "$"), value.count > 2 else { return false }
  return value.dropFirst().enumerated().allSatisfy { index, byte in
    switch Unicode.Scalar(byte) {
    case "A"..."Z", "_": true
    case "0"..."9": index > 0
    default: false
    }
  }
}
