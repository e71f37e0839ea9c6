/// Facts written by hand in a rule's test: YAML in, the facts of one conversation out. What is not written was not learnt.
import Document

extension EndpointFacts {
  /// nil when the node is no record of facts.
  init?(_ node: YAMLNode) {
    guard let facts = try? EndpointFacts(tree: FactTree(node, as: EndpointFacts.shape)) else { return nil }
    self = facts
    // A test that gives facts means a conversation that took place, unless it says otherwise.
    if node.value(for: "state") == nil { state = .answered }
  }
}

extension FactTree {
  fileprivate init(_ node: YAMLNode, as shape: FactShape) {
    switch shape {
    case .bool: self = node.text == "true" ? .bool(true) : node.text == "false" ? .bool(false) : .unknown
    case .int: self = Int(node.text).map(FactTree.int) ?? .unknown
    case .double: self = Double(node.text).map(FactTree.double) ?? .unknown
    case .string: self = node.kind == .scalar ? .string(node.text) : .unknown
    case .list(let element): self = .list(node.items.map { FactTree($0, as: element) })
    case .record(_, let fields):
      self = .record(
        fields.compactMap { field in
          node.value(for: field.name).map { FactMember(field.name, FactTree($0, as: field.shape)) }
        })
    }
  }
}

extension FactShape {
  /// The name in a hand-written record that the shape does not know, with the one that was probably meant.
  func unknownName(in node: YAMLNode) -> (node: YAMLNode, suggestion: String?)? {
    switch self {
    case .bool, .int, .double, .string: return nil
    case .list(let element):
      return node.kind == .sequence ? node.items.lazy.compactMap { element.unknownName(in: $0) }.first : nil
    case .record(_, let fields):
      guard node.kind == .mapping else { return nil }
      for entry in node.entries {
        guard let field = fields.first(where: { $0.name == entry.key.text }) else {
          return (entry.key, closestName(to: entry.key.text, among: fields.map(\.name)))
        }
        if let inner = field.shape.unknownName(in: entry.value) { return inner }
      }
      return nil
    }
  }
}
