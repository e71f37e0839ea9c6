/// What a start-up needs of rule and provider files: their YAML in, plain strings out. Everything else stays text.
import CEL
import Document

struct RuleFile {
  let path: String
  let source: SourceText
}

struct PluckError: Error {
  let file: String
  let line: Int
  let column: Int
  let reason: String
}

/// The logic of a rule, the source of a `RuleLogic` literal. RuleReader reads the same keys, strictly; a test compares.
struct PluckedRule {
  let path: String
  let id: String
  let severity: String
  let scope: String
  let parameters: [PluckedParameter]
  let variables: [(name: String, expression: String)]
  let when: String?
  let assertions: [String]
  let supersedes: [String]
  let aliases: [String]
  let needsLive: Bool

  init(_ file: RuleFile) throws(PluckError) {
    let root = try file.root()
    path = file.path
    id = try root.required("id", in: file)
    severity = try root.required("severity", in: file)
    scope = try root.required("for", in: file)
    when = root.value(for: "when")?.text
    variables =
      root.value(for: "vars").map { node in node.entries.map { ($0.key.text, $0.value.text) } } ?? []
    supersedes = root.value(for: "supersedes").map { node in node.items.map(\.text) } ?? []
    aliases = root.value(for: "aliases").map { node in node.items.map(\.text) } ?? []
    needsLive = root.value(for: "live")?.text == "true"
    parameters =
      root.value(for: "params").map { node in node.entries.compactMap { PluckedParameter($0.key, $0.value) } }
      ?? []
    switch root.value(for: "assert") {
    case nil: assertions = []
    case let node? where node.kind == .sequence:
      assertions = node.items.compactMap { $0.value(for: "that")?.text }
    case let node?: assertions = [node.text]
    }
  }
}

struct PluckedParameter {
  let name: String
  let type: ValueType
  let value: YAMLNode

  init?(_ key: YAMLNode, _ entry: YAMLNode) {
    guard let type = entry.value(for: "type").flatMap({ ValueType($0.text) }),
      let value = entry.value(for: "default")
    else { return nil }
    name = key.text
    self.type = type
    self.value = value
  }
}

/// How a profile sets rules up.
struct PluckedProfile {
  let id: String
  let setups: [(rule: String, value: YAMLNode)]

  init(_ file: RuleFile) throws(PluckError) {
    let root = try file.root()
    id = try root.required("id", in: file)
    setups = root.value(for: "rules").map { node in node.entries.map { ($0.key.text, $0.value) } } ?? []
  }
}

/// The hosts by which a provider is recognised.
struct PluckedProvider {
  let path: String
  let id: String
  let hosts: [String]

  init(_ file: RuleFile) throws(PluckError) {
    let root = try file.root()
    path = file.path
    id = try root.required("id", in: file)
    hosts = root.value(for: "hosts").map { node in node.items.map(\.text) } ?? []
  }
}

extension RuleFile {
  /// Its document, if it is YAML and has one.
  var prepared: PreparedDocument? {
    guard path.hasSuffix(".yaml") else { return nil }
    let stream = YAMLStream(parsing: source)
    guard stream.faults.isEmpty, stream.documents.count == 1 else { return nil }
    return PreparedDocument(stream.documents[0])
  }

  fileprivate func root() throws(PluckError) -> YAMLNode {
    let stream = YAMLStream(parsing: source)
    if let fault = stream.faults.first {
      throw error("not readable YAML: \(fault.kind)", at: fault.range.start)
    }
    guard let root = stream.documents.first?.root, root.kind == .mapping else {
      throw error("not a mapping of keys", at: 0)
    }
    return root
  }

  fileprivate func error(_ reason: String, at offset: Int) -> PluckError {
    let position = source.position(at: offset)
    return PluckError(file: path, line: position.line, column: position.column, reason: reason)
  }
}

extension YAMLNode {
  fileprivate func required(_ key: String, in file: RuleFile) throws(PluckError) -> String {
    guard let node = value(for: key), node.kind == .scalar else {
      throw file.error("`\(key)` is missing", at: range.start)
    }
    return node.text
  }
}
