/// Finds out what the type variables of an expression stand for. A binding is made only where a whole call fits; an
/// attempt that fails is undone.
struct Unification {
  private var bindings: [ValueType?] = []

  /// A type not known yet.
  mutating func fresh() -> ValueType {
    bindings.append(nil)
    return .variable(bindings.count - 1)
  }

  /// Whether values of the second type may stand where the first is wanted, in every pair or in none.
  mutating func assign(_ found: [ValueType], to wanted: [ValueType]) -> Bool {
    guard found.count == wanted.count else { return false }
    for index in found.indices where found[index] != wanted[index] || found[index].isGeneric {
      let before = bindings
      for later in index..<found.count {
        guard unify(found[later], wanted[later]) else {
          bindings = before
          return false
        }
      }
      return true
    }
    return true
  }

  mutating func assign(_ found: ValueType, to wanted: ValueType) -> Bool {
    let before = bindings
    if unify(found, wanted) { return true }
    bindings = before
    return false
  }

  /// The type with every variable replaced; an open variable stays open, or becomes `dyn` when `closing`.
  func resolve(_ type: ValueType, closing: Bool = false) -> ValueType {
    guard type.isGeneric else { return type }
    return type.mapping { part in
      guard case .variable(let index) = part else { return nil }
      if let bound = bindings[index] { return resolve(bound, closing: closing) }
      return closing ? .dyn : part
    }
  }

  /// The common type of two values that may stand for each other: the less specific of both.
  func general(_ first: ValueType, _ second: ValueType) -> ValueType {
    isAsGeneral(first, as: second) ? first : second
  }

  // MARK: Pairs

  private mutating func unify(_ first: ValueType, _ second: ValueType) -> Bool {
    if case .variable(let index) = second {
      let wasBound = bindings[index] != nil
      if bind(index, to: first) { return true }
      if wasBound { return false }
    }
    if case .variable(let index) = first { return bind(index, to: second) }
    if first.isDynamic || second.isDynamic { return true }
    if first == .null { return second.acceptsNull }
    if second == .null { return first.acceptsNull }
    return unifyParts(first, second)
  }

  private mutating func unifyParts(_ first: ValueType, _ second: ValueType) -> Bool {
    switch (first, second) {
    case (.list(let first), .list(let second)), (.optional(let first), .optional(let second)):
      return unify(first, second)
    case (.map(let firstKey, let firstValue), .map(let secondKey, let secondValue)):
      return unify(firstKey, secondKey) && unify(firstValue, secondValue)
    case (.type, .type): return true
    case (.opaque(let first, let some), .opaque(let second, let others)):
      return first == second && some.count == others.count && zip(some, others).allSatisfy { unify($0, $1) }
    default: return first == second
    }
  }

  /// Lets the variable stand for the type, or for what both have in common if it already stands for something.
  private mutating func bind(_ index: Int, to type: ValueType) -> Bool {
    if type == .variable(index) { return true }
    guard let bound = bindings[index] else {
      guard !occurs(index, in: type) else { return false }
      bindings[index] = type
      return true
    }
    if bound == type { return true }
    guard unify(type, bound) else { return false }
    let both = general(type, bound)
    if !occurs(index, in: both) { bindings[index] = both }
    return true
  }

  private func occurs(_ index: Int, in type: ValueType) -> Bool {
    switch type {
    case .variable(let other):
      if other == index { return true }
      guard let bound = bindings[other] else { return false }
      return occurs(index, in: bound)
    case .list(let element), .optional(let element), .type(let element): return occurs(index, in: element)
    case .map(let key, let value): return occurs(index, in: key) || occurs(index, in: value)
    case .opaque(_, let parameters): return parameters.contains { occurs(index, in: $0) }
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .object,
      .parameter,
      .error:
      return false
    }
  }

  private func isAsGeneral(_ first: ValueType, as second: ValueType) -> Bool {
    if first.isDynamic || isVariable(first) { return true }
    if second == .null { return true }
    if second.isDynamic || isVariable(second) { return false }
    switch (first, second) {
    case (.list(let first), .list(let second)), (.optional(let first), .optional(let second)):
      return isAsGeneral(first, as: second)
    case (.map(let firstKey, let firstValue), .map(let secondKey, let secondValue)):
      return isAsGeneral(firstKey, as: secondKey) && isAsGeneral(firstValue, as: secondValue)
    case (.type, .type): return true
    case (.opaque(let first, let some), .opaque(let second, let others)):
      return first == second && some.count == others.count
        && zip(some, others).allSatisfy { isAsGeneral($0, as: $1) }
    default: return first == second
    }
  }

  private func isVariable(_ type: ValueType) -> Bool {
    if case .variable = type { return true }
    return false
  }
}
