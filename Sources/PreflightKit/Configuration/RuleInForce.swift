/// A rule as it applies here: a rule, a profile and the configuration in; severity and parameters, each with who set it,
/// out.
package import CEL
import Document

package struct RuleInForce: Sendable {
  /// Who decided.
  package enum Source: Sendable, Hashable {
    case rule
    case profile(String)
    case file(ConfigPlace)
  }

  package struct Parameter: Sendable {
    package let name: String
    package let value: Value
    package let source: Source
  }

  /// nil: the rule is off.
  package let severity: Severity?
  package let severitySource: Source
  /// In the order of the rule file.
  package let parameters: [Parameter]
  package let profile: String

  package init(_ rule: Rule, profile: String, configuration: Configuration, in pack: RulePack) {
    let ofProfile = Profile.named(profile)?.setups[rule.id]
    let own = configuration.resolved(in: pack)[rule.id]
    self.profile = profile
    if let own, let place = own.severityPlace {
      severity = own.setup.isOff ? nil : own.setup.severity
      severitySource = .file(place)
    } else if let ofProfile, ofProfile.isOff || ofProfile.severity != nil {
      severity = ofProfile.isOff ? nil : ofProfile.severity
      severitySource = .profile(profile)
    } else {
      severity = rule.logic.severity
      severitySource = .rule
    }
    parameters = (rule.readText()?.parameters ?? []).map { parameter in
      if let written = own?.setup.parameters[parameter.name], let place = own?.parameters[parameter.name]?.key
      {
        return Parameter(
          name: parameter.name, value: parameterValue(written, as: parameter.type), source: .file(place))
      }
      if let written = ofProfile?.parameters[parameter.name] {
        return Parameter(
          name: parameter.name, value: parameterValue(written, as: parameter.type), source: .profile(profile))
      }
      return Parameter(name: parameter.name, value: parameter.fallback, source: .rule)
    }
  }
}

extension RuleInForce.Source {
  /// As a phrase: `set by .preflight.yaml:3:5`.
  package var words: String {
    switch self {
    case .rule: "as the rule's file says"
    case .profile(let id): "set by the profile \(id)"
    case .file(let place): "set by \(place.file):\(place.range.start.line):\(place.range.start.column)"
    }
  }
}
