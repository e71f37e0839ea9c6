/// One configuration file: its text in; its settings, each with its place, and every mistake out.
package import Document

/// A value with the place where it is written.
package struct Placed<Value: Sendable>: Sendable {
  package let value: Value
  package let place: ConfigPlace
}

/// Where something is set.
package struct ConfigPlace: Sendable, Hashable {
  package let file: String
  package let range: SourceRange
}

package struct ConfigFile: Sendable {
  /// What it says of one rule.
  package struct RuleEntry: Sendable {
    package struct Parameter: Sendable {
      package let key: ConfigPlace
      package let value: ConfigPlace
    }

    /// The id as written.
    package let id: Placed<String>
    package let setup: RuleSetup
    /// Where the severity is written, if it is.
    package let severity: ConfigPlace?
    /// Where each parameter is written.
    package let parameters: [String: Parameter]
  }

  package let name: String
  package private(set) var extends: [Placed<String>] = []
  package private(set) var profile: Placed<String>?
  package private(set) var failOn: Placed<String>?
  package private(set) var rules: [RuleEntry] = []
  package private(set) var rulePaths: [Placed<String>] = []
  package private(set) var environmentFiles: [Placed<String>] = []
  package private(set) var ignore: [Placed<String>] = []
  package private(set) var requires: Placed<Requirement>?
  package private(set) var faults: [ConfigFault] = []

  /// An empty file sets nothing.
  package init(_ source: SourceText) {
    name = source.name
    let stream = YAMLStream(parsing: source)
    for fault in stream.faults { note(.notYAML(fault), fault.range, in: source) }
    for root in stream.furtherRoots { note(.secondDocument, root.range, in: source) }
    guard faults.isEmpty, let root = stream.documents.first?.root, !root.isNull else { return }
    var reader = SchemaReader()
    _ = reader.read(root, as: configSchema)
    for fault in reader.faults { note(.form(fault), fault.range, in: source) }
    if faults.isEmpty { read(root, in: source) }
  }

  private mutating func read(_ root: YAMLNode, in source: SourceText) {
    func place(_ node: YAMLNode) -> ConfigPlace {
      ConfigPlace(file: source.name, range: SourceRange(node.range, in: source))
    }
    func placed(_ node: YAMLNode) -> Placed<String> { Placed(value: node.text, place: place(node)) }
    func list(_ key: String) -> [Placed<String>] {
      guard let node = root.value(for: key), !node.isNull else { return [] }
      return node.kind == .scalar ? [placed(node)] : node.items.map(placed)
    }
    extends = list("extends")
    rulePaths = list("rule_paths")
    environmentFiles = list("env_files")
    ignore = list("ignore")
    profile = root.value(for: "profile").map(placed)
    failOn = root.value(for: "fail_on").map(placed)
    rules = root.entries(of: "rules").map { entry in
      let severity = entry.value.kind == .scalar ? entry.value : entry.value.value(for: "severity")
      let parameters = entry.value.entries(of: "params").map {
        ($0.key.text, RuleEntry.Parameter(key: place($0.key), value: place($0.value)))
      }
      return RuleEntry(
        id: placed(entry.key), setup: RuleSetup(WrittenParameter(entry.value)), severity: severity.map(place),
        parameters: Dictionary(parameters) { $1 })
    }
    if let node = root.value(for: "requires") {
      if let requirement = Requirement(node.text) {
        requires = Placed(value: requirement, place: placed(node).place)
      } else {
        note(.badRequirement(node.text), node.range, in: source)
      }
    }
  }

  private mutating func note(_ kind: ConfigFault.Kind, _ range: TextRange, in source: SourceText) {
    faults.append(
      ConfigFault(kind, at: ConfigPlace(file: source.name, range: SourceRange(range, in: source))))
  }
}
