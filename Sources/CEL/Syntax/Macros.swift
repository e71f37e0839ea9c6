/// Calls that are not calls: `has(a.b)`, `list.all(x, …)` and their like become nodes of their own as they are parsed.
extension Parser {
  mutating func expandCall(_ name: Name, _ arguments: [Expression], _ span: Span) -> Expression {
    guard hasMacros, name.text == "has", arguments.count == 1 else {
      return make(.call(name, arguments), span, in: arguments)
    }
    guard case .select(let operand, let field) = arguments[0].kind else {
      if case .invalid = arguments[0].kind { return Expression(.invalid, span) }
      report(.syntax(.presenceArgument), arguments[0].span)
      return Expression(.invalid, span)
    }
    return make(.presence(operand, field), span, operand)
  }

  mutating func expandMethod(
    _ target: Expression, _ name: Name, _ arguments: [Expression], _ span: Span
  ) -> Expression {
    let isComplete = arguments.count == 2 || (arguments.count == 3 && name.text == "map")
    guard hasMacros, isComplete, let macro = Comprehension.Macro(name: name.text) else {
      return make(.method(target, name, arguments), span, in: [target] + arguments)
    }
    guard case .name(let variable, isAbsolute: false) = arguments[0].kind else {
      if case .invalid = arguments[0].kind { return Expression(.invalid, span) }
      report(.syntax(.macroVariable(macro: name.text)), arguments[0].span)
      return Expression(.invalid, span)
    }
    let isTransform = macro == .map || macro == .optMap || macro == .optFlatMap
    let comprehension = Comprehension(
      macro: macro, name: name, source: target, variable: Name(variable, arguments[0].span),
      predicate: isTransform ? (arguments.count == 3 ? arguments[1] : nil) : arguments[1],
      transform: isTransform ? arguments[arguments.count - 1] : nil)
    return make(.comprehension(comprehension), span, in: [target] + arguments)
  }

  private func make(_ kind: Expression.Kind, _ span: Span, in children: [Expression]) -> Expression {
    Expression(kind, span, height: children.reduce(0) { max($0, $1.height) } + 1)
  }
}

extension Comprehension.Macro {
  init?(name: String) {
    switch name {
    case "all": self = .all
    case "exists": self = .exists
    case "exists_one", "existsOne": self = .existsOne
    case "filter": self = .filter
    case "map": self = .map
    case "optMap": self = .optMap
    case "optFlatMap": self = .optFlatMap
    default: return nil
    }
  }
}
