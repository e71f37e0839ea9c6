/// What `rules lint` looks for: each check with its id, its weight and the words that explain it.

package enum RuleLintCheck: String, Sendable, Hashable, CaseIterable {
  case invalid = "rule-lint/invalid"
  case neverMatches = "rule-lint/never-matches"
  case neverFails = "rule-lint/never-fails"
  case untestedBranch = "rule-lint/untested-branch"
  case failingTest = "rule-lint/failing-test"
  case longAssertion = "rule-lint/long-assertion"
  case remediation = "rule-lint/remediation"
  case message = "rule-lint/message"
  case reference = "rule-lint/reference"
  case unusedName = "rule-lint/unused-name"
  case deadID = "rule-lint/dead-id"
  case supersedingCircle = "rule-lint/superseding-circle"
  case duplicateID = "rule-lint/duplicate-id"

  package var id: String { rawValue }

  package var severity: Severity {
    switch self {
    case .invalid, .neverMatches, .neverFails, .failingTest, .remediation, .deadID, .supersedingCircle,
      .duplicateID:
      .error
    case .untestedBranch, .longAssertion, .message, .reference, .unusedName: .warning
    }
  }

  package var title: String {
    switch self {
    case .invalid: "A rule file must load"
    case .neverMatches: "A condition must be able to hold"
    case .neverFails: "An assertion must be able to fail"
    case .untestedBranch: "Every way through a rule has a test"
    case .failingTest: "The tests inside a rule must hold"
    case .longAssertion: "An assertion fits on a line of 100 characters"
    case .remediation: "A rule says what to do"
    case .message: "A message is one line that does not end in a full stop"
    case .reference: "A reference can be opened"
    case .unusedName: "What is declared is used"
    case .deadID: "An id that is named belongs to a rule"
    case .supersedingCircle: "Superseding has a direction"
    case .duplicateID: "An id belongs to one rule"
    }
  }

  package var why: String {
    switch self {
    case .invalid: "A file that does not load judges nothing, and every other command refuses to run with it."
    case .neverMatches:
      "The rule, or this part of it, is silent about every campaign there can be, and nobody notices."
    case .neverFails: "The rule passes every campaign there can be, so it guards nothing."
    case .untestedBranch: "Nobody has seen what the rule says there. The next change may break it unnoticed."
    case .failingTest: "The rule does not do what its author wrote down."
    case .longAssertion: "Whoever reads the finding cannot see which part of a long condition failed."
    case .remediation: "The reader of a finding is left alone with it."
    case .message:
      "Messages are shown in one line after the place, and in tables; a line break or a full stop breaks both."
    case .reference: "A claim that nobody can look up is an opinion."
    case .unusedName:
      "It suggests to readers, and to those who configure the rule, that something depends on it."
    case .deadID: "It does nothing, although somebody believes that it does."
    case .supersedingCircle:
      "Each of the rules hides the other: both findings disappear and the campaign passes."
    case .duplicateID: "Which of the two is applied depends on the order of the files."
    }
  }

  package var remediation: String {
    switch self {
    case .invalid: "Correct the marked place. `preflight schema rule` says what a rule file may hold."
    case .neverMatches: "Compare with a value that the key can have, or remove the condition."
    case .neverFails: "Say what must hold, or remove the assertion."
    case .untestedBranch: "Add a test to the rule's `tests:` that takes this way."
    case .failingTest:
      "Correct the rule or the test; `preflight rules test` shows what was expected and found."
    case .longAssertion: "Give parts of it a name under `vars:`, or write a list of `{that, message}`."
    case .remediation: "Write under `remediation:` what to change, with the user's own values in `{{…}}`."
    case .message: "Write one short line without a full stop; what else there is to say belongs under `why`."
    case .reference: "Give the `https://` address of a standard or of the provider's own page."
    case .unusedName: "Use it or remove it."
    case .deadID: "Correct the id or remove it. `preflight rules list` shows all of them."
    case .supersedingCircle: "Decide which finding explains the other, and remove the id from the other rule."
    case .duplicateID: "Give one of them another id."
    }
  }
}
