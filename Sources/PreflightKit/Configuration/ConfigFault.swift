/// A mistake in a configuration file, as data: where it is and what it is. ConfigFaultText has the words.
package import CEL
package import Document

package struct ConfigFault: Sendable {
  package enum Kind: Sendable {
    case notYAML(Fault)
    /// Something behind `---`, which would set nothing.
    case secondDocument
    /// An unknown key, a wrong type or word.
    case form(SchemaFault)
    case unknownProfile(String, suggestion: String?)
    case unknownRule(String, suggestion: String?)
    /// The engine's own diagnostics have one severity for all.
    case engineRule(String)
    case unknownParameter(String, rule: String, known: [String], suggestion: String?)
    case badParameter(String, rule: String, type: ValueType)
    case badRequirement(String)
    /// This version is not one that the file is for.
    case wrongVersion(required: String, actual: String)
    /// A file that is built on itself.
    case circle(String)
    case unreadable(String, reason: String)
  }

  package let kind: Kind
  package let place: ConfigPlace

  package init(_ kind: Kind, at place: ConfigPlace) {
    self.kind = kind
    self.place = place
  }
}
