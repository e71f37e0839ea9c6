/// The list of rules for the terminal: a pack in, one line a rule out: severity, id, title.
import PreflightKit

struct RuleList {
  private let rows: [(severity: Severity, id: String, title: String)]

  init(_ pack: RulePack) {
    let rules = pack.rules.map { ($0.logic.severity, $0.id, $0.readText()?.title ?? "") }
    let engine = EngineRule.allCases.map { ($0.severity, $0.id, $0.title) }
    rows = (rules + engine).sorted { $0.1 < $1.1 }
  }

  func text(_ style: Style) -> String {
    let widest = rows.map(\.id.count).max() ?? 0
    return rows.map { row in
      let severity = style.paint(padded(row.severity.rawValue, to: 7), row.severity.paint)
      return "\(severity)  \(padded(row.id.displayable, to: widest))  \(row.title.displayable)\n"
    }.joined()
  }
}

private func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
