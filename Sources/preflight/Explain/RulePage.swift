/// A rule's page for the terminal: a rule in; what it wants, why, what to do, examples, parameters and sources out.
import CEL
import PreflightKit

struct RulePage {
  private var title: String
  private var facts: String
  private var severity: Severity
  private var sections: [(heading: String, lines: [String])] = []
  private static let width = 88

  init(_ rule: Rule, pack: RulePack, now: Timestamp, inForce: RuleInForce) {
    let text = rule.readText()
    title = "\(rule.id): \(text?.title ?? "")"
    severity = rule.logic.severity
    facts = Self.facts(rule, text)
    let examples = RuleTester(pack: pack, now: now).examples(of: rule)
    add("Why", wrapped(examples.finding?.why ?? text?.why ?? "", width: Self.width))
    add("Bad", example(examples.bad))
    add("What it says", wrapped(examples.finding?.message ?? "", width: Self.width))
    add("What to do", wrapped(examples.finding?.remediation ?? text?.remediation ?? "", width: Self.width))
    add("Good", example(examples.good))
    add("Parameters", (text?.parameters ?? []).flatMap(Self.lines))
    add("Here", Self.lines(inForce))
    add("Profiles", Self.profiles(rule.id))
    add("References", (text?.references ?? []).flatMap { [$0.title.displayable, "  " + $0.url.displayable] })
    add(
      "Written in",
      [rule.isBuiltIn ? "rules/\(rule.file), which comes with preflight" : rule.file.displayable])
  }

  init(_ rule: EngineRule) {
    title = "\(rule.id): \(rule.title)"
    severity = rule.severity
    facts = "\(rule.severity.rawValue), from the reader of the file itself; it cannot be configured"
    add("Why", wrapped(rule.why, width: Self.width))
    add("What to do", wrapped(rule.remediation, width: Self.width))
  }

  func text(_ style: Style) -> String {
    var lines = [style.paint(title.displayable, .bold), facts.painted(severity, style), ""]
    for section in sections {
      lines.append(style.paint(section.heading, .bold))
      lines += section.lines.map { $0.isEmpty ? "" : "  " + $0 }
      lines.append("")
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }

  private mutating func add(_ heading: String, _ lines: [String]) {
    if !lines.isEmpty { sections.append((heading, lines)) }
  }

  private func example(_ yaml: String?) -> [String] {
    yaml.map { $0.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).displayable } }
      ?? []
  }

  private static func facts(_ rule: Rule, _ text: RuleText?) -> String {
    var facts = ["\(rule.logic.severity.rawValue), for each \(rule.logic.scope.rawValue)"]
    if let tags = text?.tags, !tags.isEmpty { facts.append("tags: \(tags.joined(separator: ", "))") }
    if let since = text?.since, !since.isEmpty { facts.append("since \(since)") }
    if !rule.aliases.isEmpty { facts.append("also known as \(rule.aliases.joined(separator: ", "))") }
    return facts.joined(separator: "; ").displayable
  }

  private static func lines(_ parameter: RuleText.Parameter) -> [String] {
    let fallback = ValueForm.plain(parameter.fallback).line
    return ["\(parameter.name) (\(parameter.type)), default \(fallback)".displayable]
      + wrapped(parameter.describe, width: width - 2).map { "  " + $0 }
  }

  /// The setting in force, and who set it.
  private static func lines(_ inForce: RuleInForce) -> [String] {
    let severity = inForce.severity?.rawValue ?? "off"
    return ["\(severity), \(inForce.severitySource.words) (profile \(inForce.profile))".displayable]
      + inForce.parameters.filter { $0.source != .rule }.map { parameter in
        "\(parameter.name) = \(ValueForm.plain(parameter.value).line), \(parameter.source.words)".displayable
      }
  }

  /// The profiles in which the rule is not as its file says.
  private static func profiles(_ id: String) -> [String] {
    Profile.all.compactMap { name in
      guard let setup = Profile.named(name)?.setups[id] else { return nil }
      if setup.isOff { return "\(name): off" }
      let changes = [setup.severity?.rawValue] + setup.parameters.keys.sorted().map { "other \($0)" }
      return "\(name): \(changes.compactMap(\.self).joined(separator: ", "))"
    }
  }
}

extension String {
  /// Paints the severity with which the text begins.
  fileprivate func painted(_ severity: Severity, _ style: Style) -> String {
    style.paint(severity.rawValue, severity.paint) + dropFirst(severity.rawValue.count)
  }
}
