/// The tests inside rules: rules in; every test that does not hold, a last line with the counts, and an exit code out.
import CEL
import Document
import PreflightKit

struct RuleTestRun {
  private(set) var text = ""
  private(set) var exitCode = PreflightKit.ExitCode.pass

  init(_ rules: [Rule], pack: RulePack, now: Timestamp) {
    let tester = RuleTester(pack: pack, now: now)
    var tests = 0
    var broken = 0
    for rule in rules {
      let outcomes = tester.test(rule)
      tests += outcomes.count
      for outcome in outcomes {
        guard let failure = outcome.failure else { continue }
        broken += 1
        let start = outcome.place.start
        text += "\(rule.file.displayable):\(start.line):\(start.column): "
        text += "\(rule.id): \"\(outcome.test.displayable)\": \(failure.words)\n"
      }
      for missing in tester.missing(rule) {
        broken += 1
        text += "\(rule.file.displayable): \(rule.id): there is no test that expects `\(missing.rawValue)`\n"
      }
    }
    text +=
      "\(rules.count) \(rules.count == 1 ? "rule" : "rules"), \(tests) \(tests == 1 ? "test" : "tests"): "
    text += broken == 0 ? "all hold\n" : "\(broken) to mend\n"
    if tests == 0 { exitCode = .nothingChecked }
    if broken > 0 { exitCode = .findings }
  }
}

extension RuleTestFailure {
  fileprivate var words: String {
    switch self {
    case .outcome(let expected, let found): "expected \(expected), found \(found)".displayable
    case .place(let expected, let found): "expected a finding at \(expected), found \(found)".displayable
    case .message(let part, let found): "the message lacks `\(part)`: \(found)".displayable
    case .dependsOn(let expected, let found):
      "expected it to depend on \(listed(expected)), found \(listed(found))".displayable
    case .noFix: "there is a `fixed` campaign, but the rule offers no fix"
    case .fixed(let found): "the fix makes something else of it: \(found)".displayable
    case .stillFails: "the fixed campaign still fails"
    case .verdict(let expected, let found): "the facts should make it \(expected), but it is \(found)".displayable
    }
  }
}

private func listed(_ names: [String]) -> String {
  names.isEmpty ? "nothing" : names.joined(separator: ", ")
}
