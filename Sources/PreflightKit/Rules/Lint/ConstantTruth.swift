/// Conditions that do not depend on the campaign: an expression in; whether it is true or false for all of them, and
/// which parts exclude each other, out. Only what can be seen without knowing values.
import CEL

enum ConstantTruth {
  /// nil: it depends.
  static func of(_ expression: Expression) -> Bool? {
    switch expression.kind {
    case .literal(.bool(let flag)): flag
    case .not(let operand): of(operand).map { !$0 }
    case .and(let operands): all(operands)
    case .or(let operands): any(operands)
    case .conditional(let condition, let then, let otherwise):
      of(condition).flatMap { of($0 ? then : otherwise) }
    case .binary(let relation, let left, let right, _): comparison(relation, left, right)
    default: nil
    }
  }

  private static func all(_ operands: [Expression]) -> Bool? {
    let values = operands.map(of)
    if values.contains(false) || contradiction(among: operands) != nil { return false }
    return values.allSatisfy { $0 == true } ? true : nil
  }

  private static func any(_ operands: [Expression]) -> Bool? {
    let values = operands.map(of)
    if values.contains(true) || saysBoth(operands) { return true }
    return values.allSatisfy { $0 == false } ? false : nil
  }

  private static func comparison(_ relation: BinaryOperator, _ left: Expression, _ right: Expression) -> Bool?
  {
    if relation == .isIn, case .list(let elements) = right.kind, elements.isEmpty { return false }
    guard relation == .equal || relation == .notEqual else { return nil }
    let isSame = left.unparsed == right.unparsed
    if !isSame {
      guard case .literal(let first) = left.kind, case .literal(let second) = right.kind,
        first.isText == second.isText
      else { return nil }
    }
    return isSame == (relation == .equal)
  }

  /// `a || !a`
  private static func saysBoth(_ operands: [Expression]) -> Bool {
    let texts = Set(operands.map(\.unparsed))
    return operands.contains { operand in
      if case .not(let inner) = operand.kind { texts.contains(inner.unparsed) } else { false }
    }
  }

  /// Two conditions of a conjunction that never hold together.
  static func contradiction(among operands: [Expression]) -> (Expression, Expression)? {
    for (index, first) in operands.enumerated() {
      for second in operands[(index + 1)...] where exclude(first, second) { return (first, second) }
    }
    return nil
  }

  private static func exclude(_ first: Expression, _ second: Expression) -> Bool {
    if case .not(let inner) = first.kind, inner.unparsed == second.unparsed { return true }
    if case .not(let inner) = second.kind, inner.unparsed == first.unparsed { return true }
    guard let one = Constraint(first), let other = Constraint(second), one.subject == other.subject else {
      return false
    }
    return one.excludes(other)
  }
}

/// What one comparison with literals leaves possible.
private struct Constraint {
  let subject: String
  /// Literals that the subject must be among; nil: any.
  private var allowed: Set<String>?
  private var forbidden: Set<String> = []
  private var low = Int64.min
  private var high = Int64.max

  init?(_ expression: Expression) {
    guard case .binary(let relation, let left, let right, _) = expression.kind else { return nil }
    subject = left.unparsed
    switch (relation, right.kind) {
    case (.equal, .literal): allowed = [right.unparsed]
    case (.notEqual, .literal): forbidden = [right.unparsed]
    case (.isIn, .list):
      guard right.parts.allSatisfy(\.isLiteral) else { return nil }
      allowed = Set(right.parts.map(\.unparsed))
    case (.less, .literal(.int(let number))): high = number &- 1
    case (.lessOrEqual, .literal(.int(let number))): high = number
    case (.greater, .literal(.int(let number))): low = number &+ 1
    case (.greaterOrEqual, .literal(.int(let number))): low = number
    default: return nil
    }
  }

  func excludes(_ other: Constraint) -> Bool {
    if max(low, other.low) > min(high, other.high) { return true }
    guard let words = allowed ?? other.allowed else { return false }
    let both = words.intersection(other.allowed ?? words).intersection(allowed ?? words)
    return both.allSatisfy { word in
      forbidden.contains(word) || other.forbidden.contains(word)
        || Int64(word).map { $0 < max(low, other.low) || $0 > min(high, other.high) } ?? false
    }
  }
}

extension Expression {
  fileprivate var isLiteral: Bool {
    if case .literal = kind { true } else { false }
  }
}

extension Value {
  fileprivate var isText: Bool {
    if case .string = self { true } else { false }
  }
}
