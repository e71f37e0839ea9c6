/// Names, fields and elements.
extension Checker {
  mutating func name(_ text: String, isAbsolute: Bool, _ span: Span) -> ValueType {
    if !isAbsolute, let local = locals.last(where: { $0.name == text }) { return local.type }
    if let identifier = environment.identifier(text, isAbsolute: isAbsolute) { return type(of: identifier) }
    report(.undeclaredName(text), span, suggestion: suggestion(forName: text))
    return .error
  }

  private mutating func type(of identifier: Environment.Identifier) -> ValueType {
    switch identifier {
    case .variable(let slot):
      slots.insert(slot)
      return environment.variables[slot].type
    case .type(let type): return .type(type)
    }
  }

  // MARK: Fields

  mutating func select(_ expression: Expression, _ operand: Expression, _ field: Name) -> ValueType {
    if let chain = environment.qualifiedName(of: expression, locals: isLocal),
      let identifier = environment.identifier(chain.text, isAbsolute: chain.isAbsolute)
    {
      return type(of: identifier)
    }
    if let missing = undeclaredMember(expression, operand, field) { return missing }
    let container = openType(of: operand)
    if case .optional(let inner) = container {
      return optional(fieldType(field, of: unification.resolve(inner)))
    }
    let type = fieldType(field, of: container)
    if isOptionalField(field, of: container) { requireGuard(operand, field, expression.span) }
    return type
  }

  /// `vars.moed` where only `vars.mode` is declared: the whole is the mistake, not `vars`.
  private mutating func undeclaredMember(
    _ expression: Expression, _ operand: Expression, _ field: Name
  ) -> ValueType? {
    guard case .name(let root, let isAbsolute) = operand.kind, isAbsolute || !isLocal(root),
      environment.qualifiedRoots.contains(root), environment.identifier(root, isAbsolute: isAbsolute) == nil
    else { return nil }
    let prefix = "\(root).\(field.text)."
    if environment.variables.contains(where: { $0.name.hasPrefix(prefix) }) || root == "google" { return nil }
    let text = "\(root).\(field.text)"
    report(.undeclaredName(text), expression.span, suggestion: suggestion(forName: text))
    return .error
  }

  mutating func optionalSelect(_ operand: Expression, _ field: Name) -> ValueType {
    let container = openType(of: operand)
    if case .optional(let inner) = container {
      return optional(fieldType(field, of: unification.resolve(inner)))
    }
    return optional(fieldType(field, of: container))
  }

  mutating func presenceTest(_ operand: Expression, _ field: Name) -> ValueType {
    var container = openType(of: operand)
    if case .optional(let inner) = container { container = unification.resolve(inner) }
    _ = fieldType(field, of: container)
    return .bool
  }

  /// An optional of the type; an optional stays as it is.
  func optional(_ type: ValueType) -> ValueType {
    switch type {
    case .optional, .error: type
    default: .optional(type)
    }
  }

  private mutating func fieldType(_ field: Name, of container: ValueType) -> ValueType {
    switch container {
    case .dyn, .error: return container
    case .variable:
      _ = unification.assign(container, to: .dyn)
      return .dyn
    case .map(_, let value): return value
    case .object(let name): return fieldType(field, ofObject: name)
    default:
      let isFunction = environment.functions[field.text] != nil
      report(.notSelectable(container), field.span, suggestion: isFunction ? "\(field.text)()" : nil)
      return .error
    }
  }

  private mutating func fieldType(_ field: Name, ofObject name: String) -> ValueType {
    guard let object = environment.objects[name] else { return .dyn }
    if let declared = object.field(field.text) { return declared.type }
    let isFunction = environment.functions[field.text] != nil
    let near = nearest(to: field.text, among: object.fields.map(\.name))
    let suggestion = near ?? (isFunction ? "\(field.text)()" : nil)
    report(.unknownField(field.text, of: .object(name)), field.span, suggestion: suggestion)
    return .error
  }

  func isLocal(_ name: String) -> Bool {
    locals.contains { $0.name == name }
  }

  // MARK: Optional fields

  private func isOptionalField(_ field: Name, of container: ValueType) -> Bool {
    guard case .object(let name) = container else { return false }
    return environment.objects[name]?.field(field.text)?.isOptional ?? false
  }

  /// An optional field may be read only where something says that it is there. Each path is reported once.
  private mutating func requireGuard(_ operand: Expression, _ field: Name, _ span: Span) {
    guard let severity = environment.unguardedOptional else { return }
    let path = path(of: operand).map { "\($0).\(field.text)" }
    if let path, presence.contains(path) { return }
    if let path { presence.note(path) }
    let written = operand.unparsed + "." + field.text
    report(.unguardedOptional(path: written), span, suggestion: "has(\(written))", severity: severity)
  }

  // MARK: Elements

  mutating func index(_ operand: Expression, _ index: Expression, _ span: Span) -> ValueType {
    let container = openType(of: operand)
    let key = type(of: index)
    if case .optional(let inner) = container {
      return optional(elementType(unification.resolve(inner), key, index, span))
    }
    if case .object = container, case .literal(.string(let field)) = index.kind {
      let name = Name(field, index.span)
      let type = fieldType(name, of: container)
      if isOptionalField(name, of: container) { requireGuard(operand, name, span) }
      return type
    } else if case .object = container {
      return unification.assign(key, to: .string) ? .dyn : notIndexable(container, key, index)
    }
    return elementType(container, key, index, span)
  }

  private mutating func elementType(
    _ container: ValueType, _ key: ValueType, _ index: Expression, _ span: Span
  ) -> ValueType {
    switch container {
    case .dyn, .error: return container
    case .variable:
      _ = unification.assign(container, to: .dyn)
      return .dyn
    case .list(let element):
      return unification.assign(key, to: .int) ? element : notIndexable(container, key, index)
    case .map(let wanted, let value):
      return unification.assign(key, to: wanted) ? value : notIndexable(container, key, index)
    default: return notIndexable(container, key, index)
    }
  }

  private mutating func notIndexable(
    _ container: ValueType, _ key: ValueType, _ index: Expression
  ) -> ValueType {
    report(.notIndexable(resolved(container), by: resolved(key)), index.span)
    return .error
  }
}
