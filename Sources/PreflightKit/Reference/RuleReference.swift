/// A page for a group of rules: rules in; for each what it wants, why, what to do, an example and its sources out.
import CEL

struct RuleReference {
  private let group: String
  private let rules: [Rule]
  private let tester: RuleTester

  init(_ group: String, _ rules: [Rule], _ tester: RuleTester) {
    self.group = group
    self.rules = rules
    self.tester = tester
  }

  var markdown: String {
    "# Rules: \(group)\n\n" + rules.map(section).joined(separator: "\n")
  }

  private func section(_ rule: Rule) -> String {
    guard let text = rule.readText() else { return "" }
    let examples = tester.examples(of: rule)
    var blocks = ["<a id=\"\(rule.anchor)\"></a>\n## \(rule.id)", "**\(text.title)**", facts(rule, text)]
    blocks.append(prose(examples.finding?.why ?? text.why))
    if let bad = examples.bad {
      blocks.append("This breaks it:\n\n" + code(bad))
      if let finding = examples.finding { blocks.append("> \(prose(finding.message))") }
    }
    blocks.append("**What to do.** " + prose(examples.finding?.remediation ?? text.remediation))
    if let good = examples.good { blocks.append("This is fine:\n\n" + code(good)) }
    blocks += [fix(text), confirmation(text), parameters(text), profiles(rule.id), references(text)]
      .compactMap(\.self)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func facts(_ rule: Rule, _ text: RuleText) -> String {
    var facts = ["Severity: \(rule.logic.severity.rawValue), for each \(rule.logic.scope.rawValue)"]
    if rule.logic.needsLive { facts.append("only with `--live`") }
    if !text.tags.isEmpty { facts.append("tags: \(text.tags.joined(separator: ", "))") }
    if !rule.aliases.isEmpty {
      facts.append("also known as \(rule.aliases.map { "`\($0)`" }.joined(separator: ", "))")
    }
    if !rule.logic.supersedes.isEmpty {
      facts.append("explains findings of \(rule.logic.supersedes.map { "`\($0)`" }.joined(separator: ", "))")
    }
    return facts.joined(separator: "; ") + "."
  }

  private func fix(_ text: RuleText) -> String? {
    guard !text.fix.isEmpty else { return nil }
    let steps = text.fix.map { step in
      let what =
        switch step.action {
        case .set: "sets `\(step.path)`"
        case .remove: "removes `\(step.path)`"
        }
      return "\(what) (\(step.safety.rawValue))"
    }
    return "**Fix.** It \(steps.joined(separator: " and "))."
  }

  private func confirmation(_ text: RuleText) -> String? {
    guard let confirmation = text.confirmation else { return nil }
    let rows = [
      confirmation.confirmedIf.map { "- confirmed if `\(oneLine($0))`" },
      confirmation.refutedIf.map { "- refuted if `\(oneLine($0))`" },
    ].compactMap(\.self)
    return "**On the wire** (`--live`, `\(confirmation.probe)`):\n\n" + rows.joined(separator: "\n")
  }

  private func parameters(_ text: RuleText) -> String? {
    guard !text.parameters.isEmpty else { return nil }
    let rows = text.parameters.map { parameter in
      let fallback = spoken(parameter.fallback) { _ in "?" }
      return "| `\(parameter.name)` | \(parameter.type) | \(PreflightKit.markdown(cell: fallback)) | "
        + "\(PreflightKit.markdown(cell: parameter.describe)) |"
    }
    return "| parameter | type | default | meaning |\n| --- | --- | --- | --- |\n"
      + rows.joined(separator: "\n")
  }

  /// The profiles in which the rule is not as its file says.
  private func profiles(_ id: String) -> String? {
    let changes = Profile.all.compactMap { name -> String? in
      guard let setup = Profile.named(name)?.setups[id] else { return nil }
      let words = [setup.isOff ? "off" : setup.severity?.rawValue]
      let parameters = setup.parameters.keys.sorted().map { "another `\($0)`" }
      return "`\(name)`: \((words.compactMap(\.self) + parameters).joined(separator: ", "))"
    }
    return changes.isEmpty ? nil : "**Profiles.** " + changes.joined(separator: "; ") + "."
  }

  private func references(_ text: RuleText) -> String? {
    guard !text.references.isEmpty else { return nil }
    return "Sources:\n\n" + text.references.map { "- [\($0.title)](\($0.url))" }.joined(separator: "\n")
  }
}

/// Prose as Markdown takes it: a line for a paragraph's line, no tags.
private func prose(_ text: String) -> String {
  var text = text.replacing("<", with: "&lt;")
  while text.last?.isWhitespace == true { text.removeLast() }
  return text
}

private func oneLine(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

private func code(_ yaml: String) -> String {
  "```yaml\n\(yaml)\n```"
}
