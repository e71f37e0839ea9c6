/// Operands: literals, names, calls, brackets, and what follows them with a dot or a bracket.
extension Parser {
  mutating func parsePrimary() -> Expression {
    let start = token.span
    switch token.kind {
    case .int, .uint, .double: return parseNumber(minus: nil)
    case .string, .bytes: return parseString()
    case .keywordTrue: return literal(.bool(true))
    case .keywordFalse: return literal(.bool(false))
    case .keywordNull: return literal(.null)
    case .identifier: return parseName(isAbsolute: false, start)
    case .dot: return parseAbsoluteName()
    case .leftParenthesis: return parseParenthesised()
    case .leftBracket: return parseList()
    case .leftBrace: return parseMap()
    case .broken:
      advance()
      return Expression(.invalid, start)
    default:
      reportUnexpected(wanted: "a value")
      return Expression(.invalid, Span(Int(start.start), Int(start.start)))
    }
  }

  private mutating func literal(_ value: Value) -> Expression {
    defer { advance() }
    return Expression(.literal(value), token.span)
  }

  private mutating func parseAbsoluteName() -> Expression {
    let start = token.span
    advance()
    guard token.kind == .identifier else {
      reportUnexpected(wanted: "a name after '.'")
      return Expression(.invalid, start)
    }
    return parseName(isAbsolute: true, start)
  }

  private mutating func parseName(isAbsolute: Bool, _ start: Span) -> Expression {
    let name = Name((isAbsolute ? "." : "") + text(of: token), token.span)
    if Parser.reserved.contains(name.text) {
      report(.syntax(.reservedWord(name.text)), token.span)
      advance()
      return Expression(.invalid, start)
    }
    advance()
    switch token.kind {
    case .leftParenthesis:
      let arguments = parseArguments()
      return expandCall(name, arguments, Span(Int(start.start), Int(previousEnd)))
    case .leftBrace:
      return refuseMessage(start)
    default:
      let text = isAbsolute ? String(name.text.dropFirst()) : name.text
      return Expression(.name(text, isAbsolute: isAbsolute), Span(Int(start.start), Int(name.span.end)))
    }
  }

  /// `Type{field: value}` builds a protobuf message, which this implementation does not have.
  mutating func refuseMessage(_ start: Span) -> Expression {
    report(.syntax(.messageLiteral), Span(from: start, to: token.span))
    advance()
    while token.kind != .end, token.kind != .rightBrace {
      skip(to: .rightBrace)
      if token.kind != .rightBrace, token.kind != .end { advance() }
    }
    if token.kind == .rightBrace { advance() }
    return invalid(from: start)
  }

  private mutating func parseParenthesised() -> Expression {
    let start = token.span
    advance()
    let inner = parseExpression()
    if token.kind != .rightParenthesis {
      reportUnexpected(wanted: "')'")
      skip(to: .rightParenthesis)
    }
    if token.kind == .rightParenthesis { advance() }
    return Expression(inner.kind, Span(Int(start.start), Int(previousEnd)), height: inner.height)
  }

  // MARK: What follows an operand

  mutating func parsePostfix(_ operand: Expression) -> Expression {
    var operand = operand
    while true {
      switch token.kind {
      case .dot: operand = parseMember(of: operand)
      case .leftBracket: operand = parseIndex(of: operand)
      case .leftBrace where isNameChain(operand): operand = refuseMessage(operand.span)
      default: return operand
      }
      if operand.height > Int32(limits.depth) { return refuseDepth() }
    }
  }

  private func isNameChain(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name: true
    case .select(let operand, _): isNameChain(operand)
    default: false
    }
  }

  private mutating func parseMember(of operand: Expression) -> Expression {
    advance()
    let isOptional = token.kind == .question
    if isOptional { advance() }
    guard let name = parseFieldName() else { return invalid(from: operand.span) }
    let span = Span(from: operand.span, to: name.span)
    if isOptional { return make(.optionalSelect(operand, name), span, operand) }
    guard token.kind == .leftParenthesis else { return make(.select(operand, name), span, operand) }
    let arguments = parseArguments()
    return expandMethod(operand, name, arguments, Span(Int(operand.span.start), Int(previousEnd)))
  }

  /// The name of a field may be any word, reserved or not, or stand in back quotes.
  private mutating func parseFieldName() -> Name? {
    switch token.kind {
    case .identifier, .quotedIdentifier, .keywordIn, .keywordTrue, .keywordFalse, .keywordNull:
      let name = Name(text(of: token), token.span)
      advance()
      return name
    default:
      reportUnexpected(wanted: "the name of a field after '.'")
      return nil
    }
  }

  private mutating func parseIndex(of operand: Expression) -> Expression {
    advance()
    let isOptional = token.kind == .question
    if isOptional { advance() }
    let index = parseExpression()
    if token.kind != .rightBracket {
      reportUnexpected(wanted: "']'")
      skip(to: .rightBracket)
    }
    if token.kind == .rightBracket { advance() }
    let span = Span(Int(operand.span.start), Int(previousEnd))
    let kind: Expression.Kind = isOptional ? .optionalIndex(operand, index) : .index(operand, index)
    return make(kind, span, operand, index)
  }

  /// `(a, b)` after a function's name.
  private mutating func parseArguments() -> [Expression] {
    advance()
    var arguments: [Expression] = []
    while token.kind != .rightParenthesis, token.kind != .end {
      arguments.append(parseExpression())
      guard separated(before: .rightParenthesis, "',' or ')'") else { break }
    }
    close(.rightParenthesis, "')'")
    return arguments
  }
}
