/// How the parser moves over tokens, builds nodes, reports, and finds its feet again after a mistake.
extension Parser {
  mutating func advance() {
    previousEnd = token.span.end
    token = lexer.next()
  }

  /// Takes the token if it is the wanted one; reports it otherwise.
  mutating func expect(_ kind: Token.Kind, _ wanted: String) -> Bool {
    guard token.kind == kind else {
      reportUnexpected(wanted: wanted)
      return false
    }
    advance()
    return true
  }

  mutating func report(_ kind: Issue.Kind, _ span: Span, suggestion: String? = nil) {
    lexer.issues.append(Issue(kind, span, suggestion: suggestion))
  }

  /// One issue for one place: what stands there already explains what follows.
  mutating func reportUnexpected(wanted: String) {
    if let last = lexer.issues.last, last.range.upperBound >= Int(token.span.start), isSyntax(last) { return }
    if token.kind == .identifier, Parser.reserved.contains(text(of: token)) {
      return report(.syntax(.reservedWord(text(of: token))), token.span)
    }
    let found = token.kind == .identifier ? "'\(text(of: token))'" : token.kind.description
    report(.syntax(.unexpected(found: found, wanted: wanted)), token.span)
  }

  private func isSyntax(_ issue: Issue) -> Bool {
    switch issue.kind {
    case .syntax(.foreignOperator): false
    case .syntax, .limit: true
    case .undeclaredName, .undeclaredFunction, .unknownField, .notSelectable, .notIndexable, .notIterable,
      .noOverload, .argumentCount, .incomparable, .operands, .mismatch, .unguardedOptional, .invalidArgument,
      .alwaysFails:
      false
    }
  }

  func text(of token: Token) -> String {
    let start = Int(token.span.start)
    let end = Int(token.span.end)
    let quote = token.kind == .quotedIdentifier ? 1 : 0
    return lexer.bytes.withUnsafeBufferPointer { buffer in
      String(decoding: UnsafeBufferPointer(rebasing: buffer[(start + quote)..<(end - quote)]), as: UTF8.self)
    }
  }

  // MARK: Recovery

  /// Skips to the closing bracket of the list being read, over whatever nested brackets lie between.
  mutating func skip(to closing: Token.Kind) {
    var open = 0
    while token.kind != .end {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: open += 1
      case .rightParenthesis, .rightBracket, .rightBrace:
        if open == 0 { return }
        open -= 1
      case .comma where open == 0: return
      default: break
      }
      advance()
    }
  }

  mutating func invalid(from start: Span) -> Expression {
    Expression(.invalid, Span(Int(start.start), Int(max(previousEnd, start.end))))
  }

  // MARK: Depth

  mutating func enter() -> Bool {
    depth += 1
    return depth <= limits.depth
  }

  /// The rest cannot be read without recursing too far; it is dropped as a whole.
  mutating func refuseDepth() -> Expression {
    depth -= 1
    defer { depth += 1 }
    let start = token.span
    if !lexer.issues.contains(where: { $0.kind == .limit(.depth(limits.depth)) }) {
      report(.limit(.depth(limits.depth)), start)
    }
    lexer.position = lexer.bytes.count
    token = Token(kind: .end, span: Span(lexer.bytes.count, lexer.bytes.count))
    return Expression(.invalid, start)
  }

  // MARK: Nodes

  func make(_ kind: Expression.Kind, _ span: Span, _ children: Expression...) -> Expression {
    var height: Int32 = 0
    for child in children { height = max(height, child.height) }
    return Expression(kind, span, height: height + 1)
  }

  func make(_ kind: Expression.Kind, _ operands: [Expression]) -> Expression {
    let height = operands.reduce(0) { max($0, $1.height) }
    let start = operands.first?.span ?? Span(0, 0)
    return Expression(kind, Span(from: start, to: operands.last?.span ?? start), height: height + 1)
  }

  // MARK: Other languages' words

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

  /// Words that the language keeps for itself and that cannot name a variable.
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
}
