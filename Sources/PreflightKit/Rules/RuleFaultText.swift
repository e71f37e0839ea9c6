/// The words for mistakes in rule files: a fault in; one line that names the value, the reason and the next step out.
import CEL
import Document

extension RuleFault {
  package var message: String {
    switch kind {
    case .notYAML(let fault): "this is not readable YAML: \(fault.message)"
    case .secondDocument: "a rule is one document, and this is another; give each rule a file of its own"
    case .notARule: "this is not a rule: it must begin with `rule: \(ruleForm)`"
    case .form(let fault): fault.message(hidesValue: false)
    case .missingKey(let key): "`\(key)` is missing"
    case .badFix: "a fix is either `set` with `to`, or `remove`"
    case .badID(let id): "`\(id)` is not an id; write `group/name` in small letters, digits and hyphens"
    case .idDiffersFromFile(let id, let expected):
      "the id is `\(id)`, but the file's place makes it `\(expected)`; change one of the two"
    case .duplicateID(let id, let other): "`\(id)` is already the id of \(other)"
    case .expression(let issue): "\(issue)"
    case .badPath(let path, let suggestion): "`\(path)` is not a place in a campaign" + didYouMean(suggestion)
    case .badType(let type):
      "`\(type)` is not a type; write `int`, `string`, `bool`, `list(T)` or `map(K, V)`"
    case .unclosedTemplate: "`{{` has no `}}`"
    case .untested(let missing):
      "there is no test that expects `\(missing)`; a rule needs at least one of each"
    case .unknownFact(let name, let suggestion): "a probe has no fact `\(name)`" + didYouMean(suggestion)
    case .unknownRule(let id, let suggestion): "there is no rule `\(id)`" + didYouMean(suggestion)
    case .supersedesEngine(let id):
      "`\(id)` belongs to the reader of the file itself, and no rule can speak for it"
    case .supersedingCircle(let ids):
      (ids + ids.prefix(1)).map { "`\($0)`" }.joined(separator: " supersedes ")
        + ", so that nobody would see what \(ids.count > 1 ? "they find" : "it finds")"
    case .laterVariable(let name):
      "`vars.\(name)` is not known yet: a variable may read those that are written above it"
    case .badDefault(let parameter, let type): "the default of `\(parameter)` is not of type \(type)"
    }
  }
}

private func didYouMean(_ suggestion: String?) -> String {
  suggestion.map { ", did you mean `\($0)`?" } ?? ""
}
