/// Operators between two operands: their types, and what to write where they do not fit together.
extension Checker {
  mutating func binary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ span: Span
  ) -> ValueType {
    var types = operandTypes(symbol, left, right)
    if symbol == .isIn, case .object = types[1] { types[1] = .map(.string, .dyn) }
    if let result = Checker.simple(symbol, types[0], types[1]) { return result }
    guard let function = environment.functions[symbol.function],
      let result = resolve(function.overloads, types)
    else {
      refuse(symbol, resolved(types[0]), resolved(types[1]), left, right, span)
      return symbol.precedence == 3 ? .bool : .error
    }
    return result
  }

  /// The types of both sides. A word that nothing declares, compared with a text, lacks its quotes.
  private mutating func operandTypes(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> [ValueType] {
    let first = type(of: left)
    guard symbol == .equal || symbol == .notEqual, first == .string, case .name(let word, false) = right.kind,
      !isLocal(word), environment.identifier(word, isAbsolute: false) == nil, Checker.literals[word] == nil
    else { return [first, type(of: right)] }
    report(.undeclaredName(word), right.span, suggestion: Value.quoted(word))
    return [first, .error]
  }

  /// What an optional of the type may fall back to.
  private static let zeros: [ValueType: String] = [
    .string: "''", .int: "0", .bool: "false", .double: "0.0", .duration: "duration('0s')",
  ]

  /// The pairs that most expressions consist of, without a look at the declarations.
  private static func simple(_ symbol: BinaryOperator, _ left: ValueType, _ right: ValueType) -> ValueType? {
    guard left == right else { return nil }
    switch (symbol, left) {
    case (.equal, .string), (.equal, .int), (.equal, .bool), (.notEqual, .string), (.notEqual, .int),
      (.notEqual, .bool), (.less, .int), (.lessOrEqual, .int), (.greater, .int), (.greaterOrEqual, .int):
      return .bool
    case (.add, .int), (.subtract, .int), (.multiply, .int): return .int
    default: return nil
    }
  }

  private mutating func refuse(
    _ symbol: BinaryOperator, _ left: ValueType, _ right: ValueType, _ first: Expression,
    _ second: Expression,
    _ span: Span
  ) {
    switch symbol {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      report(
        .incomparable(symbol, left, right), span, suggestion: conversion(symbol, left, right, first, second))
    case .isIn, .add, .subtract, .multiply, .divide, .remainder:
      report(.operands(symbol, left, right), span, suggestion: conversion(symbol, left, right, first, second))
    }
  }

  /// How the right side could be written so that the operator fits.
  private func conversion(
    _ symbol: BinaryOperator, _ left: ValueType, _ right: ValueType, _ first: Expression, _ second: Expression
  ) -> String? {
    if case .binary(let before, _, let middle, _) = first.kind, before.isOrdering, symbol.isOrdering {
      return "\(first.unparsed) && \(middle.unparsed) \(symbol.rawValue) \(second.unparsed)"
    }
    if right == .null, case .select = first.kind, symbol == .equal || symbol == .notEqual {
      return "\(symbol == .equal ? "!" : "")has(\(first.unparsed))"
    }
    if case .optional(let content) = left, content == right, let zero = Checker.zeros[right] {
      return "\(first.unparsed).orValue(\(zero)) \(symbol.rawValue) \(second.unparsed)"
    }
    switch (left, second.kind) {
    case (.int, .literal(.string(let text))):
      return Int64(text).map { "\(first.unparsed) \(symbol.rawValue) \($0)" }
    case (.string, .literal(.int(let number))): return "\(first.unparsed) \(symbol.rawValue) '\(number)'"
    case (.double, .literal(.int(let number))): return "\(first.unparsed) \(symbol.rawValue) \(number).0"
    default:
      let isNumeric = [ValueType.int, .uint, .double].contains(right)
      guard left == .string, symbol == .add, isNumeric || right == .bool else { return nil }
      return "\(first.unparsed) + string(\(second.unparsed))"
    }
  }
}

extension BinaryOperator {
  fileprivate var isOrdering: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .equal, .notEqual, .isIn, .add, .subtract, .multiply, .divide, .remainder: false
    }
  }
}
