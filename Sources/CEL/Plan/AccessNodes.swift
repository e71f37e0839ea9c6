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
    frame.value(at: slot) ?? failure(.unboundVariable(name))
  }
}

/// The variable of a comprehension.
final class LocalNode: Node {
  let index: Int

  init(index: Int, _ span: Span) {
    self.index = index
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value { frame[local: index] }
}

/// `a.b` on something that is no variable.
final class SelectNode: Node {
  let operand: Node
  let field: FieldName

  init(_ operand: Node, _ field: FieldName, _ span: Span) {
    self.operand = operand
    self.field = field
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    Access.select(operand.evaluate(&frame), field, at: span)
  }
}

/// `a.?b` on something that is no variable.
final class OptionalSelectNode: Node {
  let operand: Node
  let field: FieldName

  init(_ operand: Node, _ field: FieldName, _ span: Span) {
    self.operand = operand
    self.field = field
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    Access.optionalSelect(operand.evaluate(&frame), field, at: span)
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
    Access.isPresent(operand.evaluate(&frame), field, at: span)
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
    if case .unknown(let unknown) = key {
      guard case .map(let map) = container, unknown.text != nil else { return .unknown(unknown.withoutText) }
      guard frame.meter.charge(map.weight >> 3) else { return failure(.outOfSteps) }
      guard !map.entries.contains(where: { unknown.couldBe($0.key) }) else {
        return .unknown(unknown.withoutText)
      }
      return isOptional ? .optional(nil) : failure(.noSuchKey("a text that is known in parts"))
    }
    if case .optional(let value) = container {
      guard let value else { return container }
      return placed(Access.optional(Access.index(value, key)))
    }
    let element = Access.index(container, key)
    return placed(isOptional ? Access.optional(element) : element)
  }
}

/// Looking into containers.
enum Access {
  static func select(_ container: Value, _ field: FieldName, at span: Span) -> Value {
    switch container {
    case .map(let map): map[field] ?? failure(.noSuchKey("'\(field.text)'"), span)
    case .unknown, .error: container
    case .optional(let value): select(value, field).placed(span)
    default: notSelectable(container, field, span)
    }
  }

  /// The field as an optional, of a container that may be an optional itself.
  static func optionalSelect(_ container: Value, _ field: FieldName, at span: Span) -> Value {
    if case .optional(let value) = container { return select(value, field).placed(span) }
    return select(.some(container), field).placed(span)
  }

  /// Whether the key is there.
  static func isPresent(_ container: Value, _ field: FieldName, at span: Span) -> Value {
    switch container {
    case .map(let map): .bool(map[field] != nil)
    case .optional(nil): .bool(false)
    case .optional(.map(let map)?): .bool(map[field] != nil)
    case .optional(let value?) where !value.isKnown: value
    case .unknown, .error: container
    case .optional(let value?): notSelectable(value, field, span)
    default: notSelectable(container, field, span)
    }
  }

  private static func notSelectable(_ container: Value, _ field: FieldName, _ span: Span) -> Value {
    failure(.notSelectable(type: container.typeValue.name, field: field.text), span)
  }

  private static func failure(_ kind: EvaluationError.Kind, _ span: Span) -> Value {
    .error(EvaluationError(kind, range: span.range))
  }

  /// The field of an optional container, as an optional.
  private static func select(_ container: Value?, _ field: FieldName) -> Value {
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

extension Value {
  /// The value as it is; an error without a place also learns it.
  fileprivate func placed(_ span: Span) -> Value {
    guard case .error(let error) = self else { return self }
    return .error(error.at(span))
  }
}
