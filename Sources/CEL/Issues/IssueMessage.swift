// How an issue is said. What it is stands in Issue.swift.

extension Issue: CustomStringConvertible {
  /// What is wrong, in one line with no full stop.
  package var message: String {
    switch kind {
    case .syntax(let syntax): Issue.message(syntax, suggestion)
    case .limit(let limit): Issue.message(limit)
    case .undeclaredName(let name): "there is no variable '\(name)'"
    case .undeclaredFunction(let name, let isMethod):
      "there is no \(isMethod ? "method" : "function") '\(name)'"
    case .unknownField(let field, let type): "\(type) has no field '\(field)'"
    case .notSelectable(let type): "\(type) has no fields"
    case .notIndexable(let type, let index): "\(type) has no elements by \(index)"
    case .notIterable(let type, let macro): "'\(macro)' needs \(Issue.source(of: macro)), not \(type)"
    case .noOverload(let function, let isMethod, let arguments, let accepted):
      "\(Issue.call(function, isMethod, arguments)) does not fit; there is \(Issue.list(accepted))"
    case .argumentCount(let function, let given, let accepted):
      "'\(function)' takes \(Issue.counts(accepted)), not \(given)"
    case .incomparable(let symbol, let left, let right):
      Issue.comparison(symbol, left, right)
    case .operands(.isIn, let left, let right):
      "'in' looks into a list or a map of \(left) here, not into \(right)"
    case .operands(let symbol, let left, let right):
      "'\(symbol.rawValue)' does not take \(left) and \(right)"
    case .mismatch(let expected, let found, let role): Issue.mismatch(expected, found, role)
    case .unguardedOptional(let path): "'\(path)' may be absent, and nothing here says that it is there"
    case .invalidArgument(let function, let error): "'\(function)': \(error.message)"
    case .alwaysFails(let error): "this can only fail: \(error.message)"
    }
  }

  /// The message, and the suggestion where there is one.
  package var description: String {
    guard let advice else { return message }
    return "\(message); \(advice)"
  }

  /// The suggestion as a clause; nil when there is none, or when the message already contains it.
  package var advice: String? {
    guard let suggestion else { return nil }
    return switch kind {
    case .syntax: nil
    case .unguardedOptional: "guard it with \(suggestion), or read it with .? and orValue"
    case .incomparable, .operands: "write \(suggestion)"
    case .undeclaredName, .undeclaredFunction, .unknownField, .notSelectable, .notIndexable, .notIterable,
      .noOverload, .argumentCount, .mismatch, .invalidArgument, .alwaysFails, .limit:
      "did you mean '\(suggestion)'?"
    }
  }

  // MARK: Syntax and limits

  private static func message(_ syntax: Syntax, _ suggestion: String?) -> String {
    switch syntax {
    case .empty: return "the expression is empty"
    case .unexpected(let found, let wanted): return "here stands \(found), where \(wanted) belongs"
    case .unexpectedCharacter(let text): return "'\(text)' has no meaning here"
    case .typographicQuote: return "a typographic quote does not begin a string; use ' or \""
    case .unterminatedString: return "the string has no end"
    case .unterminatedName: return "the name in back quotes has no end, or holds what no name may"
    case .invalidEscape(let text):
      return "'\(text)' is no escape; a backslash itself is written '\\\\', or in a raw string r'…'"
    case .malformedNumber(let text):
      return "'\(text)' is no number" + (suggestion.map { "; a length of time is written \($0)" } ?? "")
    case .numberOutOfRange(let text): return "\(text) does not fit into 64 bits"
    case .foreignOperator: return "this is written \(suggestion ?? "otherwise") here"
    case .reservedWord(let word): return "'\(word)' is a reserved word"
    case .messageLiteral: return "messages cannot be built here; write a map: {'key': value}"
    case .macroVariable(let macro):
      return "the first argument of '\(macro)' names the variable, so it is a plain name"
    case .presenceArgument: return "'has' takes a field, as in has(a.b)"
    case .unclosed(let bracket): return "'\(bracket)' is not closed"
    }
  }

  private static func message(_ limit: Limit) -> String {
    switch limit {
    case .expressionBytes(let most): "the expression is longer than \(most) bytes"
    case .depth(let most): "the expression is nested more than \(most) deep"
    case .comprehensionNesting(let most): "more than \(most) macros lie inside each other"
    }
  }

  // MARK: Types

  private static func comparison(_ symbol: BinaryOperator, _ left: ValueType, _ right: ValueType) -> String {
    switch symbol {
    case .equal: "\(left) never equals \(right)"
    case .notEqual: "\(left) always differs from \(right)"
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn, .add, .subtract, .multiply, .divide,
      .remainder:
      "\(left) and \(right) have no order"
    }
  }

  private static func mismatch(_ expected: ValueType, _ found: ValueType, _ role: Role) -> String {
    switch role {
    case .result: "the expression must give \(expected), not \(found)"
    case .condition: "a condition is bool, not \(found)"
    case .operand(let symbol): "'\(symbol)' needs \(expected), not \(found)"
    case .optionalElement: "after '?' stands an optional, not \(found)"
    case .branch: "both branches must have one type, not \(expected) and \(found)"
    case .mapKey: "the key of a map is string, int, uint or bool, not \(found)"
    }
  }

  private static func source(of macro: String) -> String {
    macro.hasPrefix("opt") ? "an optional" : "a list or a map"
  }

  private static func call(_ function: String, _ isMethod: Bool, _ arguments: [ValueType]) -> String {
    let types = arguments.map(\.description)
    guard isMethod, let target = types.first else { return "\(function)(\(types.joined(separator: ", ")))" }
    return "\(target).\(function)(\(types.dropFirst().joined(separator: ", ")))"
  }

  private static func list(_ accepted: [String]) -> String {
    let shown = accepted.prefix(4).joined(separator: ", ")
    return accepted.count > 4 ? "\(shown) and \(accepted.count - 4) more" : shown
  }

  private static func counts(_ accepted: [Int]) -> String {
    let text = accepted.map(String.init).joined(separator: " or ")
    return accepted == [1] ? "1 argument" : "\(text) arguments"
  }
}
