/// The shape of what embed-rules writes: every file under rules/, and the parts of it that a start-up needs.
import CEL
import Document

struct EmbeddedFile: Sendable {
  /// Below rules/, such as `checks/port/missing.yaml`.
  let path: String
  let text: String
  /// Its document, as the build has read it; nil for a file that is no YAML, or one that a build cannot keep.
  let document: EmbeddedDocument?

  var source: SourceText { SourceText(name: path, bytes: Array(text.utf8)) }

  /// The root of its document.
  var root: YAMLNode? {
    guard let document else { return YAMLStream(parsing: source).documents.first?.root }
    return PreparedDocument.root(
      EmbeddedRules.documents, at: document.place, texts: document.texts, source: source)
  }
}

/// A document's place among all, and the texts in it that are not written as they read.
struct EmbeddedDocument: Sendable {
  let place: Int
  let texts: String
}

struct EmbeddedRule: Sendable {
  let path: String
  let aliases: [String]
  let logic: RuleLogic
  let trees: RuleTrees
}

/// A rule's expressions as syntax trees: of each variable its place among all variables, of the others their places
/// among the trees.
struct RuleTrees: Sendable {
  /// The rule's number among the built-in ones.
  let rule: Int
  let variables: [Int]
  let when: Int?
  let assertions: [Int]
}

/// A variable of one or more rules.
struct EmbeddedVariable: Sendable {
  let tree: Int
  let readsParameters: Bool
}

/// A parameter's default, still to be read by its type.
struct EmbeddedParameter: Sendable {
  let name: String
  let type: ValueType
  let value: WrittenParameter
}

/// How a profile sets a rule up, as it is written.
struct EmbeddedSetup: Sendable {
  let rule: String
  let value: WrittenParameter
}

struct EmbeddedProvider: Sendable {
  let path: String
  let id: String
  let hosts: [String]
}

extension EmbeddedRules {
  /// The text of a file under rules/.
  static func text(of path: String) -> String? { file(path)?.text }

  /// Files are sorted by path.
  static func file(_ path: String) -> EmbeddedFile? {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    guard low < files.count, files[low].path == path else { return nil }
    return files[low]
  }
}
