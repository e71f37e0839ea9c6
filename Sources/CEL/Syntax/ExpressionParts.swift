/// What an expression is made of: a syntax tree in, the expressions directly below it out.
extension Expression {
  /// The expressions directly under this one, in order of writing; a macro's parts among them.
  package var parts: [Expression] {
    switch kind {
    case .literal, .name, .invalid: []
    case .select(let operand, _), .optionalSelect(let operand, _), .presence(let operand, _),
      .not(let operand),
      .negate(let operand):
      [operand]
    case .index(let operand, let index), .optionalIndex(let operand, let index): [operand, index]
    case .call(_, let arguments): arguments
    case .method(let target, _, let arguments): [target] + arguments
    case .and(let operands), .or(let operands): operands
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .binary(_, let left, let right, _): [left, right]
    case .list(let elements): elements.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .comprehension(let macro):
      [macro.source] + [macro.predicate, macro.transform].compactMap { $0 }
    }
  }
}

extension Expression {
  /// The variable that a macro binds, and what it visits; nil for other expressions.
  package var binder: (variable: String, source: Expression)? {
    guard case .comprehension(let macro) = kind else { return nil }
    return (macro.variable.text, macro.source)
  }
}
