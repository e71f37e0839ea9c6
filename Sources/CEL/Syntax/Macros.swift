/// Calls that are not calls: `has(a.b)`, `list.all(x, …)` and their like become nodes of their own as they
/// are parsed.
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

/// A macro as the reference page shows it. Macros are part of the syntax; no library declares them.
package struct MacroForm: Sendable {
  /// How it is written.
  package let form: String
  /// What it does.
  package let documentation: String

  /// Every macro, in the order of the reference page.
  package static let all = [
    MacroForm(
      form: "has(a.b)", documentation: "Whether the field or key is there, be its value null or unknown."),
    MacroForm(
      form: "list.all(x, condition)",
      documentation: "Whether the condition holds for every element, or key of a map."),
    MacroForm(
      form: "list.exists(x, condition)", documentation: "Whether the condition holds for some element."),
    MacroForm(
      form: "list.exists_one(x, condition)",
      documentation: "Whether the condition holds for exactly one element; also written existsOne."),
    MacroForm(
      form: "list.filter(x, condition)", documentation: "The elements for which the condition holds."),
    MacroForm(form: "list.map(x, value)", documentation: "What the value is for each element."),
    MacroForm(
      form: "list.map(x, condition, value)",
      documentation: "What the value is for each element for which the condition holds."),
    MacroForm(
      form: "optional.optMap(x, value)", documentation: "An optional of the value, if the optional has one."),
    MacroForm(
      form: "optional.optFlatMap(x, optional)", documentation: "The other optional, if the first has a value."
    ),
  ]
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
