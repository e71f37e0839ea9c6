/// Every expression of a rule file with the node it stands in: a rule's tree in; parsed expressions with their places out.
import CEL
import Document

struct RuleParts {
  struct Part {
    enum Role: Hashable {
      case variable(String)
      case when
      /// An assertion by its index.
      case assertion(Int)
      /// Fixes, confirmations, paths and texts.
      case other
    }

    let role: Role
    let expression: Expression
    let node: YAMLNode
    /// Where in the node's text the expression begins, in UTF-8.
    let offset: Int

    /// A part of the expression in the file.
    func range(_ span: Range<Int>) -> TextRange {
      node.sourceRange(ofText: offset + span.lowerBound..<offset + span.upperBound)
    }
  }

  private(set) var parts: [Part] = []

  init(_ root: YAMLNode) {
    for entry in root.entries(of: "vars") { add(entry.value, .variable(entry.key.text)) }
    if let when = root.value(for: "when") { add(when, .when) }
    for (index, assertion) in root.assertions.enumerated() { add(assertion.that, .assertion(index)) }
    for step in root.items(of: "fix") { add(step.value(for: "to"), .other) }
    if let confirm = root.value(for: "confirm") {
      for entry in confirm.entries(of: "with") { add(entry.value, .other) }
      for key in ["confirmed_if", "refuted_if"] { add(confirm.value(for: key), .other) }
    }
    addTexts(root)
    addPaths(root)
  }

  /// The expressions under `vars`, by name.
  var variables: [String: Expression] {
    Dictionary(
      parts.compactMap { part in
        if case .variable(let name) = part.role { (name, part.expression) } else { nil }
      }, uniquingKeysWith: { $1 })
  }

  private mutating func addTexts(_ root: YAMLNode) {
    for node in root.templates {
      for case .expression(let text, let place) in Template(node.text).parts {
        add(text, .other, node, at: place.lowerBound)
      }
    }
  }

  /// What stands in brackets in paths.
  private mutating func addPaths(_ root: YAMLNode) {
    for node in root.paths {
      for case .computed(let text)? in (PathExpression(node.text)?.steps ?? []).map(Optional.some) {
        add(text, .other, node, at: 0)
      }
    }
  }

  private mutating func add(_ node: YAMLNode?, _ role: Part.Role) {
    guard let node else { return }
    add(node.text, role, node, at: 0)
  }

  private mutating func add(_ text: String, _ role: Part.Role, _ node: YAMLNode, at offset: Int) {
    let expression = RuleEnvironment.base.compile(text).expression
    parts.append(Part(role: role, expression: expression, node: node, offset: offset))
  }
}
