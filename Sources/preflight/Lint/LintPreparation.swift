/// Everything that must be right before the first file is read: a request in; a linter, or every mistake on stderr, out.
import CEL
import Document
import PreflightKit

struct LintPreparation {
  private let request: LintRequest

  init(_ request: LintRequest) {
    self.request = request
  }

  /// nil when something is wrong; it has then been said.
  func linter() -> Linter? {
    var mistakes: [String] = []
    if request.outputs.count(where: { $0.place == .standardOutput }) > 1 {
      mistakes.append("two reports cannot both go to stdout; send one to a file with --output FORMAT=FILE")
    }
    let pack = RulePack.builtIn(with: request.ruleFolders, &mistakes)
    mistakes += (request.only + request.skip).compactMap { unknownRule($0, in: pack) }
    if let profile = request.profile, !Profile.all.contains(profile) {
      mistakes.append(OptionFault.unknownWord(profile, what: "profile", known: Profile.all).description)
    }
    let variables = readVariables(&mistakes)
    let linter = Linter(pack: pack, settings: settings(variables))
    if mistakes.isEmpty, linter.ruleCount == 0,
      !request.only.contains(where: { EngineRule(rawValue: $0) != nil })
    {
      mistakes.append("no rule is left to apply; leave out --rule or --skip")
    }
    for mistake in mistakes { StandardStreams.warn("preflight: error: \(mistake)") }
    return mistakes.isEmpty ? linter : nil
  }

  private func settings(_ variables: [String: String]) -> LintSettings {
    var settings = LintSettings(now: currentTime())
    settings.variables = variables
    settings.assumptions = request.assumptions.map { ($0.name, $0.values) }
    settings.only = request.only
    settings.skip = request.skip
    settings.profile = request.profile ?? Profile.standard
    settings.honoursIgnores = !request.ignoresComments
    return settings
  }

  /// Files in their order, then `--env`: what is said last and nearest holds.
  private func readVariables(_ mistakes: inout [String]) -> [String: String] {
    var variables: [String: String] = [:]
    for file in request.variableFiles {
      do {
        let bytes = try FileReader().whole(file)
        for (name, value) in try EnvironmentFile.read(String(decoding: bytes, as: UTF8.self)) {
          variables[name] = value
        }
      } catch let fault as EnvironmentFile.Fault {
        mistakes.append("\(file.displayable):\(fault.line): \(fault.problem)")
      } catch {
        mistakes.append("cannot read `\(file.displayable)`: \(error)")
      }
    }
    for variable in request.variables { variables[variable.name] = variable.value }
    return variables
  }
}

/// nil when the rule exists.
func unknownRule(_ id: String, in pack: RulePack) -> String? {
  if pack.knows(id) { return nil }
  let next =
    pack.closest(to: id).map { ", did you mean `\($0)`?" } ?? "; `preflight rules list` shows all of them"
  return "there is no rule `\(id.displayable)`\(next)"
}
