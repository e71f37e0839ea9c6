/// The configuration in force: files in, those that are built on first; for each setting its value and who set it out.
import CEL
import Document

package struct Configuration: Sendable {
  package struct RuleSetting: Sendable {
    package var setup = RuleSetup()
    /// Who set the severity, or turned the rule off or on.
    package var severityPlace: ConfigPlace?
    /// Who set each parameter.
    package var parameters: [String: ConfigFile.RuleEntry.Parameter] = [:]
    /// Every place that speaks of the rule, with the id as it is written there.
    package var mentions: [Placed<String>] = []
  }

  package private(set) var profile: Placed<String>?
  package private(set) var failOn: Placed<String>?
  /// By id as written; `resolved` turns aliases into ids.
  package private(set) var rules: [String: RuleSetting] = [:]
  package private(set) var rulePaths: [Placed<String>] = []
  package private(set) var environmentFiles: [Placed<String>] = []
  package private(set) var ignore: [Placed<String>] = []
  /// The files it was made of.
  package private(set) var files: [String] = []

  package init() {}

  /// Puts a file's settings over those that are there.
  package mutating func add(_ file: ConfigFile) {
    files.append(file.name)
    profile = file.profile ?? profile
    failOn = file.failOn ?? failOn
    rulePaths += file.rulePaths
    environmentFiles += file.environmentFiles
    ignore += file.ignore
    for entry in file.rules { rules[entry.id.value, default: RuleSetting()].add(entry) }
  }

  package var isEmpty: Bool { files.isEmpty }

  /// How rules are set up, by id.
  package func setups(in pack: RulePack) -> [String: RuleSetup] {
    resolved(in: pack).mapValues(\.setup)
  }

  /// Settings by the rules' own ids.
  package func resolved(in pack: RulePack) -> [String: RuleSetting] {
    Dictionary(
      rules.sorted { $0.key < $1.key }.compactMap { id, setting in pack.rule(id).map { ($0.id, setting) } },
      uniquingKeysWith: { $1 })
  }

  /// What names a profile, a rule or a parameter that does not exist, or gives a parameter a value of another type.
  package func faults(in pack: RulePack) -> [ConfigFault] {
    var faults: [ConfigFault] = []
    if let profile, !Profile.all.contains(profile.value) {
      let near = closestName(to: profile.value, among: Profile.all)
      faults.append(ConfigFault(.unknownProfile(profile.value, suggestion: near), at: profile.place))
    }
    for (id, setting) in rules {
      faults += self.faults(id, setting, in: pack)
    }
    return faults.sorted { $0.place.comesBefore($1.place) }
  }

  private func faults(_ id: String, _ setting: RuleSetting, in pack: RulePack) -> [ConfigFault] {
    guard let rule = pack.rule(id) else {
      return setting.mentions.map { mention in
        EngineRule(rawValue: id) == nil
          ? ConfigFault(.unknownRule(id, suggestion: pack.closest(to: id)), at: mention.place)
          : ConfigFault(.engineRule(id), at: mention.place)
      }
    }
    guard !setting.setup.parameters.isEmpty, let text = rule.readText() else { return [] }
    return setting.setup.parameters.compactMap { name, written in
      guard let place = setting.parameters[name] else { return nil }
      guard let parameter = text.parameters.first(where: { $0.name == name }) else {
        let known = text.parameters.map(\.name)
        return ConfigFault(
          .unknownParameter(name, rule: id, known: known, suggestion: closestName(to: name, among: known)),
          at: place.key)
      }
      let isFit = !parameterValue(written, as: parameter.type).holdsError
      return isFit ? nil : ConfigFault(.badParameter(name, rule: id, type: parameter.type), at: place.value)
    }
  }
}

extension Configuration.RuleSetting {
  /// A severity, or parameters alone, over what is there. A severity turns a rule on again.
  fileprivate mutating func add(_ entry: ConfigFile.RuleEntry) {
    mentions.append(entry.id)
    setup = setup.overridden(by: entry.setup)
    severityPlace = entry.severity ?? severityPlace
    parameters.merge(entry.parameters) { $1 }
  }
}

extension RuleSetup {
  /// This setup with another one over it.
  package func overridden(by other: RuleSetup) -> RuleSetup {
    var result = self
    if other.isOff || other.severity != nil {
      (result.isOff, result.severity) = (other.isOff, other.severity)
    }
    result.parameters.merge(other.parameters) { $1 }
    return result
  }
}

extension ConfigPlace {
  fileprivate func comesBefore(_ other: ConfigPlace) -> Bool {
    (file, range.start.offset) < (other.file, other.range.start.offset)
  }
}
