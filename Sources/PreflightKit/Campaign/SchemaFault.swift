/// What breaks the schema, as data: which key, which value, what would have been right. The words are in EngineText.
package import Document

package struct SchemaFault: Sendable, Hashable {
  package enum Kind: Error, Sendable, Hashable {
    case unknownKey(String, suggestion: Suggestion?, object: String)
    case missingKey(String, object: String)
    /// The key is there, but nothing is in it.
    case emptyKey(String)
    case wrongType(expected: Expectation, found: Found)
    /// A number outside its range; both as the user would write them.
    case outOfRange(value: String, lowest: String, highest: String)
    /// - Parameter meant: the choices that the value may stand for; several for `tls`, which programs use for two.
    case notAChoice(value: String, allowed: [String], meant: [Choice])
    case tooMany(count: Int, limit: Int)
  }

  /// What an unknown key was probably meant to be.
  package enum Suggestion: Sendable, Hashable {
    /// Another key of the object, or the way to one below it: `auth.username`.
    case key(String)
    /// The same key in another object; the way to that from the document, empty for the document itself.
    case elsewhere(String)
  }

  /// What the schema wants at a place.
  package enum Expectation: Sendable, Hashable {
    /// - Parameter fitting: entries, `mode: starttls`, each of which a scalar in its place may mean.
    case mapping(fitting: [String])
    case text, integer, number, boolean, duration, size, choice([String])
    case list(ofMappings: Bool)
  }

  /// What stands there instead.
  package enum Found: Sendable, Hashable {
    case nothing, mapping, list
    /// A scalar; nil when it must not be shown.
    case scalar(String?)
  }

  package let kind: Kind
  package let path: NodePath
  package let range: TextRange
  /// Where the value is written, when an alias or a merge key brought it here.
  package let definition: TextRange?

  package init(kind: Kind, path: NodePath, range: TextRange, definition: TextRange? = nil) {
    self.kind = kind
    self.path = path
    self.range = range
    self.definition = definition
  }
}
