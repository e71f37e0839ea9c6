/// The tests inside rules: rules in; every test that does not hold, a table of what the tests reach, and an exit code out.
import CEL
import Document
import PreflightKit

struct RuleTestRun {
  private(set) var text = ""
  private(set) var exitCode = PreflightKit.ExitCode.pass

  /// - Parameter isDetailed: a row of the table for each rule, and the ways that no test takes.
  init(_ rules: [Rule], pack: RulePack, now: Timestamp, isDetailed: Bool = false) {
    let tester = RuleTester(pack: pack, now: now)
    var broken = 0
    for rule in rules {
      for outcome in tester.test(rule) {
        guard let failure = outcome.failure else { continue }
        broken += 1
        let start = outcome.place.start
        text += "\(rule.file.displayable):\(start.line):\(start.column): "
        text += "\(rule.id): \"\(outcome.test.displayable)\": \(failure.words.displayable)\n"
      }
      for missing in tester.missing(rule) {
        broken += 1
        text += "\(rule.file.displayable): \(rule.id): there is no test that expects `\(missing.rawValue)`\n"
      }
    }
    let coverage = rules.map(tester.coverage)
    let table = CoverageTable(coverage, isDetailed: isDetailed)
    if !text.isEmpty { text += "\n" }
    text += table.text
    text +=
      "\(rules.count) \(rules.count == 1 ? "rule" : "rules"), \(table.tests) \(table.tests == 1 ? "test" : "tests"): "
      + (broken == 0 ? "all hold" : "\(broken) to mend")
    text += "; \(table.reached) of \(table.total) ways through them are tested\n"
    if broken == 0, table.reached < table.total, !isDetailed {
      text += "next: preflight rules test --coverage\n"
    }
    if table.tests == 0 { exitCode = .nothingChecked }
    if broken > 0 { exitCode = .findings }
  }
}
