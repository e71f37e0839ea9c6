/// Everything that must be right before the first file is read: a request in; a linter, or every mistake on stderr, out.
import CEL
import Document
import PreflightKit

struct LintPreparation {
  private let request: LintRequest

  /// What the run needs, with the configuration worked in: an option wins over it.
  struct Prepared {
    let linter: Linter
    let profile: String
    let failOn: FailOn
    let ignored: IgnoredPaths
    /// The files that say how to lint, where a file is written. What is linted is not among them.
    let sources: [String]
  }

  init(_ request: LintRequest) {
    self.request = request
  }

  /// nil when something is wrong; it has then been said.
  func prepared() -> Prepared? {
    var mistakes: [String] = []
    if let place = request.places.firstShared { mistakes.append(place.refusalOfASecondText) }
    mistakes += request.live.strayOptions.map { "\($0) needs --live" }
    var loaded = LoadedPack(config: request.config, ruleFolders: request.ruleFolders)
    loaded.checkRules()
    mistakes += loaded.mistakes
    mistakes += (request.only + request.skip).compactMap {
      unknownRule($0, in: loaded.pack) ?? engineRule($0)
    }
    if let profile = request.profile, !Profile.all.contains(profile) {
      mistakes.append(OptionFault.unknownWord(profile, what: "profile", known: Profile.all).description)
    }
    var settings = LintSettings(now: currentTime())
    readVariables(loaded.configuration, into: &settings, &mistakes)
    let prepared = prepared(loaded, settings)
    if mistakes.isEmpty, prepared.linter.ruleCount(live: true) == 0 {
      mistakes.append("no rule is left to apply; leave out --rule or --skip")
    }
    for mistake in mistakes { StandardStreams.warn("preflight: error: \(mistake)") }
    return mistakes.isEmpty ? prepared : nil
  }

  private func prepared(_ loaded: LoadedPack, _ settings: LintSettings) -> Prepared {
    let configuration = loaded.configuration
    var settings = settings
    settings.assumptions = request.assumptions.joined.map { ($0.name, $0.values) }
    settings.only = request.only
    settings.skip = request.skip
    settings.profile = request.profile ?? loaded.profile
    settings.setups = configuration.setups(in: loaded.pack)
    settings.honoursIgnores = !request.ignoresComments
    return Prepared(
      linter: Linter(pack: loaded.pack, settings: settings), profile: settings.profile,
      failOn: request.failOn ?? configuration.failOn.flatMap { FailOn(rawValue: $0.value) } ?? .error,
      ignored: IgnoredPaths(configuration.ignore.map { ($0.place.file, $0.value) }), sources: sources(loaded))
  }

  /// Asked for only where something could be written over one of them.
  private func sources(_ loaded: LoadedPack) -> [String] {
    guard request.places.contains(where: { $0.file != nil }) else { return [] }
    let named = request.filesFrom + [request.live.factsFile].compactMap(\.self)
    let rules = loaded.pack.rules.filter { !$0.isBuiltIn }.map(\.file)
    return loaded.configuration.files + variableFiles(loaded.configuration) + named + rules
  }

  /// The configuration's files, then those of `--env-file` in their order, then `--env`: what is said last and nearest
  /// holds.
  private func readVariables(
    _ configuration: Configuration, into settings: inout LintSettings, _ mistakes: inout [String]
  ) {
    for file in variableFiles(configuration) {
      do {
        let bytes = try FileReader().whole(file)
        for (name, value) in try EnvironmentFile.read(String(decoding: bytes, as: UTF8.self)) {
          settings.variables[name] = value
        }
      } catch let fault as EnvironmentFile.Fault {
        mistakes.append("\(file.displayable):\(fault.line): \(fault.problem)")
      } catch {
        mistakes.append("cannot read `\(file.displayable)`: \(error)")
      }
    }
    for variable in request.variables { settings.variables[variable.name] = variable.value }
  }

  private func variableFiles(_ configuration: Configuration) -> [String] {
    configuration.environmentFiles.map(\.path) + request.variableFiles
  }
}

/// nil when the rule exists.
func unknownRule(_ id: String, in pack: RulePack) -> String? {
  if pack.knows(id) { return nil }
  let next =
    pack.closest(to: id).map { ", did you mean `\($0)`?" } ?? "; `preflight rules list` shows all of them"
  return "there is no rule `\(id.displayable)`\(next)"
}

/// nil when the rule is one that can be chosen and left out.
private func engineRule(_ id: String) -> String? {
  EngineRule(rawValue: id).map {
    "`\($0.id)` belongs to the reader of the file itself and is always on; --rule and --skip are about the other rules"
  }
}

extension LintRequest {
  /// Everything that is written.
  fileprivate var places: [OutputTarget.Place] {
    outputs.map(\.place) + (live.savedFacts.map { [.file($0)] } ?? [])
  }
}

extension [OutputTarget.Place] {
  /// The first place under which something else goes already, whatever it is called there.
  fileprivate var firstShared: OutputTarget.Place? {
    guard count > 1 else { return nil }
    let destinations = map(\.destination)
    return indices.first { destinations[..<$0].contains(destinations[$0]) }.map { self[$0] }
  }
}

extension OutputTarget.Place {
  fileprivate var refusalOfASecondText: String {
    switch self {
    case .standardOutput: "two reports cannot both go to stdout; send one to a file with --output FORMAT=FILE"
    case .file(let file): "`\(file.displayable)` would be written twice; name another file for one of them"
    }
  }
}
