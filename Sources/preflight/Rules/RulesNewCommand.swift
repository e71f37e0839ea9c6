/// `preflight rules new`: an id in; a commented rule file with tests to fill in, out. Nothing is overwritten.
import ArgumentParser
import PreflightKit

struct RulesNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a commented rule with failing tests to fill in.",
    discussion: """
      The file goes to GROUP/NAME.yaml below --rules, or below the first of the configuration's rule_paths, or below \
      the folder `rules`.
      """)

  @Argument(help: "The id, `group/name` in small letters, digits and hyphens.")
  var id: String

  @OptionGroup var packOptions: PackOptions

  func run() throws {
    guard isRuleID(id) else {
      throw usageError([
        "`\(id.displayable)` is not an id; write `group/name` in small letters, digits and hyphens"
      ])
    }
    let loader = ConfigLoader(packOptions.config)
    let pack = RulePack.builtIn()
    let mistakes = loader.mistakes + [taken(in: pack)].compactMap(\.self)
    guard mistakes.isEmpty else { throw usageError(mistakes) }
    let folder = packOptions.rules.first ?? loader.configuration.rulePaths.first?.path ?? "rules"
    let path = joined(folder, id + ".yaml")
    try create(path, newRuleText(id: id, version: toolVersion))
    let again = "--rules \(folder.displayable)"
    StandardStreams.warn("wrote \(path.displayable); next: preflight rules test \(id) \(again)")
  }

  private func taken(in pack: RulePack) -> String? {
    guard pack.knows(id) else { return nil }
    return "`\(id)` exists already; `preflight explain \(id)` shows it"
  }
}
