/// What `lint` was asked to do: every option as a value, whoever read it from the command line.
import PreflightKit

struct LintRequest: Sendable, Equatable {
  var paths: [String] = []
  var filesFrom: [String] = []
  var standardInputName: String?
  var outputs: [OutputTarget] = []
  /// nil: as the configuration says.
  var failOn: FailOn?
  var maxWarnings: Int?
  var onUndetermined = Run.OnUndetermined.note
  var only: [String] = []
  var skip: [String] = []
  var profile: String?
  var ruleFolders: [String] = []
  /// The configuration file; searched for if nil.
  var config: String?
  var variables: [Assignment] = []
  var variableFiles: [String] = []
  var assumptions: [Assumption] = []
  var ignoresComments = false
  var color = ColorChoice.auto
  var quiet = false
  var jobs: Int?
  var live = LiveRequest()
}

enum FailOn: String, CaseIterable, Sendable {
  case error, warning, info, never

  var severity: Severity? { Severity(rawValue: rawValue) }
}

/// `--env NAME=VALUE`
struct Assignment: Sendable, Equatable {
  var name: String
  var value: String

  init(parsing text: String) throws(OptionFault) {
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "=")), isVariableName(text[..<mark]) else {
      throw .notAnAssignment(text)
    }
    name = String(text[..<mark])
    value = String(text[text.utf8.index(after: mark)...])
  }
}

/// `--assume NAME=VALUE,VALUE`: each value is tried.
struct Assumption: Sendable, Equatable {
  var name: String
  var values: [String]

  init(parsing text: String) throws(OptionFault) {
    let assignment = try Assignment(parsing: text)
    name = assignment.name
    values = assignment.value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}

extension [Assumption] {
  /// Each name once, with the values of all that name it.
  var joined: Self {
    reduce(into: []) { joined, next in
      if let place = joined.firstIndex(where: { $0.name == next.name }) {
        joined[place].values += next.values.filter { !joined[place].values.contains($0) }
      } else {
        joined.append(next)
      }
    }
  }
}

/// Letters, digits and `_`, not a digit first; `.` and `-` too, as some applications use them.
func isVariableName(_ text: Substring) -> Bool {
  guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
    return false
  }
  return text.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

func wholeNumber(_ text: String) throws(OptionFault) -> Int {
  guard let number = Int(text), number >= 0 else { throw .notACount(text) }
  return number
}

func word<Word: RawRepresentable & CaseIterable>(
  _ text: String, _ what: String, as type: Word.Type = Word.self
) throws(OptionFault) -> Word where Word.RawValue == String {
  guard let word = Word(rawValue: text) else {
    throw .unknownWord(text, what: what, known: Word.allCases.map(\.rawValue))
  }
  return word
}
