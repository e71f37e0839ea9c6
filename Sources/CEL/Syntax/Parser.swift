/// Reads an expression by operator precedence. It never throws: what it cannot read becomes an issue and an `invalid`
/// node, and it goes on at the next comma or bracket, so that one expression can show several mistakes.
struct Parser {
  var lexer: Lexer
  var token: Token
  /// The end of the token before `token`.
  var previousEnd: Int32 = 0
  var depth: Int = 0
  /// Where `in` stands that had a `not` before it.
  var negatedMembership: Int32 = -1
  let limits: Limits
  let hasMacros: Bool

  /// What became of a text: a tree, whole or in part, and every issue in order of place.
  struct Outcome {
    let expression: Expression
    let issues: [Issue]
  }

  static func parse(_ text: String, limits: Limits = Limits(), macros: Bool = true) -> Outcome {
    let bytes = Array(text.utf8)
    guard bytes.count <= limits.expressionBytes else {
      let whole = Span(0, bytes.count)
      let issue = Issue(.limit(.expressionBytes(limits.expressionBytes)), whole)
      return Outcome(expression: Expression(.invalid, whole), issues: [issue])
    }
    var parser = Parser(bytes, limits, macros)
    let expression = parser.parseWhole()
    let issues = parser.lexer.issues
    return Outcome(expression: expression, issues: issues.count > 1 ? Parser.inOrder(issues) : issues)
  }

  private init(_ bytes: [UInt8], _ limits: Limits, _ macros: Bool) {
    lexer = Lexer(bytes)
    token = lexer.next()
    self.limits = limits
    hasMacros = macros
  }

  private static func inOrder(_ issues: [Issue]) -> [Issue] {
    issues.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }.map(\.element)
  }

  private mutating func parseWhole() -> Expression {
    if token.kind == .end, lexer.issues.isEmpty {
      report(.syntax(.empty), token.span)
      return Expression(.invalid, token.span)
    }
    let expression = parseExpression()
    if token.kind != .end {
      reportUnexpected(wanted: "an operator or the end of the expression")
    }
    return expression
  }

  // MARK: Precedence

  /// `condition ? a : b`, and everything that binds tighter.
  mutating func parseExpression() -> Expression {
    guard enter() else { return refuseDepth() }
    defer { depth -= 1 }
    let condition = parseOr()
    guard token.kind == .question else { return condition }
    advance()
    let then = parseOr()
    guard expect(.colon, "':' and what holds otherwise") else { return invalid(from: condition.span) }
    let otherwise = parseExpression()
    let kind = Expression.Kind.conditional(condition, then: then, otherwise: otherwise)
    return make(kind, Span(from: condition.span, to: otherwise.span), condition, then, otherwise)
  }

  private mutating func parseOr() -> Expression {
    let first = parseAnd()
    guard token.kind == .or || isForeign("or", for: "||") else { return first }
    var operands = [first]
    while token.kind == .or || isForeign("or", for: "||") {
      advance()
      operands.append(parseAnd())
    }
    return make(.or(operands), operands)
  }

  private mutating func parseAnd() -> Expression {
    let first = parseBinary(above: 0)
    guard token.kind == .and || isForeign("and", for: "&&") else { return first }
    var operands = [first]
    while token.kind == .and || isForeign("and", for: "&&") {
      advance()
      operands.append(parseBinary(above: 0))
    }
    return make(.and(operands), operands)
  }

  private mutating func parseBinary(above precedence: Int) -> Expression {
    var left = parseUnary()
    while let (symbol, isNegated) = binaryOperator(), symbol.precedence > precedence {
      let operatorSpan = token.span
      advance()
      let right = parseBinary(above: symbol.precedence)
      let span = Span(from: left.span, to: right.span)
      left = make(.binary(symbol, left, right, operator: operatorSpan), span, left, right)
      if isNegated { left = make(.not(left), span, left) }
      if left.height > Int32(limits.depth) { return refuseDepth() }
    }
    return left
  }

  /// The operator at this place; negated for `not in`, which is reported and understood.
  private mutating func binaryOperator() -> (BinaryOperator, isNegated: Bool)? {
    switch token.kind {
    case .equal: (.equal, false)
    case .notEqual: (.notEqual, false)
    case .less: (.less, false)
    case .lessOrEqual: (.lessOrEqual, false)
    case .greater: (.greater, false)
    case .greaterOrEqual: (.greaterOrEqual, false)
    case .keywordIn: (.isIn, negatedMembership == token.span.start)
    case .plus: (.add, false)
    case .minus: (.subtract, false)
    case .star: (.multiply, false)
    case .slash: (.divide, false)
    case .percent: (.remainder, false)
    case .identifier: foreignBinaryOperator()
    default: nil
    }
  }

  private mutating func parseUnary() -> Expression {
    switch token.kind {
    case .bang: return parsePrefix { .not($0) }
    case .minus: return parseMinus()
    case .identifier where isForeignNot():
      report(.syntax(.foreignOperator), token.span, suggestion: "!")
      return parsePrefix { .not($0) }
    default: return parsePostfix(parsePrimary())
    }
  }

  private mutating func parsePrefix(_ kind: (Expression) -> Expression.Kind) -> Expression {
    guard enter() else { return refuseDepth() }
    defer { depth -= 1 }
    let start = token.span
    advance()
    let operand = parseUnary()
    return make(kind(operand), Span(from: start, to: operand.span), operand)
  }

  /// A minus before digits belongs to the number, or the smallest int could not be written.
  private mutating func parseMinus() -> Expression {
    let start = token.span
    let digit = lexer.peek()
    guard Byte.isDigit(digit) || (digit == Byte.dot && Byte.isDigit(lexer.peek(1))) else {
      return parsePrefix { .negate($0) }
    }
    advance()
    return parsePostfix(parseNumber(minus: start))
  }
}

/// What the size of an expression may not exceed, whoever wrote it.
package struct Limits: Sendable {
  /// The length of the text in bytes.
  package var expressionBytes = 65_536
  /// The height of the syntax tree.
  package var depth = 200
  /// How many comprehensions may lie inside each other.
  package var nesting = 8

  /// The limits in force unless others are given.
  package init() {}
}
