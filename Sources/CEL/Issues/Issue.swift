/// Something an author should know about an expression before it runs: where, what, and what to write instead.
package struct Issue: Hashable, Sendable {
  /// The bytes at fault, as UTF-8 offsets into the expression.
  package let range: Range<Int>
  /// What is wrong, as data. `message` says it in words.
  package let kind: Kind
  /// The text to write in place of the range, or the name meant, where one is known.
  package let suggestion: String?
  /// Whether the expression can be used all the same.
  package let severity: Severity

  init(_ kind: Kind, _ span: Span, suggestion: String? = nil, severity: Severity = .error) {
    self.range = span.range
    self.kind = kind
    self.suggestion = suggestion
    self.severity = severity
  }

  /// An error keeps the expression from running, a warning does not.
  package enum Severity: Hashable, Sendable {
    case error, warning
  }

  /// What can be wrong.
  package enum Kind: Hashable, Sendable {
    case syntax(Syntax)
    case limit(Limit)
    /// A name that nothing declares.
    case undeclaredName(String)
    case undeclaredFunction(String, isMethod: Bool)
    /// A field that the object type does not have.
    case unknownField(String, of: ValueType)
    /// `.name` or `.name()` on a type that has no fields.
    case notSelectable(ValueType)
    case notIndexable(ValueType, by: ValueType)
    case notIterable(ValueType, macro: String)
    /// A function that exists, called with types that it does not take.
    case noOverload(function: String, isMethod: Bool, arguments: [ValueType], accepted: [String])
    case argumentCount(function: String, given: Int, accepted: [Int])
    /// Two types that can never be equal, or that have no order.
    case incomparable(BinaryOperator, ValueType, ValueType)
    case operands(BinaryOperator, ValueType, ValueType)
    case mismatch(expected: ValueType, found: ValueType, role: Role)
    /// An optional field read where nothing says that it is there.
    case unguardedOptional(path: String)
    /// A literal that its function cannot use, such as a bad pattern.
    case invalidArgument(function: String, EvaluationError)
    /// A call on literals that can only fail.
    case alwaysFails(EvaluationError)
  }

  /// What a mismatched expression was wanted for.
  package enum Role: Hashable, Sendable {
    case result, condition, operand(String), optionalElement, branch, mapKey
  }

  /// What the lexer and the parser find.
  package enum Syntax: Hashable, Sendable {
    case empty
    case unexpected(found: String, wanted: String)
    case unexpectedCharacter(String)
    case typographicQuote
    case unterminatedString
    case unterminatedName
    case invalidEscape(String)
    case malformedNumber(String)
    case numberOutOfRange(String)
    /// `=`, `and`, `<>`: understood, but not CEL.
    case foreignOperator
    case reservedWord(String)
    case messageLiteral
    case macroVariable(macro: String)
    case presenceArgument
    case unclosed(String)
  }

  /// What an expression may not exceed.
  package enum Limit: Hashable, Sendable {
    case expressionBytes(Int)
    case depth(Int)
    case comprehensionNesting(Int)
  }
}
