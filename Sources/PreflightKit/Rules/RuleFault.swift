/// A mistake in a rule file, as data: where it is and what it is. RuleFaultText has the words.
package import CEL
package import Document

package struct RuleFault: Error, Sendable {
  package enum Kind: Sendable {
    case notYAML(Fault)
    /// Something behind `---`, which nobody would judge by.
    case secondDocument
    case notARule
    /// An unknown key, a missing one, a wrong type or word.
    case form(SchemaFault)
    case badID(String)
    case idDiffersFromFile(id: String, expected: String)
    case duplicateID(String, other: String)
    case missingKey(String)
    case expression(Issue)
    case badPath(String, suggestion: String?)
    case badType(String)
    /// Neither `set` with `to` nor `remove`, or both.
    case badFix
    case unclosedTemplate
    /// No test expects this outcome.
    case untested(missing: String)
    case unknownFact(String, suggestion: String?)
    case unknownRule(String, suggestion: String?)
    /// What the engine itself finds.
    case supersedesEngine(String)
    /// The rules on the way from one back to itself, the one first; alone if it names itself.
    case supersedingCircle([String])
    /// A variable reads itself, or one that is written further down.
    case laterVariable(String)
    case badDefault(parameter: String, type: ValueType)
  }

  package let kind: Kind
  package let file: String
  package let range: SourceRange

  package init(kind: Kind, file: String, range: SourceRange) {
    self.kind = kind
    self.file = file
    self.range = range
  }
}
