/// The operators that need both operands: equality, order, membership, arithmetic. An error outweighs an
/// unknown here.
class BinaryNode: Node {
  final let left: Node
  final let right: Node

  init(_ left: Node, _ right: Node, _ span: Span) {
    self.left = left
    self.right = right
    super.init(span)
  }

  /// What the operands come to when one of them is an error or unknown; nil when both are known.
  @inline(__always)
  final func undecided(_ first: Value, _ second: Value) -> Value? {
    if first.isKnown && second.isKnown { return nil }
    return combined(first, second)
  }

  private final func combined(_ first: Value, _ second: Value) -> Value {
    switch (first, second) {
    case (.error, _): first
    case (_, .error): second
    case (.unknown(let first), .unknown(let second)): .unknown(first.union(second))
    case (.unknown(let unknown), _), (_, .unknown(let unknown)): .unknown(unknown.withoutText)
    default: second
    }
  }
}

/// `a == b` and `a != b`
final class EqualityNode: BinaryNode {
  let isNegated: Bool
  /// The right side, if it is a text that is the same in every frame; most comparisons are with one.
  private let word: String?

  init(_ left: Node, _ right: Node, isNegated: Bool, _ span: Span) {
    self.isNegated = isNegated
    if case .string(let text)? = right.constant { word = text } else { word = nil }
    super.init(left, right, span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let first = left.evaluate(&frame)
    if let word, case .string(let first) = first {
      return .bool(Text.areSame(first, word) != isNegated)
    }
    let second = right.evaluate(&frame)
    // What is asked most, apart: to look at both in one switch counts both.
    if case .string(let first) = first, case .string(let second) = second {
      return .bool(Text.areSame(first, second) != isNegated)
    }
    // Whether there is such a thing at all is asked often.
    if case .null = second, case .map = first { return .bool(isNegated) }
    return compared(first, second, &frame)
  }

  private func compared(_ first: Value, _ second: Value, _ frame: inout Frame) -> Value {
    switch (first, second) {
    case (.int(let first), .int(let second)):
      return .bool((first == second) != isNegated)
    case (.null, .null): return .bool(!isNegated)
    case (.string, .unknown), (.unknown, .string):
      let truth = Equality.compare(first, second)
      return (isNegated ? truth.negated : truth).value
    default:
      if let undecided = undecided(first, second) { return undecided }
      guard frame.meter.charge(for: first) else { return failure(.outOfSteps) }
      let truth = Equality.compare(first, second)
      return (isNegated ? truth.negated : truth).value
    }
  }
}

/// `a < b` and its kin
final class OrderingNode: BinaryNode {
  let symbol: BinaryOperator

  init(_ symbol: BinaryOperator, _ left: Node, _ right: Node, _ span: Span) {
    self.symbol = symbol
    super.init(left, right, span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let first = left.evaluate(&frame)
    let second = right.evaluate(&frame)
    if let undecided = undecided(first, second) { return undecided }
    guard let ordering = Ordering.compare(first, second) else {
      return noOverload(symbol.function, first, second)
    }
    switch symbol {
    case .less: return .bool(ordering == .less)
    case .lessOrEqual: return .bool(ordering == .less || ordering == .equal)
    case .greater: return .bool(ordering == .greater)
    case .greaterOrEqual: return .bool(ordering == .greater || ordering == .equal)
    case .equal, .notEqual, .isIn, .add, .subtract, .multiply, .divide, .remainder:
      return noOverload(symbol.function, first, second)
    }
  }
}

/// `a in b`: an element of a list, or a key of a map.
final class MembershipNode: BinaryNode {
  override func evaluate(_ frame: inout Frame) -> Value {
    let element = left.evaluate(&frame)
    let container = right.evaluate(&frame)
    if let undecided = undecided(element, container), !element.isPartialText || !container.isKnown {
      return undecided
    }
    switch container {
    case .list(let list):
      guard frame.meter.charge(list.weight >> 3) else { return failure(.outOfSteps) }
      return Equality.contains(list, element).value
    case .map(let map):
      guard case .unknown(let unknown) = element else { return .bool(map[element] != nil) }
      guard frame.meter.charge(map.weight >> 3) else { return failure(.outOfSteps) }
      return map.entries.contains { unknown.couldBe($0.key) } ? .unknown(unknown.withoutText) : .bool(false)
    default: return noOverload("@in", element, container)
    }
  }
}

/// `+ - * / %`
final class ArithmeticNode: BinaryNode {
  let symbol: BinaryOperator

  init(_ symbol: BinaryOperator, _ left: Node, _ right: Node, _ span: Span) {
    self.symbol = symbol
    super.init(left, right, span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let first = left.evaluate(&frame)
    let second = right.evaluate(&frame)
    if let undecided = undecided(first, second) {
      return symbol == .add ? Arithmetic.joined(first, second) ?? undecided : undecided
    }
    guard let result = Arithmetic.apply(symbol, first, second) else {
      return noOverload(symbol.function, first, second)
    }
    guard frame.meter.charge(for: result) else { return failure(.outOfSteps) }
    return placed(result)
  }
}

/// `-a`
final class NegateNode: Node {
  let operand: Node

  init(_ operand: Node, _ span: Span) {
    self.operand = operand
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let value = operand.evaluate(&frame)
    guard value.isKnown else { return value }
    return Arithmetic.negate(value).map(placed) ?? noOverload("-_", value)
  }
}
