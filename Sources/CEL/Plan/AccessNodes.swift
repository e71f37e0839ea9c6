/// Constants, variables, and the ways into maps, lists and optionals.
final class ConstantNode: Node {
  let value: Value

  init(_ value: Value, _ span: Span) {
    self.value = value
    super.init(span)
  }

  override var constant: Value? { value }

  override func evaluate(_ frame: inout Frame) -> Value { value }
}

/// A step that always fails, such as a name that nothing declares: an error only where it is reached.
final class FailureNode: Node {
  let error: EvaluationError

  init(_ kind: EvaluationError.Kind, _ span: Span) {
    error = EvaluationError(kind, range: span.range)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value { .error(error) }
}

/// A variable of the environment.
final class VariableNode: Node {
  let slot: Int
  let name: String

  init(slot: Int, name: String, _ span: Span) {
    self.slot = slot
    self.name = name
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    frame.bindings[slot] ?? failure(.unboundVariable(name))
  }
}

/// The variable of a comprehension.
final class LocalNode: Node {
  let index: Int

  init(index: Int, _ span: Span) {
    self.index = index
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value { frame.locals[index] }
}

/// `a.b`
final class SelectNode: Node {
  let operand: Node
  let field: FieldName

  init(_ operand: Node, _ field: String, _ span: Span) {
    self.operand = operand
    self.field = FieldName(field)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let container = operand.evaluate(&frame)
    switch container {
    case .map(let map): return map[field] ?? failure(.noSuchKey("'\(field.text)'"))
    case .unknown, .error: return container
    case .optional(let value): return placed(Access.select(value, field))
    default: return failure(.notSelectable(type: container.typeValue.name, field: field.text))
    }
  }
}

/// `a.?b`
final class OptionalSelectNode: Node {
  let operand: Node
  let field: FieldName

  init(_ operand: Node, _ field: String, _ span: Span) {
    self.operand = operand
    self.field = FieldName(field)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let container = operand.evaluate(&frame)
    if case .optional(let value) = container { return placed(Access.select(value, field)) }
    return placed(Access.select(container, field))
  }
}

/// `has(a.b)`: whether the key is there. Its value may well be unknown.
final class PresenceNode: Node {
  let operand: Node
  let field: FieldName

  init(_ operand: Node, _ field: String, _ span: Span) {
    self.operand = operand
    self.field = FieldName(field)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    var container = operand.evaluate(&frame)
    if case .optional(let value) = container {
      guard let value else { return .bool(false) }
      container = value
    }
    switch container {
    case .map(let map): return .bool(map[field] != nil)
    case .unknown, .error: return container
    default: return failure(.notSelectable(type: container.typeValue.name, field: field.text))
    }
  }
}

/// `a[b]` and `a[?b]`
final class IndexNode: Node {
  let operand: Node
  let index: Node
  let isOptional: Bool

  init(_ operand: Node, _ index: Node, isOptional: Bool, _ span: Span) {
    self.operand = operand
    self.index = index
    self.isOptional = isOptional
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let container = operand.evaluate(&frame)
    let key = index.evaluate(&frame)
    if case .error = container { return container }
    if case .error = key { return key }
    if case .unknown(let unknown) = container {
      guard case .unknown(let other) = key else { return container }
      return .unknown(unknown.union(other))
    }
    if case .unknown = key { return key }
    if case .optional(let value) = container {
      guard let value else { return container }
      return placed(Access.optional(Access.index(value, key)))
    }
    let element = Access.index(container, key)
    return placed(isOptional ? Access.optional(element) : element)
  }
}

/// Looking into containers, without a place.
private enum Access {
  /// The field of an optional container, as an optional.
  static func select(_ container: Value?, _ field: FieldName) -> Value {
    switch container {
    case nil: .optional(nil)
    case .map(let map): .optional(map[field])
    case .unknown(let unknown): .unknown(unknown)
    case .error(let error): .error(error)
    case .optional(let inner): select(inner, field)
    case .some(let other): .failure(.notSelectable(type: other.typeValue.name, field: field.text))
    }
  }

  /// An element, or the error that says why there is none.
  static func index(_ container: Value, _ key: Value) -> Value {
    switch container {
    case .list(let list):
      guard case .int(let position)? = MapKey(key), key.typeValue != .bool else {
        return unfit(container, key)
      }
      guard let index = Int(exactly: position), index >= 0, index < list.count else {
        return .failure(.indexOutOfRange(position, count: list.count))
      }
      return list[index]
    case .map(let map):
      return map[key] ?? .failure(.noSuchKey(key.literalText))
    case .unknown: return container
    default: return unfit(container, key)
    }
  }

  private static func unfit(_ container: Value, _ key: Value) -> Value {
    let types = [container.typeValue.name, key.typeValue.name]
    return .failure(.noSuchOverload(function: "_[_]", arguments: types))
  }

  /// What is missing becomes an absent optional; other errors stay.
  static func optional(_ element: Value) -> Value {
    guard case .error(let error) = element else { return .optional(element) }
    switch error.kind {
    case .noSuchKey, .indexOutOfRange: return .optional(nil)
    default: return element
    }
  }
}
