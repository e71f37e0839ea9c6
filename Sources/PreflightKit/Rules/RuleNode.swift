/// Reading a rule file's tree: a key in, what lies under it out, nothing where the key is absent.
import Document

extension YAMLNode {
  func items(of key: String) -> [YAMLNode] {
    value(for: key).map { Array($0.items) } ?? []
  }

  func entries(of key: String) -> [YAMLEntry] {
    value(for: key).map { Array($0.entries) } ?? []
  }

  func texts(of key: String) -> [String] {
    items(of: key).map(\.text)
  }

  /// The assertions of a rule: one, or a list of them that bring their own messages.
  var assertions: [(that: YAMLNode, message: String?)] {
    guard let node = value(for: "assert") else { return [] }
    guard node.kind == .sequence else { return [(node, nil)] }
    return node.items.compactMap { item in
      item.value(for: "that").map { ($0, item.value(for: "message")?.text) }
    }
  }

  /// The texts of a rule that may hold expressions, in `{{…}}`.
  var templates: [YAMLNode] {
    let single = ["message", "why", "remediation"].map { value(for: $0) }
    let evidence = value(for: "confirm")?.value(for: "evidence")
    let labels = items(of: "because").map { $0.value(for: "label") }
    let messages = items(of: "assert").map { $0.value(for: "message") }
    return (single + [evidence] + labels + messages).compactMap { $0 }
  }

  /// The paths of a rule: what is marked, and what a fix changes.
  var paths: [YAMLNode] {
    let labels = items(of: "because").map { $0.value(for: "at") }
    let changes = items(of: "fix").map { $0.value(for: "set") ?? $0.value(for: "remove") }
    return ([value(for: "at")] + labels + changes).compactMap { $0 }
  }
}
