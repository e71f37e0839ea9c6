/// Cuts the UTF-8 bytes of an expression into tokens, one at a time. What cannot be a token is reported as an issue and
/// either skipped or read as what the author most likely meant (`=` as `==`, `&` as `&&`).
struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var issues: [Issue] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The byte `distance` ahead, 0 behind the end. A NUL in the text itself is no token either way.
  func peek(_ distance: Int = 0) -> UInt8 {
    let at = position + distance
    return at < bytes.count ? bytes[at] : 0
  }

  mutating func next() -> Token {
    while true {
      skipBlanks()
      guard position < bytes.count else {
        return Token(kind: .end, span: Span(bytes.count, bytes.count))
      }
      let start = position
      if let kind = scan() {
        return Token(kind: kind, span: Span(start, position))
      }
    }
  }

  /// White space and comments to the end of the line.
  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case Byte.space, Byte.tab, Byte.newline, Byte.carriageReturn, Byte.formFeed:
        position += 1
      case Byte.slash where peek(1) == Byte.slash:
        while position < bytes.count, bytes[position] != Byte.newline { position += 1 }
      default:
        return
      }
    }
  }

  /// One token from here on; nil when the bytes were reported and skipped.
  private mutating func scan() -> Token.Kind? {
    let byte = bytes[position]
    if Byte.isIdentifierStart(byte) { return scanWord() }
    if Byte.isDigit(byte) || (byte == Byte.dot && Byte.isDigit(peek(1))) { return scanNumber() }
    switch byte {
    case Byte.quote, Byte.doubleQuote: return scanString(raw: false, bytes: false, prefix: 0)
    case Byte.backQuote: return scanQuotedIdentifier()
    default: return scanSymbol(byte)
    }
  }

  private mutating func scanWord() -> Token.Kind {
    if let literal = scanPrefixedString() { return literal }
    let start = position
    while position < bytes.count, Byte.isIdentifierPart(bytes[position]) { position += 1 }
    switch position - start {
    case 2 where matches("in", at: start): return .keywordIn
    case 4 where matches("true", at: start): return .keywordTrue
    case 4 where matches("null", at: start): return .keywordNull
    case 5 where matches("false", at: start): return .keywordFalse
    default: return .identifier
    }
  }

  func matches(_ word: StaticString, at start: Int) -> Bool {
    guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
    return word.withUTF8Buffer { buffer in
      for offset in 0..<buffer.count where bytes[start + offset] != buffer[offset] { return false }
      return true
    }
  }

  private mutating func scanQuotedIdentifier() -> Token.Kind? {
    let start = position
    position += 1
    while position < bytes.count, Byte.isQuotedIdentifierPart(bytes[position]) { position += 1 }
    guard peek() == Byte.backQuote, position > start + 1 else {
      report(.syntax(.unterminatedName), start, position)
      return .broken
    }
    position += 1
    return .quotedIdentifier
  }

  mutating func report(_ kind: Issue.Kind, _ start: Int, _ end: Int, suggestion: String? = nil) {
    issues.append(Issue(kind, Span(start, end), suggestion: suggestion))
  }
}

/// The bytes that have a meaning of their own, by name.
enum Byte {
  static let tab: UInt8 = 0x09
  static let newline: UInt8 = 0x0A
  static let formFeed: UInt8 = 0x0C
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let doubleQuote: UInt8 = 0x22
  static let quote: UInt8 = 0x27
  static let dot: UInt8 = 0x2E
  static let slash: UInt8 = 0x2F
  static let backslash: UInt8 = 0x5C
  static let backQuote: UInt8 = 0x60

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isIdentifierStart(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F
  }

  static func isIdentifierPart(_ byte: UInt8) -> Bool { isIdentifierStart(byte) || isDigit(byte) }

  /// Back quotes admit `.`, `-`, `/` and space beside the letters of a name.
  static func isQuotedIdentifierPart(_ byte: UInt8) -> Bool {
    isIdentifierPart(byte) || byte == dot || byte == 0x2D || byte == slash || byte == space
  }

  static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }
}
