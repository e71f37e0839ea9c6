/// What the tests of rules reach, for the terminal: coverages in; a row for each group or rule, and what is missing, out.
import PreflightKit

struct CoverageTable {
  fileprivate struct Row {
    var name: String
    var rules = 0
    var tests = 0
    var when = Share()
    var assertions = Share()
    var fixes = Share()
    var missing: [String] = []
  }

  /// So many of so many.
  fileprivate struct Share {
    var reached = 0
    var total = 0

    var text: String { total == 0 ? "-" : "\(reached)/\(total)" }
  }

  private var rows: [Row] = []

  init(_ coverages: [RuleCoverage], isDetailed: Bool) {
    for coverage in coverages.sorted(by: { $0.rule < $1.rule }) {
      let name = isDetailed ? coverage.rule : String(coverage.rule.prefix { $0 != "/" })
      if rows.last?.name != name { rows.append(Row(name: name)) }
      rows[rows.count - 1].add(coverage, isDetailed: isDetailed)
    }
  }

  var tests: Int { rows.reduce(0) { $0 + $1.tests } }
  var reached: Int { rows.reduce(0) { $0 + $1.when.reached + $1.assertions.reached + $1.fixes.reached } }
  var total: Int { rows.reduce(0) { $0 + $1.when.total + $1.assertions.total + $1.fixes.total } }

  var text: String {
    guard !rows.isEmpty else { return "" }
    let whole = rows.reduce(into: Row(name: "total")) { $0.add($1) }
    let cells = [["", "rules", "tests", "when", "assert", "fix"]] + (rows + [whole]).map(\.cells)
    let widths = (0..<6).map { column in cells.map { $0[column].displayable.count }.max() ?? 0 }
    var lines = cells.map { row in
      row.enumerated().map { column, cell in padded(cell.displayable, widths[column], isName: column == 0) }
        .joined(separator: "  ")
    }
    // What is missing stands under its rule.
    for (index, row) in rows.enumerated().reversed() where !row.missing.isEmpty {
      lines.insert(contentsOf: row.missing.map { "    \($0)" }, at: index + 2)
    }
    return lines.map { $0.isEmpty ? $0 : $0 + "\n" }.joined()
  }

  private func padded(_ text: String, _ width: Int, isName: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return isName ? text + space : space + text
  }
}

extension CoverageTable.Row {
  fileprivate var cells: [String] {
    [name, String(rules), String(tests), when.text, assertions.text, fixes.text]
  }

  fileprivate mutating func add(_ coverage: RuleCoverage, isDetailed: Bool) {
    rules += 1
    tests += coverage.testCount
    if let branch = coverage.when { when.add(branch.reached, of: 2) }
    for branch in coverage.assertions { assertions.add(branch.reached, of: 2) }
    if let isTested = coverage.fixIsTested { fixes.add(isTested ? 1 : 0, of: 1) }
    guard isDetailed else { return }
    missing += coverage.missing.map { way in
      guard case .assertion(let index, _) = way, coverage.assertions.count > 1 else { return way.words }
      return "assertion \(index + 1): \(way.words)"
    }
  }

  fileprivate mutating func add(_ row: CoverageTable.Row) {
    rules += row.rules
    tests += row.tests
    when.add(row.when.reached, of: row.when.total)
    assertions.add(row.assertions.reached, of: row.assertions.total)
    fixes.add(row.fixes.reached, of: row.fixes.total)
  }
}

extension CoverageTable.Share {
  fileprivate mutating func add(_ reached: Int, of total: Int) {
    self.reached += reached
    self.total += total
  }
}
