/// The conditions of a rule file: its expressions in; what can never match, never fail, or cannot be taken in at a
/// glance, out.
import CEL
import Document

extension RuleLintDesk {
  private static let longestAssertion = 100

  mutating func checkConditions(_ parts: RuleParts) {
    let comparisons = ComparisonCheck(SubjectFinder(variables: parts.variables))
    for part in parts.parts {
      let before = findings.count
      for defect in comparisons.defects(in: part.expression) { note(defect.kind, part.range(defect.range)) }
      checkContradictions(part.expression, part)
      let isClean = findings.count == before
      switch part.role {
      case .when:
        if isClean, ConstantTruth.of(part.expression) == false { note(.alwaysFalse, part.node.range) }
      case .assertion:
        if isClean, ConstantTruth.of(part.expression) == true { note(.alwaysTrue, part.node.range) }
        let count = part.node.text.unicodeScalars.count
        if count > Self.longestAssertion { note(.longAssertion(count: count), part.node.range) }
      case .variable, .other: break
      }
    }
  }

  private mutating func checkContradictions(_ expression: Expression, _ part: RuleParts.Part) {
    if case .and(let operands) = expression.kind,
      let (first, second) = ConstantTruth.contradiction(among: operands)
    {
      note(
        .contradiction(first.unparsed, second.unparsed), part.range(second.span.range),
        because: ("excludes it", part.range(first.span.range)))
    }
    for inner in expression.parts { checkContradictions(inner, part) }
  }
}
