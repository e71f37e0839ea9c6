/// The list of rules for the terminal: rules and their configuration in, one line a rule out: severity in force, id,
/// title.
import PreflightKit

struct RuleList {
  private struct Row {
    /// nil: the rule is off.
    let severity: Severity?
    let id: String
    let title: String
  }

  private let rows: [Row]

  init(_ loaded: LoadedPack) {
    let rules = loaded.pack.rules.map { rule in
      let inForce = RuleInForce(
        rule, profile: loaded.profile, configuration: loaded.configuration, in: loaded.pack)
      return Row(severity: inForce.severity, id: rule.id, title: rule.readText()?.title ?? "")
    }
    let engine = EngineRule.allCases.map { Row(severity: $0.severity, id: $0.id, title: $0.title) }
    rows = (rules + engine).sorted { $0.id < $1.id }
  }

  func text(_ style: Style) -> String {
    let widest = rows.map(\.id.count).max() ?? 0
    return rows.map { row in
      let word = padded(row.severity?.rawValue ?? "off", to: 7)
      let severity = row.severity.map { style.paint(word, $0.paint) } ?? word
      return "\(severity)  \(padded(row.id.displayable, to: widest))  \(row.title.displayable)\n"
    }.joined()
  }
}

private func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
