/// What can be wrong with the value of an option, and how that is said.
import PreflightKit

enum OptionFault: Error, Equatable, CustomStringConvertible {
  case unknownWord(String, what: String, known: [String])
  /// `FORMAT=` with nothing behind it.
  case noFile(String)
  /// A variable without `=`, or with a name that no shell would take.
  case notAnAssignment(String)
  case notACount(String)

  var description: String {
    switch self {
    case .unknownWord(let word, let what, let known):
      "there is no \(what) `\(word.displayable)`"
        + (closestName(to: word, among: known).map { ", did you mean `\($0)`?" } ?? "")
        + (known.isEmpty ? "" : " (\(known.joined(separator: ", ")))")
    case .noFile(let text): "`\(text.displayable)` names no file"
    case .notAnAssignment(let text): "`\(text.displayable)` is not NAME=VALUE"
    case .notACount(let text): "`\(text.displayable)` is not a whole number of at least 0"
    }
  }
}
