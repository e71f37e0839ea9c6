/// A profile: its file in; which rules are off, and how severity and parameters differ, out.
package import Document

/// How a rule is set up for a run.
package struct RuleSetup: Sendable {
  package var isOff = false
  package var severity: Severity?
  /// Values of parameters, by name.
  package var parameters: [String: YAMLNode] = [:]
}

package struct Profile: Sendable {
  package static let standard = "rfc8314"

  package let id: String
  package let title: String
  package let describe: String
  package let setups: [String: RuleSetup]
  /// Ports in the order in which they are advised; empty where the provider's own advice decides.
  package let portOrder: [Int]

  /// The built-in profile of this id.
  package static func named(_ id: String) -> Profile? {
    let path = "profiles/\(id).yaml"
    guard let text = EmbeddedRules.text(of: path) else { return nil }
    let stream = YAMLStream(parsing: SourceText(name: path, bytes: Array(text.utf8)))
    return stream.documents.first?.root.map(Profile.init)
  }

  package static var all: [String] {
    EmbeddedRules.files.map(\.path).filter { $0.hasPrefix("profiles/") }
      .map { String($0.dropFirst("profiles/".count).dropLast(".yaml".count)) }
  }

  private init(_ root: YAMLNode) {
    id = root.value(for: "id")?.text ?? ""
    title = root.value(for: "title")?.text ?? ""
    describe = root.value(for: "describe")?.text ?? ""
    var setups: [String: RuleSetup] = [:]
    for entry in root.entries(of: "rules") { setups[entry.key.text] = RuleSetup(entry.value) }
    self.setups = setups
    portOrder = root.texts(of: "port_order").compactMap(Int.init)
  }
}

extension RuleSetup {
  /// `off`, a severity, or a mapping of severity and parameters.
  package init(_ node: YAMLNode) {
    if node.kind == .scalar {
      isOff = node.text == "off" || node.text == "false"
      severity = Severity(rawValue: node.text)
    } else {
      isOff = node.value(for: "severity")?.text == "off"
      severity = node.value(for: "severity").flatMap { Severity(rawValue: $0.text) }
      for entry in node.entries(of: "params") { parameters[entry.key.text] = entry.value }
    }
  }
}
