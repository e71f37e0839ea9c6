/// `preflight rules`: what rules there are, and whether the tests inside them hold.
import ArgumentParser
import PreflightKit

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules, run the tests inside them, judge them, or begin a new one.",
    subcommands: [
      RulesListCommand.self, RulesLintCommand.self, RulesTestCommand.self, RulesNewCommand.self,
      RulesReferenceCommand.self,
    ])

  func run() throws { throw missingSubcommand(PreflightCommand.helpMessage(for: Self.self)) }
}

struct RulesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "One line for each rule.")

  @OptionGroup var packOptions: PackOptions

  @Option(
    help: ArgumentHelp("auto, always or never.", valueName: "when"), transform: { try word($0, "choice") })
  var color = ColorChoice.auto

  func run() throws {
    let loaded = try packOptions.load()
    try say(RuleList(loaded).text(Terminal.standardOutput.style(color: color, quiet: false)))
  }
}

struct RulesTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests inside rule files, and show which ways through the rules they take.",
    discussion: "Without ids: your own rules if there are some, else those that come with preflight.")

  @Argument(help: "Ids of rules.")
  var ids: [String] = []

  @OptionGroup var packOptions: PackOptions

  @Flag(help: "A row for each rule, and the ways that no test takes.")
  var coverage = false

  func run() throws {
    let loaded = try packOptions.load()
    let pack = loaded.pack
    let mistakes = ids.filter { pack.rule($0) == nil }.map { id in
      unknownRule(id, in: pack) ?? "`\(id.displayable)` belongs to the engine and has no tests in a rule file"
    }
    guard mistakes.isEmpty else { throw usageError(mistakes) }
    let own = loaded.ruleFolders.isEmpty ? pack.rules : pack.rules.filter { !$0.isBuiltIn }
    let results = RuleTestRun(
      ids.isEmpty ? own : ids.compactMap(pack.rule), pack: pack, now: currentTime(), isDetailed: coverage)
    try say(results.text)
    if results.exitCode != .pass { throw results.exitCode.thrown }
  }
}
