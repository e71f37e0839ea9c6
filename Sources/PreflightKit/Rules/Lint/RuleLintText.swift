/// The words for defects of rule files: a defect in; one line that names the value and what is wrong with it out.

extension RuleLintFinding {
  package var message: String {
    switch kind {
    case .invalid(let fault): fault.message
    case .notAChoice(let value, let place, let allowed, let meant):
      "`\(place)` is never `\(value)`"
        + (meant.isEmpty
          ? "; it is \(alternatives(allowed, atMost: 8))" : ", did you mean \(alternatives(meant))?")
    case .outOfRange(let value, let place, let lowest, let highest):
      "`\(place)` lies between \(lowest) and \(highest), so comparing it with \(value) decides nothing"
    case .emptyList: "nothing is in an empty list"
    case .alwaysFalse: "`when` is false for every campaign, so the rule never applies"
    case .contradiction(let first, let second): "`\(first)` and `\(second)` never hold together"
    case .alwaysTrue: "the assertion is true for every campaign, so the rule never fails"
    case .untested(let way): way.words
    case .failingTest(let name, let failure): "the test \"\(name)\" does not hold: \(failure.words)"
    case .longAssertion(let count):
      "the assertion has \(count) characters; more than 100 cannot be taken in at a glance"
    case .noRemediation: "`remediation` says nothing"
    case .fullStop: "the message ends in a full stop"
    case .lineBreak: "the message has a line break"
    case .severityWord(let word):
      "the message begins with `\(word)`, but the severity is shown in front of it anyway"
    case .emptyMessage: "the message is empty"
    case .badAddress(let address):
      address.isEmpty ? "the reference has no address" : "`\(address)` is no `https://` address"
    case .unusedParameter(let name): "no expression uses the parameter `\(name)`"
    case .unusedVariable(let name): "no expression uses `vars.\(name)`"
    case .supersedesNothing(let id, let suggestion):
      "there is no rule `\(id)`" + (suggestion.map { ", did you mean `\($0)`?" } ?? "")
    case .supersedesItself: "the rule supersedes itself"
    case .badAlias(let alias): "`\(alias)` is no id that a configuration or an ignore could name"
    case .circle(let ids):
      "\(ids.map { "`\($0)`" }.joined(separator: " supersedes ")) supersedes `\(ids.first ?? "")`"
    case .duplicateID(let id, let other): "`\(id)` is already the id of \(other)"
    case .duplicateAlias(let alias, let other): "`\(alias)` already names \(other)"
    }
  }
}

extension RuleCoverage.Way {
  package var words: String {
    switch self {
    case .when(true): "in no test does `when` hold, so none shows the rule at work"
    case .when(false): "no test shows where the rule does not apply"
    case .assertion(_, true): "no test passes this assertion"
    case .assertion(_, false): "no test fails this assertion"
    case .fix: "no test shows what the fix makes of a campaign (`fixed:`)"
    }
  }
}

extension RuleTestFailure {
  package var words: String {
    switch self {
    case .outcome(let expected, let found): "expected \(expected), found \(found)"
    case .place(let expected, let found): "expected a finding at \(expected), found \(found)"
    case .message(let part, let found): "the message lacks `\(part)`: \(found)"
    case .dependsOn(let expected, let found):
      "expected it to depend on \(named(expected)), found \(named(found))"
    case .noFix: "there is a `fixed` campaign, but the rule offers no fix"
    case .fixed(let found): "the fix makes something else of it: \(found)"
    case .stillFails: "the fixed campaign still fails"
    case .verdict(let expected, let found): "expected the verdict \(expected), found \(found)"
    }
  }
}

private func named(_ names: [String]) -> String {
  names.isEmpty ? "nothing" : names.joined(separator: ", ")
}
