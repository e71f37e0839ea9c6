/// Operators and punctuation, and the slips from other languages that are close to them.
extension Lexer {
  mutating func scanSymbol(_ byte: UInt8) -> Token.Kind? {
    if let kind = Lexer.single(byte) {
      position += 1
      return kind
    }
    switch byte {
    case UInt8(ascii: "="): return scanEquals()
    case UInt8(ascii: "!"): return scanBang()
    case UInt8(ascii: "<"): return scanLess()
    case UInt8(ascii: ">"): return followed(by: "=") ? .greaterOrEqual : .greater
    case UInt8(ascii: "&"): return scanPair(.and, "&", "&&")
    case UInt8(ascii: "|"): return scanPair(.or, "|", "||")
    default: return scanForeign()
    }
  }

  private static func single(_ byte: UInt8) -> Token.Kind? {
    switch byte {
    case UInt8(ascii: "("): .leftParenthesis
    case UInt8(ascii: ")"): .rightParenthesis
    case UInt8(ascii: "["): .leftBracket
    case UInt8(ascii: "]"): .rightBracket
    case UInt8(ascii: "{"): .leftBrace
    case UInt8(ascii: "}"): .rightBrace
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "?"): .question
    case UInt8(ascii: "+"): .plus
    case UInt8(ascii: "-"): .minus
    case UInt8(ascii: "*"): .star
    case UInt8(ascii: "/"): .slash
    case UInt8(ascii: "%"): .percent
    default: nil
    }
  }

  /// Steps over this byte, and over the next one if it is the wanted one.
  private mutating func followed(by wanted: Unicode.Scalar) -> Bool {
    position += 1
    guard peek() == UInt8(ascii: wanted) else { return false }
    position += 1
    return true
  }

  /// `==`; a lone `=` and `===` are read as `==` and reported.
  private mutating func scanEquals() -> Token.Kind {
    let start = position
    if followed(by: "=") {
      guard peek() == UInt8(ascii: "=") else { return .equal }
      position += 1
    }
    report(.syntax(.foreignOperator), start, position, suggestion: "==")
    return .equal
  }

  private mutating func scanBang() -> Token.Kind {
    let start = position
    guard followed(by: "=") else { return .bang }
    if peek() == UInt8(ascii: "=") {
      position += 1
      report(.syntax(.foreignOperator), start, position, suggestion: "!=")
    }
    return .notEqual
  }

  private mutating func scanLess() -> Token.Kind {
    let start = position
    if followed(by: "=") { return .lessOrEqual }
    guard peek() == UInt8(ascii: ">") else { return .less }
    position += 1
    report(.syntax(.foreignOperator), start, position, suggestion: "!=")
    return .notEqual
  }

  private mutating func scanPair(_ kind: Token.Kind, _ half: Unicode.Scalar, _ whole: String) -> Token.Kind {
    let start = position
    if !followed(by: half) {
      report(.syntax(.foreignOperator), start, position, suggestion: whole)
    }
    return kind
  }

  /// A character that CEL has no use for. Runs of it are one issue; typographic quotes get their own sentence.
  private mutating func scanForeign() -> Token.Kind? {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}":
      report(.syntax(.typographicQuote), start, position, suggestion: "'")
    default:
      report(.syntax(.unexpectedCharacter(text)), start, position)
    }
    return nil
  }
}
