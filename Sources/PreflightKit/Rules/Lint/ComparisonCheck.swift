/// Comparisons that no campaign can satisfy: an expression in; each with its place out.
import CEL

struct ComparisonCheck {
  typealias Defect = (kind: RuleLintFinding.Kind, range: Range<Int>)

  private let finder: SubjectFinder

  init(_ finder: SubjectFinder) {
    self.finder = finder
  }

  func defects(in expression: Expression) -> [Defect] {
    let inner = expression.binder.map { ComparisonCheck(finder.inside($0)) } ?? self
    return own(expression) + expression.parts.flatMap(inner.defects)
  }

  private func own(_ expression: Expression) -> [Defect] {
    guard case .binary(let relation, let left, let right, _) = expression.kind else { return [] }
    switch relation {
    case .equal, .notEqual: return equality(left, right)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return order(relation, left, right, expression)
    case .isIn: return membership(left, right, expression)
    case .add, .subtract, .multiply, .divide, .remainder: return []
    }
  }

  private func equality(_ left: Expression, _ right: Expression) -> [Defect] {
    if let subject = finder.subject(of: left) { return defect(of: right, comparedWith: subject) }
    if let subject = finder.subject(of: right) { return defect(of: left, comparedWith: subject) }
    return []
  }

  private func membership(_ left: Expression, _ right: Expression, _ whole: Expression) -> [Defect] {
    switch right.kind {
    case .list(let elements) where elements.isEmpty: return [(.emptyList, whole.span.range)]
    case .list:
      guard let subject = finder.subject(of: left) else { return [] }
      return right.parts.flatMap { defect(of: $0, comparedWith: subject) }
    default:
      // `'x' in list`: an element of the list is compared.
      guard let list = finder.subject(of: right), case .list(let element, _) = list.shape else { return [] }
      return defect(of: left, comparedWith: Subject(shape: element, path: list.path + "[…]"))
    }
  }

  private func defect(of literal: Expression, comparedWith subject: Subject) -> [Defect] {
    guard case .literal(let value) = literal.kind, !subject.fallbacks.contains(literal.unparsed) else {
      return []
    }
    switch value {
    case .string(let word):
      guard let choices = subject.choices, !choices.contains(where: { $0.value == word }) else { return [] }
      let kind = RuleLintFinding.Kind.notAChoice(
        value: word, place: subject.path, allowed: choices.map(\.value),
        meant: choices.meant(by: word).map(\.value))
      return [(kind, literal.span.range)]
    case .int(let number):
      guard let range = subject.range, !range.contains(Int(number)) else { return [] }
      return [(outOfRange(number, subject, range), literal.span.range)]
    default: return []
    }
  }

  /// `port > 65535`, `port >= 0`: true of every value or of none.
  private func order(
    _ relation: BinaryOperator, _ left: Expression, _ right: Expression, _ whole: Expression
  ) -> [Defect] {
    let isTurned = finder.subject(of: left) == nil
    let (place, literal) = isTurned ? (right, left) : (left, right)
    guard let subject = finder.subject(of: place), let range = subject.range,
      case .literal(.int(let number)) = literal.kind
    else { return [] }
    let fallbacks = subject.fallbacks.map(Int.init)
    guard !fallbacks.contains(nil) else { return [] }
    let bounds = [range.lowerBound, range.upperBound] + fallbacks.compactMap(\.self)
    let holds = bounds.map { bound in
      isTurned ? relation.holds(Int(number), bound) : relation.holds(bound, Int(number))
    }
    guard Set(holds).count == 1 else { return [] }
    return [(outOfRange(number, subject, range), whole.span.range)]
  }

  private func outOfRange(_ number: Int64, _ subject: Subject, _ range: ClosedRange<Int>)
    -> RuleLintFinding.Kind
  {
    .outOfRange(
      value: String(number), place: subject.path, lowest: String(range.lowerBound),
      highest: String(range.upperBound))
  }
}

extension BinaryOperator {
  fileprivate func holds(_ left: Int, _ right: Int) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    case .notEqual: left != right
    case .isIn, .add, .subtract, .multiply, .divide, .remainder: false
    }
  }
}
