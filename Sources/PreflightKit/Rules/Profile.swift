/// A profile: its file in; which rules are off, and how severity and parameters differ, out.
import Document

/// How a rule is set up for a run.
package struct RuleSetup: Sendable {
  package var isOff = false
  package var severity: Severity?
  /// Values of parameters, by name.
  package var parameters: [String: WrittenParameter] = [:]
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
    EmbeddedRules.file("profiles/\(id).yaml")?.root.map(Profile.init)
  }

  /// How a built-in profile sets rules up, by id; nothing for a profile that does not exist. A lint needs no more of it,
  /// and the build has taken it out of the file.
  static func setups(of id: String) -> [String: RuleSetup] {
    var setups: [String: RuleSetup] = [:]
    for setup in EmbeddedRules.setups(of: id) { setups[setup.rule] = RuleSetup(setup.value) }
    return setups
  }

  package static var all: [String] {
    EmbeddedRules.files.map(\.path).filter { $0.hasPrefix("profiles/") }
      .map { String($0.dropFirst("profiles/".count).dropLast(".yaml".count)) }
  }

  private init(_ root: YAMLNode) {
    id = root.value(for: "id")?.text ?? ""
    title = root.value(for: "title")?.text ?? ""
    describe = root.value(for: "describe")?.text ?? ""
    setups = Profile.setups(of: id)
    portOrder = root.texts(of: "port_order").compactMap(Int.init)
  }
}

extension RuleSetup {
  /// `off`, a severity, or a mapping of severity and parameters.
  package init(_ written: WrittenParameter) {
    if let text = written.text {
      isOff = text == "off" || text == "false"
      severity = Severity(rawValue: text)
    } else {
      let text = written["severity"]?.text
      isOff = text == "off"
      severity = text.flatMap { Severity(rawValue: $0) }
      guard case .map(let entries)? = written["params"] else { return }
      for entry in entries { entry.key.text.map { parameters[$0] = entry.value } }
    }
  }
}
