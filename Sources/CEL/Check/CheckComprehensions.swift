/// The macros: what their variable is, and what they make.
extension Checker {
  mutating func comprehension(_ macro: Comprehension, _ span: Span) -> ValueType {
    let source = openType(of: macro.source)
    guard nesting < environment.limits.nesting else {
      report(.limit(.comprehensionNesting(environment.limits.nesting)), macro.name.span)
      return .error
    }
    let isOptional = macro.macro == .optMap || macro.macro == .optFlatMap
    let element = isOptional ? content(source, macro) : element(source, macro)
    nesting += 1
    let mark = presence.mark
    presence.add(inherited(from: macro.source))
    locals.append((macro.variable.text, element))
    let result = body(macro, element)
    locals.removeLast()
    presence.drop(to: mark)
    nesting -= 1
    return result
  }

  private mutating func body(_ macro: Comprehension, _ element: ValueType) -> ValueType {
    if let predicate = macro.predicate {
      expectBool(predicate, role: .operand(macro.name.text))
      presence.add(established(by: predicate, when: true))
    }
    let transformed = macro.transform.map { type(of: $0) }
    switch macro.macro {
    case .all, .exists, .existsOne: return .bool
    case .filter: return .list(element)
    case .map: return .list(transformed ?? .dyn)
    case .optMap: return .optional(transformed ?? .dyn)
    case .optFlatMap: return flat(transformed ?? .dyn, macro)
    }
  }

  /// What a macro visits: the elements of a list, the keys of a map.
  private mutating func element(_ source: ValueType, _ macro: Comprehension) -> ValueType {
    switch source {
    case .list(let element): return unification.resolve(element)
    case .map(let key, _): return unification.resolve(key)
    case .dyn, .error: return source
    case .variable:
      _ = unification.assign(source, to: .dyn)
      return .dyn
    default:
      report(.notIterable(resolved(source), macro: macro.name.text), macro.source.span)
      return .error
    }
  }

  private mutating func content(_ source: ValueType, _ macro: Comprehension) -> ValueType {
    let content = unification.fresh()
    if unification.assign(source, to: .optional(content)) { return unification.resolve(content) }
    report(.notIterable(resolved(source), macro: macro.name.text), macro.source.span)
    return .error
  }

  private mutating func flat(_ type: ValueType, _ macro: Comprehension) -> ValueType {
    let content = unification.fresh()
    if unification.assign(type, to: .optional(content)) { return .optional(unification.resolve(content)) }
    let span = macro.transform?.span ?? macro.name.span
    report(.mismatch(expected: .optional(.dyn), found: resolved(type), role: .optionalElement), span)
    return .error
  }

  /// In `list.filter(x, has(x.a)).all(y, …)` every `y` has an `a`. Both variables have the same depth, hence paths.
  private mutating func inherited(from source: Expression) -> [String] {
    guard case .comprehension(let inner) = source.kind, inner.macro == .filter,
      let predicate = inner.predicate
    else { return [] }
    locals.append((inner.variable.text, .dyn))
    defer { locals.removeLast() }
    return established(by: predicate, when: true)
  }
}
