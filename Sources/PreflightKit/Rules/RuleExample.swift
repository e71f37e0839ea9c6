/// A rule's own tests as examples for readers: a rule in; a campaign that breaks it, one that does not, and what the
/// rule says of the first, out.
import CEL
import Document

package struct RuleExamples: Sendable {
  /// Both are YAML, as written in the rule file.
  package let bad: String?
  package let good: String?
  /// The finding on the bad one, with every value in place.
  package let finding: Finding?
}

extension RuleTester {
  package func examples(of rule: Rule) -> RuleExamples {
    let tests = rule.readText()?.tests ?? []
    let source = rule.source
    let failing = tests.first { $0.expect == .fail && $0.fixed != nil } ?? tests.first { $0.expect == .fail }
    let passing = failing?.fixed ?? tests.first { $0.expect == .pass }?.config
    return RuleExamples(
      bad: failing.map { source.written($0.config) }, good: passing.map(source.written),
      finding: failing.flatMap { finding(on: $0, of: rule, in: source) })
  }

  private func finding(on test: RuleTest, of rule: Rule, in source: SourceText) -> Finding? {
    let trial = trial(test, of: rule)
    return trial.judge(test.config).lazy.compactMap { trial.finding($0, test.config, in: source) }.first
  }
}

extension SourceText {
  /// A node in block style, whatever style it was written in; scalars stay as they are.
  fileprivate func written(_ node: YAMLNode) -> String {
    lines(node).joined(separator: "\n")
  }

  private func lines(_ node: YAMLNode) -> [String] {
    switch node.kind {
    case .scalar: return [text(node.range)]
    case .sequence:
      return node.items.flatMap { item in
        lines(item).enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
      }
    case .mapping:
      return node.entries.flatMap { entry -> [String] in
        let key = text(entry.key.range)
        let value = lines(entry.value)
        if entry.value.kind == .scalar { return ["\(key): \(value.joined(separator: "\n"))"] }
        return value.isEmpty
          ? ["\(key): \(entry.value.kind == .mapping ? "{}" : "[]")"] : ["\(key):"] + value.map { "  " + $0 }
      }
    }
  }
}
