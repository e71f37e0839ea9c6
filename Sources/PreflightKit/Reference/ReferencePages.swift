/// The reference: the rules, the catalogue, the functions and the forms in; Markdown pages by file name out. They lie in
/// the folder rules/reference, and a test compares them with what is made here.
package import CEL

package struct ReferencePage: Sendable {
  /// The name of the file.
  package let name: String
  package let text: String
}

/// Every page, the table of contents first.
package func referencePages(_ pack: RulePack, now: Timestamp) -> [ReferencePage] {
  let tester = RuleTester(pack: pack, now: now)
  let groups = Dictionary(grouping: pack.rules.filter(\.isBuiltIn), by: \.group).sorted { $0.key < $1.key }
  let rulePages = groups.map { group, rules in
    ReferencePage(name: "rules-\(group).md", text: RuleReference(group, rules, tester).markdown)
  }
  let providers = pack.catalogue.providerEntries
  let networks = Catalogue.networkIDs.compactMap(pack.catalogue.networkEntry)
  let functions = FunctionReference(.builtIn, environment: RuleEnvironment.base).markdown
  let others = [
    ReferencePage(name: "providers.md", text: providerReference(providers, networks)),
    ReferencePage(name: "functions.md", text: functions),
    ReferencePage(
      name: "campaign.md",
      text: schemaReference(
        campaignSchema, title: "A campaign",
        introduction: "What a file that begins with `preflight: campaign/v1` may hold.")),
    ReferencePage(
      name: "configuration.md",
      text: schemaReference(
        configSchema, title: "The configuration",
        introduction:
          "What `\(configFileName)` may hold. It is looked for from the working folder up to the repository's root."
      )),
    ReferencePage(
      name: "rule-files.md",
      text: schemaReference(
        ruleSchema, title: "A rule file",
        introduction: "What a rule file may hold. `preflight rules new` writes one to begin with.")),
  ]
  return [contents(groups, others)] + rulePages + others
}

private func contents(_ groups: [(key: String, value: [Rule])], _ others: [ReferencePage]) -> ReferencePage {
  var lines = [
    "# Reference", "", "Made by `preflight rules reference`. Do not edit: the next run writes it anew.", "",
  ]
  lines += ["## Rules", "", "| rule | severity | what it wants |", "| --- | --- | --- |"]
  for (group, rules) in groups {
    for rule in rules {
      let title = markdown(cell: rule.readText()?.title ?? "")
      lines.append(
        "| [\(rule.id)](rules-\(group).md#\(rule.anchor)) | \(rule.logic.severity.rawValue) | \(title) |")
    }
  }
  lines += ["", "## Everything else", ""]
  lines += others.map { page in
    "- [\(page.text.split(separator: "\n").first?.drop { $0 == "#" || $0 == " " } ?? "")](\(page.name))"
  }
  return ReferencePage(name: "README.md", text: lines.joined(separator: "\n") + "\n")
}

extension Rule {
  var group: String { String(id.prefix { $0 != "/" }) }

  /// The rule's place on its page.
  package var anchor: String { id.replacing("/", with: "-") }
}

/// Text in a table.
func markdown(cell text: String) -> String {
  text.replacing("|", with: "\\|").split(whereSeparator: \.isNewline).joined(separator: " ")
}
