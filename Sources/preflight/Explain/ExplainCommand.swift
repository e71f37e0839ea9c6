/// `preflight explain`: a rule's id in; what it wants, why, how to comply, with examples, out. Offline.
import ArgumentParser
import PreflightKit

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a rule wants, why, and how to comply, with examples.")

  @Argument(help: "The id of a rule, as in `error[tls/none]`.")
  var id: String

  @Option(help: ArgumentHelp("A folder with rules of your own; repeatable.", valueName: "dir"))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp("auto, always or never.", valueName: "when"), transform: { try word($0, "choice") })
  var color = ColorChoice.auto

  func run() throws {
    var mistakes: [String] = []
    let pack = RulePack.builtIn(with: rules, &mistakes)
    if let unknown = unknownRule(id, in: pack) { mistakes.append(unknown) }
    guard mistakes.isEmpty else { throw usageError(mistakes) }
    let style = Terminal.standardOutput.style(color: color, quiet: false)
    if let rule = pack.rule(id) {
      try say(RulePage(rule, pack: pack, now: currentTime()).text(style))
    } else if let engineRule = EngineRule(rawValue: id) {
      try say(RulePage(engineRule).text(style))
    }
  }
}
