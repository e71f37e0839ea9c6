/// `preflight rules lint`: rule files in; what is wrong with them beyond what keeps them from loading, and an exit code,
/// out.
import ArgumentParser
import Document
import PreflightKit

struct RulesLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Judge rule files: conditions that never match, ways without a test, texts that read badly.",
    discussion:
      "Exit codes: 0 nothing to mend; 1 findings at or above --fail-on; 2 bad usage or an unreadable path.")

  @Argument(
    help: "Rule files or folders; if there is none, your own rules, or else those that come with preflight.")
  var paths: [String] = []

  @OptionGroup var packOptions: PackOptions

  @Option(
    name: [.long, .customShort("o")],
    help: ArgumentHelp("Where the report goes; repeatable.", valueName: "format[=file]"),
    transform: OutputTarget.init(parsing:))
  var output: [OutputTarget] = []

  @Option(
    help: ArgumentHelp("The lowest severity that fails: error, warning, info, never.", valueName: "severity"),
    transform: { try word($0, "severity") })
  var failOn = FailOn.warning

  @Option(
    help: ArgumentHelp("auto, always or never.", valueName: "when"), transform: { try word($0, "choice") })
  var color = ColorChoice.auto

  func run() throws {
    let loader = ConfigLoader(packOptions.config)
    var mistakes = loader.mistakes
    let folders = loader.configuration.rulePaths.map(\.path) + packOptions.rules
    let own = ruleFiles(in: paths.isEmpty ? folders : folders + paths, &mistakes)
    guard mistakes.isEmpty else { throw usageError(mistakes) }
    var pack = RulePack.builtIn()
    // What does not load is a finding here.
    _ = pack.add(ruleFiles: own)
    let named = paths.isEmpty ? own : ruleFiles(in: paths, &mistakes)
    let linter = RuleLinter(pack: pack, now: currentTime())
    let results =
      own.isEmpty
      ? linter.lint(pack.rules.map(\.source)) { $0.idOfBuiltIn } : linter.lint(named)
    try deliver(results)
  }

  private func deliver(_ results: [FileReport]) throws {
    let run = Run(version: toolVersion, profile: Profile.standard, failOn: failOn.severity)
    let report = Report(run: run, results: results, ruleCount: results.count)
    let outputs = output.isEmpty ? [.standard] : output
    let code = ReportDelivery(outputs: outputs, color: color, quiet: false).deliver(report)
    if code != 0 { throw ArgumentParser.ExitCode(code) }
  }
}

extension String {
  /// The id that the place of a built-in rule implies: `checks/port/missing.yaml`.
  fileprivate var idOfBuiltIn: String? {
    guard hasPrefix("checks/"), hasSuffix(".yaml") else { return nil }
    return String(dropFirst("checks/".count).dropLast(".yaml".count))
  }
}
