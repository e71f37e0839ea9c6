/// The options of every command that needs the rules: `--rules` and `--config` in; the pack and the configuration out.
import ArgumentParser
import PreflightKit

struct PackOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A folder with rules of your own; repeatable.", valueName: "dir"))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "The configuration file; the nearest \(configFileName) up to the repository's root if absent.", valueName: "file"))
  var config: String?

  /// Ends the command after saying what is wrong with either.
  func load() throws -> LoadedPack {
    var loaded = LoadedPack(config: config, ruleFolders: rules)
    loaded.checkRules()
    guard loaded.mistakes.isEmpty else { throw usageError(loaded.mistakes) }
    return loaded
  }
}

/// The rules in force and what configures them.
struct LoadedPack {
  let configuration: Configuration
  private(set) var pack: RulePack
  private(set) var mistakes: [String]
  /// The folders with a team's own rules.
  let ruleFolders: [String]

  init(config: String?, ruleFolders: [String]) {
    let loader = ConfigLoader(config)
    configuration = loader.configuration
    mistakes = loader.mistakes
    self.ruleFolders = configuration.rulePaths.map(\.path) + ruleFolders
    pack = .builtIn(with: self.ruleFolders, &mistakes)
  }

  /// Names in the configuration mean something only when every rule could be read.
  mutating func checkRules() {
    if mistakes.isEmpty { mistakes = configuration.faults(in: pack).map(\.description) }
  }

  /// The profile in force.
  var profile: String { configuration.profile?.value ?? Profile.standard }
}
