/// Expressions back to text: for suggestions, and to show what was understood. Macros come out as they were
/// written.
extension Expression {
  /// The expression as text, with the brackets it needs.
  package var unparsed: String { Unparser.text(self, above: 0) }
}

private enum Unparser {
  /// The text of an expression in a place where operators up to this precedence need brackets.
  static func text(_ expression: Expression, above precedence: Int) -> String {
    let (text, own) = bare(expression)
    return own < precedence ? "(\(text))" : text
  }

  /// The text, and how tightly its outermost operator binds: `?:` 0, `||` 1, `&&` 2, binary 3 to 5, unary
  /// 6, others 7.
  private static func bare(_ expression: Expression) -> (String, Int) {
    switch expression.kind {
    case .literal(let value): (value.literalText, 7)
    case .name(let name, let isAbsolute): ((isAbsolute ? "." : "") + name, 7)
    case .select(let operand, let field): ("\(text(operand, above: 7)).\(quoted(field))", 7)
    case .optionalSelect(let operand, let field): ("\(text(operand, above: 7)).?\(quoted(field))", 7)
    case .presence(let operand, let field): ("has(\(text(operand, above: 7)).\(quoted(field)))", 7)
    case .index(let operand, let index): ("\(text(operand, above: 7))[\(text(index, above: 0))]", 7)
    case .optionalIndex(let operand, let index): ("\(text(operand, above: 7))[?\(text(index, above: 0))]", 7)
    case .call(let name, let arguments): ("\(name.text)(\(list(arguments)))", 7)
    case .method(let target, let name, let arguments):
      ("\(text(target, above: 7)).\(name.text)(\(list(arguments)))", 7)
    case .not(let operand): ("!" + text(operand, above: 6), 6)
    case .negate(let operand): ("-" + text(operand, above: 7), 6)
    case .and(let operands): (operands.map { text($0, above: 3) }.joined(separator: " && "), 2)
    case .or(let operands): (operands.map { text($0, above: 2) }.joined(separator: " || "), 1)
    case .conditional(let condition, let then, let otherwise):
      ("\(text(condition, above: 1)) ? \(text(then, above: 1)) : \(text(otherwise, above: 0))", 0)
    case .binary(let symbol, let left, let right, _):
      (
        text(left, above: symbol.precedence) + " \(symbol.rawValue) "
          + text(right, above: symbol.precedence + 1),
        symbol.precedence
      )
    case .list(let elements):
      (
        "[" + elements.map { ($0.isOptional ? "?" : "") + text($0.value, above: 0) }.joined(separator: ", ")
          + "]", 7
      )
    case .map(let entries): ("{" + entries.map(entry).joined(separator: ", ") + "}", 7)
    case .comprehension(let macro): (comprehension(macro), 7)
    case .invalid: ("…", 7)
    }
  }

  private static func list(_ arguments: [Expression]) -> String {
    arguments.map { text($0, above: 0) }.joined(separator: ", ")
  }

  private static func entry(_ entry: Expression.Entry) -> String {
    "\(entry.isOptional ? "?" : "")\(text(entry.key, above: 0)): \(text(entry.value, above: 0))"
  }

  private static func comprehension(_ macro: Comprehension) -> String {
    let bodies = [macro.predicate, macro.transform].compactMap { $0 }.map { text($0, above: 0) }
    let arguments = ([macro.variable.text] + bodies).joined(separator: ", ")
    return "\(text(macro.source, above: 7)).\(macro.name.text)(\(arguments))"
  }

  private static func quoted(_ field: Name) -> String {
    field.text.utf8.allSatisfy(Byte.isIdentifierPart) ? field.text : "`\(field.text)`"
  }
}
