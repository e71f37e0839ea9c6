/// `preflight rules`: what rules there are, and whether the tests inside them hold.
import ArgumentParser
import PreflightKit

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the rules, or run the tests inside them.",
    subcommands: [RulesListCommand.self, RulesTestCommand.self])

  func run() throws { throw missingSubcommand(PreflightCommand.helpMessage(for: Self.self)) }
}

struct RulesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "One line for each rule.")

  @OptionGroup var packOptions: PackOptions

  @Option(
    help: ArgumentHelp("auto, always or never.", valueName: "when"), transform: { try word($0, "choice") })
  var color = ColorChoice.auto

  func run() throws {
    let pack = try packOptions.load().pack
    try say(RuleList(pack).text(Terminal.standardOutput.style(color: color, quiet: false)))
  }
}

struct RulesTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests inside rule files: all of them, or those of the rules named.")

  @Argument(help: "Ids of rules; all if there is none.")
  var ids: [String] = []

  @OptionGroup var packOptions: PackOptions

  func run() throws {
    let pack = try packOptions.load().pack
    let mistakes: [String] = ids.filter { pack.rule($0) == nil }.compactMap { id in
      unknownRule(id, in: pack) ?? "`\(id.displayable)` belongs to the engine and has no tests in a rule file"
    }
    guard mistakes.isEmpty else { throw usageError(mistakes) }
    let results = RuleTestRun(
      ids.isEmpty ? pack.rules : ids.compactMap(pack.rule), pack: pack, now: currentTime())
    try say(results.text)
    if results.exitCode != .pass { throw results.exitCode.thrown }
  }
}
