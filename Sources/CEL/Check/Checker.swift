/// Finds the type of every part of an expression, and what cannot work before it is tried. A part that was
/// reported is of the type `error`, which fits everywhere, so that one mistake is one issue.
struct Checker {
  let environment: Environment
  var issues: [Issue] = []
  /// The slots of the variables that were met.
  var slots: Set<Int> = []
  var unification = Unification()
  var locals: [(name: String, type: ValueType)] = []
  var presence = PresenceFacts()
  /// The comprehensions around the part being checked.
  var nesting = 0

  init(_ environment: Environment, assuming: [Expression]) {
    self.environment = environment
    for expression in assuming {
      presence.add(established(by: expression, when: true))
    }
  }

  /// The type of the whole expression.
  mutating func check(_ expression: Expression, expecting: ValueType?) -> ValueType {
    let type = type(of: expression)
    if let expecting, !unification.assign(type, to: expecting) {
      let found = unification.resolve(type, closing: true)
      report(.mismatch(expected: expecting, found: found, role: .result), expression.span)
    }
    return unification.resolve(type, closing: true)
  }

  mutating func type(of expression: Expression) -> ValueType {
    let span = expression.span
    switch expression.kind {
    case .literal(let value): return Checker.type(ofLiteral: value)
    case .name(let text, let isAbsolute): return name(text, isAbsolute: isAbsolute, span)
    case .select(let operand, let field): return select(expression, operand, field)
    case .optionalSelect(let operand, let field): return optionalSelect(operand, field)
    case .presence(let operand, let field): return presenceTest(operand, field)
    case .index(let operand, let index): return self.index(operand, index, span)
    case .optionalIndex(let operand, let index): return optional(self.index(operand, index, span))
    case .call(let name, let arguments): return call(name, arguments, expression)
    case .method(let target, let name, let arguments): return method(target, name, arguments, expression)
    case .not(let operand):
      return expectBool(operand, role: .operand("!")) ? .bool : .error
    case .negate(let operand): return negate(operand, span)
    case .and(let operands): return chain(operands, when: true, "&&")
    case .or(let operands): return chain(operands, when: false, "||")
    case .conditional(let condition, let then, let otherwise): return conditional(condition, then, otherwise)
    case .binary(let symbol, let left, let right, _): return binary(symbol, left, right, span)
    case .list(let elements): return list(elements)
    case .map(let entries): return map(entries)
    case .comprehension(let macro): return comprehension(macro, span)
    case .invalid: return .error
    }
  }

  mutating func report(
    _ kind: Issue.Kind, _ span: Span, suggestion: String? = nil, severity: Issue.Severity = .error
  ) {
    guard issues.count < environment.limits.issues else { return }
    issues.append(Issue(kind, span, suggestion: suggestion, severity: severity))
  }

  /// The type with what is known of its variables filled in.
  mutating func openType(of expression: Expression) -> ValueType {
    let type = type(of: expression)
    return unification.resolve(type)
  }

  func resolved(_ type: ValueType) -> ValueType { unification.resolve(type, closing: true) }

  // MARK: Logic

  /// Each operand is reached only when those before it were true (`&&`) or false (`||`).
  private mutating func chain(_ operands: [Expression], when truth: Bool, _ symbol: String) -> ValueType {
    let mark = presence.mark
    for operand in operands {
      expectBool(operand, role: .operand(symbol))
      presence.add(established(by: operand, when: truth))
    }
    presence.drop(to: mark)
    return .bool
  }

  private mutating func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression
  ) -> ValueType {
    expectBool(condition, role: .condition)
    let mark = presence.mark
    presence.add(established(by: condition, when: true))
    let first = type(of: then)
    presence.drop(to: mark)
    presence.add(established(by: condition, when: false))
    let second = type(of: otherwise)
    presence.drop(to: mark)
    let both = unification.fresh()
    if unification.assign([first, second], to: [both, both]) { return unification.resolve(both) }
    report(.mismatch(expected: resolved(first), found: resolved(second), role: .branch), otherwise.span)
    return .error
  }

  @discardableResult
  mutating func expectBool(_ expression: Expression, role: Issue.Role) -> Bool {
    let type = type(of: expression)
    if type == .bool || unification.assign(type, to: .bool) { return true }
    report(.mismatch(expected: .bool, found: resolved(type), role: role), expression.span)
    return false
  }

  private mutating func negate(_ operand: Expression, _ span: Span) -> ValueType {
    let type = openType(of: operand)
    switch type {
    case .int, .double, .dyn, .error: return type
    case .variable:
      _ = unification.assign(type, to: .dyn)
      return .dyn
    default:
      report(.mismatch(expected: .int, found: type, role: .operand("-")), span)
      return .error
    }
  }

  // MARK: Literals

  static func type(ofLiteral value: Value) -> ValueType {
    switch value {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    default: .dyn
    }
  }

  private mutating func list(_ elements: [Expression.Element]) -> ValueType {
    var common: ValueType?
    for element in elements {
      let type = type(of: element.value)
      common = join(common, element.isOptional ? unwrapped(type, element.value.span) : type)
    }
    return .list(common ?? unification.fresh())
  }

  private mutating func map(_ entries: [Expression.Entry]) -> ValueType {
    var keys: ValueType?
    var values: ValueType?
    for entry in entries {
      keys = join(keys, keyType(entry.key))
      let type = type(of: entry.value)
      values = join(values, entry.isOptional ? unwrapped(type, entry.value.span) : type)
    }
    return .map(keys ?? unification.fresh(), values ?? unification.fresh())
  }

  private mutating func keyType(_ key: Expression) -> ValueType {
    let type = openType(of: key)
    switch type {
    case .bool, .int, .uint, .string, .dyn, .error, .variable: return type
    default:
      report(.mismatch(expected: .string, found: resolved(type), role: .mapKey), key.span)
      return .error
    }
  }

  /// The common type of elements; elements without one make a list of anything.
  private mutating func join(_ common: ValueType?, _ type: ValueType) -> ValueType {
    guard let common else { return type }
    if common == type, !type.isGeneric { return type }
    guard unification.assign(common, to: type) else { return .dyn }
    return unification.general(unification.resolve(common), unification.resolve(type))
  }

  /// What an optional element adds: the type inside the optional.
  private mutating func unwrapped(_ type: ValueType, _ span: Span) -> ValueType {
    let content = unification.fresh()
    if unification.assign(type, to: .optional(content)) { return unification.resolve(content) }
    report(.mismatch(expected: .optional(.dyn), found: resolved(type), role: .optionalElement), span)
    return .error
  }
}
