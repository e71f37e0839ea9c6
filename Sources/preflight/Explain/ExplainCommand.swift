/// `preflight explain`: a rule's id in; what it wants, why, how to comply, with examples, out. Offline.
import ArgumentParser
import PreflightKit

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a rule wants, why, and how to comply, with examples.")

  @Argument(help: "The id of a rule, as it stands in brackets behind `error`.")
  var id: String

  @OptionGroup var packOptions: PackOptions

  @Option(help: ArgumentHelp("The school of advice; the configuration's if absent.", valueName: "name"))
  var profile: String?

  @Option(
    help: ArgumentHelp("auto, always or never.", valueName: "when"), transform: { try word($0, "choice") })
  var color = ColorChoice.auto

  func run() throws {
    if let check = RuleLintCheck(rawValue: id) { return try say(RulePage(check).text(style)) }
    let loaded = try packOptions.load()
    let pack = loaded.pack
    var mistakes = [unknownRule(id, in: pack)].compactMap(\.self)
    if let profile, !Profile.all.contains(profile) {
      mistakes.append(OptionFault.unknownWord(profile, what: "profile", known: Profile.all).description)
    }
    guard mistakes.isEmpty else { throw usageError(mistakes) }
    if let rule = pack.rule(id) {
      let inForce = RuleInForce(
        rule, profile: profile ?? loaded.profile, configuration: loaded.configuration, in: pack)
      try say(RulePage(rule, pack: pack, now: currentTime(), inForce: inForce).text(style))
    } else if let engineRule = EngineRule(rawValue: id) {
      try say(RulePage(engineRule).text(style))
    }
  }

  private var style: Style { Terminal.standardOutput.style(color: color, quiet: false) }
}
