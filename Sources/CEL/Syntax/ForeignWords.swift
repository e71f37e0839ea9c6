/// What authors bring along from other languages: understood where that is safe, and always reported.
extension Parser {
  /// `and` and `or` between two operands: reported, and read as what they mean.
  mutating func isForeign(_ word: StaticString, for symbol: String) -> Bool {
    guard token.kind == .identifier, Int(token.span.end - token.span.start) == word.utf8CodeUnitCount,
      lexer.matches(word, at: Int(token.span.start))
    else { return false }
    report(.syntax(.foreignOperator), token.span, suggestion: symbol)
    token.kind = symbol == "||" ? .or : .and
    return true
  }

  /// `not x` before an operand; `not(x)` could be a function and is left to the checker.
  func isForeignNot() -> Bool {
    guard token.span.end - token.span.start == 3, lexer.matches("not", at: Int(token.span.start)) else {
      return false
    }
    var ahead = lexer
    switch ahead.next().kind {
    case .identifier, .string, .keywordTrue, .keywordFalse, .int, .double: return true
    default: return false
    }
  }

  /// `x not in y` and `x is y`: reported once, then the token is what was meant.
  mutating func foreignBinaryOperator() -> (BinaryOperator, isNegated: Bool)? {
    let start = token.span
    if lexer.matches("is", at: Int(start.start)), start.end - start.start == 2 {
      report(.syntax(.foreignOperator), start, suggestion: "==")
      token.kind = .equal
      return (.equal, false)
    }
    guard lexer.matches("not", at: Int(start.start)), start.end - start.start == 3 else { return nil }
    var ahead = lexer
    guard ahead.next().kind == .keywordIn else { return nil }
    advance()
    report(.syntax(.foreignOperator), Span(from: start, to: token.span), suggestion: "!(… in …)")
    negatedMembership = token.span.start
    return (.isIn, true)
  }

  /// `not a == b` denies the comparison, unlike `!a == b`.
  mutating func parseForeignNot() -> Expression {
    guard enter() else { return refuseDepth() }
    defer { depth -= 1 }
    let start = token.span
    advance()
    let operand = parseBinary(above: 0)
    let isWhole = if case .binary = operand.kind { false } else { true }
    report(.syntax(.foreignOperator), start, suggestion: isWhole ? "!" : "!(…)")
    return make(.not(operand), Span(from: start, to: operand.span), operand)
  }

  /// `(a, b)` where a list is meant. The first element is read; the comma is the token.
  mutating func parseForeignList(_ first: Expression, _ start: Span) -> Expression {
    var elements = [first]
    while token.kind == .comma {
      advance()
      elements.append(parseExpression())
    }
    close(.rightParenthesis, "')'")
    let span = Span(Int(start.start), Int(previousEnd))
    let list = make(.list(elements.map { .init(value: $0, isOptional: false) }), elements)
    report(.syntax(.foreignList), span, suggestion: Expression(list.kind, span).unparsed)
    return Expression(list.kind, span, height: list.height)
  }

  /// `a?.b`, read as a condition whose first branch is `.b` and whose second is missing.
  func isForeignChaining(_ question: Span) -> Bool {
    let next = Int(question.end)
    return token.kind != .colon && next < lexer.bytes.count && lexer.bytes[next] == Byte.dot
  }

  /// What an author means who puts this word between two operands.
  func infixSuggestion(for word: String) -> String? {
    ["contains", "startsWith", "endsWith", "matches"].contains(word) ? ".\(word)(…)" : nil
  }

  /// A word that the language keeps for itself. What follows it is of another language too, and is skipped.
  mutating func refuseReserved(_ word: String, _ start: Span) -> Expression {
    report(.syntax(.reservedWord(word)), start, suggestion: word == "if" ? "condition ? a : b" : nil)
    advance()
    switch token.kind {
    case .identifier, .int, .double, .string, .keywordTrue, .keywordFalse: skipItem()
    default: break
    }
    return Expression(.invalid, start)
  }

  /// Whether the language keeps the word for itself, so that it cannot name a variable.
  static func isReserved(_ word: String) -> Bool {
    let count = word.utf8.count
    return count >= 2 && count <= 9 && reserved.contains { $0.utf8.count == count && $0 == word }
  }

  private static let reserved = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
}
