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
    if token.kind == .identifier, Parser.isReserved(text(of: token)) {
      return report(.syntax(.reservedWord(text(of: token))), token.span)
    }
    let word = token.kind == .identifier ? text(of: token) : nil
    let found = word.map { "'\($0)'" } ?? token.kind.description
    let suggestion = word.flatMap(infixSuggestion)
    report(.syntax(.unexpected(found: found, wanted: wanted)), token.span, suggestion: suggestion)
  }

  private func isSyntax(_ issue: Issue) -> Bool {
    switch issue.kind {
    case .syntax(.foreignOperator), .syntax(.foreignList): false
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

  /// Skips to the next comma or closing bracket, over whatever brackets lie between.
  mutating func skipItem() {
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
}
