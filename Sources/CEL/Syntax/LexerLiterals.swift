/// Where numbers and strings end. What they mean is read later, by `NumberLiteral` and `StringLiteral`.
extension Lexer {
  /// `12`, `0x1F`, `12u`, `1.5`, `.5`, `1e-3`.
  mutating func scanNumber() -> Token.Kind {
    let start = position
    if peek() == 0x30, peek(1) | 0x20 == 0x78, Byte.hexValue(peek(2)) != nil {
      position += 2
      while Byte.hexValue(peek()) != nil { position += 1 }
      return finishNumber(.int, start)
    }
    skipDigits()
    var kind = Token.Kind.int
    if peek() == Byte.dot, Byte.isDigit(peek(1)) {
      kind = .double
      position += 1
      skipDigits()
    }
    if peek() | 0x20 == 0x65, exponentFollows() {
      kind = .double
      position += Byte.isDigit(peek(1)) ? 1 : 2
      skipDigits()
    }
    return finishNumber(kind, start)
  }

  private mutating func skipDigits() {
    while Byte.isDigit(peek()) { position += 1 }
  }

  private func exponentFollows() -> Bool {
    if Byte.isDigit(peek(1)) { return true }
    let isSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
    return isSign && Byte.isDigit(peek(2))
  }

  /// The suffix `u`, and the complaint about letters that run into a number (`10s`, `5MB`).
  private mutating func finishNumber(_ kind: Token.Kind, _ start: Int) -> Token.Kind {
    var kind = kind
    if kind == .int, peek() | 0x20 == 0x75, !Byte.isIdentifierPart(peek(1)) {
      position += 1
      kind = .uint
    }
    guard Byte.isIdentifierStart(peek()) else { return kind }
    while Byte.isIdentifierPart(peek()) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let isDuration = ["s", "m", "h", "ms"].contains { text.hasSuffix($0) }
    report(
      .syntax(.malformedNumber(text)), start, position, suggestion: isDuration ? "duration('\(text)')" : nil)
    return .broken
  }

  /// A string with a prefix of `r`, `b` or `br`; nil when the letters begin a name.
  mutating func scanPrefixedString() -> Token.Kind? {
    let first = peek() | 0x20
    guard first == 0x72 || first == 0x62 else { return nil }
    if peek(1) == Byte.quote || peek(1) == Byte.doubleQuote {
      return scanString(raw: first == 0x72, bytes: first == 0x62, prefix: 1)
    }
    let isQuote = peek(2) == Byte.quote || peek(2) == Byte.doubleQuote
    guard first == 0x62, peek(1) | 0x20 == 0x72, isQuote else { return nil }
    return scanString(raw: true, bytes: true, prefix: 2)
  }

  mutating func scanString(raw: Bool, bytes isBytes: Bool, prefix: Int) -> Token.Kind {
    let start = position
    position += prefix
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        return isBytes ? .bytes : .string
      }
      if byte == Byte.newline || byte == Byte.carriageReturn, !isTriple { break }
      position += byte == Byte.backslash && !raw ? 2 : 1
    }
    position = min(position, bytes.count)
    report(.syntax(.unterminatedString), start, position, suggestion: String(UnicodeScalar(quote)))
    return .broken
  }
}
