/// The words for mistakes in configuration files: a fault in; one line with the place, what is wrong and what to write
/// out.
import CEL
import Document

extension ConfigFault: CustomStringConvertible {
  package var description: String {
    let start = place.range.start
    return "\(place.file):\(start.line):\(start.column): \(message)"
  }

  package var message: String {
    switch kind {
    case .notYAML(let fault): "this is not readable YAML: \(fault.message)"
    case .secondDocument: "a configuration is one document, and this is another; put its keys into the first"
    case .form(let fault): fault.message(hidesValue: false)
    case .unknownProfile(let id, let suggestion):
      "there is no profile `\(id)`"
        + next(suggestion, else: "; there are \(Profile.all.joined(separator: ", "))")
    case .unknownRule(let id, let suggestion):
      "there is no rule `\(id)`" + next(suggestion, else: "; `preflight rules list` shows all of them")
    case .engineRule(let id): "`\(id)` belongs to the reader of the file itself and cannot be configured"
    case .unknownParameter(let name, let rule, let known, let suggestion):
      "`\(rule)` has no parameter `\(name)`"
        + next(
          suggestion,
          else: known.isEmpty
            ? "; it has none" : "; it has \(known.map { "`\($0)`" }.joined(separator: ", "))")
    case .badParameter(let name, let rule, let type):
      "the parameter `\(name)` of `\(rule)` must be of type \(type); `preflight explain \(rule)` says what it means"
    case .badRequirement(let text):
      "`\(text)` is no range of versions; write one such as `>=0.1` or `>=0.1, <1`"
    case .wrongVersion(let required, let actual):
      "this file requires preflight \(required), but this is \(actual)"
    case .circle(let file): "`\(file)` extends itself"
    case .unreadable(let file, let reason): "cannot read `\(file)`: \(reason)"
    }
  }
}

private func next(_ suggestion: String?, else other: String) -> String {
  suggestion.map { ", did you mean `\($0)`?" } ?? other
}
