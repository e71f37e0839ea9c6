/// A defect of a rule file, as data: what it is and where. RuleLintText has the words.
import Document

package struct RuleLintFinding: Sendable {
  package enum Kind: Sendable {
    case invalid(RuleFault)
    /// A comparison with a word that the key cannot have.
    case notAChoice(value: String, place: String, allowed: [String], meant: [String])
    /// A comparison with a number that the key cannot have.
    case outOfRange(value: String, place: String, lowest: String, highest: String)
    case emptyList
    case alwaysFalse
    /// Two parts of a condition that exclude each other.
    case contradiction(String, String)
    case alwaysTrue
    case untested(RuleCoverage.Way)
    case failingTest(name: String, RuleTestFailure)
    case longAssertion(count: Int)
    case noRemediation
    case fullStop
    case lineBreak
    /// A message that begins with the word for a severity.
    case severityWord(String)
    case emptyMessage
    case badAddress(String)
    case unusedParameter(String)
    case unusedVariable(String)
    case supersedesNothing(String, suggestion: String?)
    case supersedesItself
    /// An alias that no configuration can name.
    case badAlias(String)
    case circle([String])
    case duplicateID(String, other: String)
    case duplicateAlias(String, other: String)
  }

  package let kind: Kind
  package let file: String
  package let range: SourceRange
  /// Places that explain it.
  package let related: [RelatedPlace]

  package init(_ kind: Kind, file: String, range: SourceRange, related: [RelatedPlace] = []) {
    self.kind = kind
    self.file = file
    self.range = range
    self.related = related
  }

  package var check: RuleLintCheck {
    switch kind {
    case .invalid: .invalid
    case .notAChoice, .outOfRange, .emptyList, .alwaysFalse, .contradiction: .neverMatches
    case .alwaysTrue: .neverFails
    case .untested: .untestedBranch
    case .failingTest: .failingTest
    case .longAssertion: .longAssertion
    case .noRemediation: .remediation
    case .fullStop, .lineBreak, .severityWord, .emptyMessage: .message
    case .badAddress: .reference
    case .unusedParameter, .unusedVariable: .unusedName
    case .supersedesNothing, .supersedesItself, .badAlias: .deadID
    case .circle: .supersedingCircle
    case .duplicateID, .duplicateAlias: .duplicateID
    }
  }

  /// As every other finding, for the formats.
  var finding: Finding {
    Finding(
      rule: check.id, severity: check.severity, message: message,
      place: Place(file: file, document: 0, path: "", range: range), related: related, why: check.why,
      remediation: check.remediation)
  }
}
