/// Texts with `{{expression}}` in them: text in, literal and expression parts out.

struct Template: Sendable {
  enum Part: Sendable, Hashable {
    case literal(String)
    /// A CEL expression, and where it stands in the text, in UTF-8 offsets.
    case expression(String, Range<Int>)
  }

  let parts: [Part]
  /// Offset of a `{{` that nothing closes.
  let unclosed: Int?

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var at = 0
    var unclosed: Int?
    while at < bytes.count {
      guard let open = pair(UInt8(ascii: "{"), in: bytes, from: at) else { break }
      guard let close = pair(UInt8(ascii: "}"), in: bytes, from: open + 2) else {
        unclosed = open
        break
      }
      // `{{ {1: 2}[1]}}}`: the expression's own brace comes first.
      var end = close
      while end + 2 < bytes.count, bytes[end + 2] == UInt8(ascii: "}") { end += 1 }
      if open > at { parts.append(.literal(string(bytes[at..<open]))) }
      parts.append(.expression(string(bytes[open + 2..<end]), open + 2..<end))
      at = end + 2
    }
    if at < bytes.count { parts.append(.literal(string(bytes[at...]))) }
    self.parts = parts
    self.unclosed = unclosed
  }
}

private func pair(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
  var at = start
  while at + 1 < bytes.count {
    if bytes[at] == byte, bytes[at + 1] == byte { return at }
    at += 1
  }
  return nil
}

private func string(_ bytes: ArraySlice<UInt8>) -> String {
  String(decoding: bytes, as: UTF8.self)
}
