/// A rule, in two halves: the logic that every run needs, and the texts that only a finding or a reader needs.
/// The logic of built-in rules is taken out of their YAML at build time; the texts are read from it on demand.
package import CEL
package import Document

/// What decides: conditions as text, still to be compiled.
package struct RuleLogic: Sendable, Hashable {
  /// What a rule is judged on.
  package enum Scope: String, Sendable, Hashable, CaseIterable {
    /// Once for each transport, of every file that has one.
    case transport
    /// Once for each document that describes a campaign.
    case campaign
  }

  package struct Variable: Sendable, Hashable {
    package let name: String
    package let expression: String

    package init(_ name: String, _ expression: String) {
      self.name = name
      self.expression = expression
    }
  }

  package let id: String
  package let severity: Severity
  package let scope: Scope
  package let variables: [Variable]
  /// nil: the rule always applies.
  package let when: String?
  /// Each is true when all is well.
  package let assertions: [String]
  /// Rules whose findings on the same target this one explains.
  package let supersedes: [String]
  /// Only the wire can decide it.
  package let needsLive: Bool

  package init(
    id: String, severity: Severity, scope: Scope, variables: [Variable], when: String?,
    assertions: [String], supersedes: [String], needsLive: Bool
  ) {
    self.id = id
    self.severity = severity
    self.scope = scope
    self.variables = variables
    self.when = when
    self.assertions = assertions
    self.supersedes = supersedes
    self.needsLive = needsLive
  }
}

/// What is said and proven: everything of a rule file but its logic.
package struct RuleText: Sendable {
  package struct Label: Sendable, Hashable {
    package let at: String
    package let label: String
  }

  package struct FixStep: Sendable, Hashable {
    package enum Action: Sendable, Hashable {
      /// The value of an expression is written to a path.
      case set(to: String)
      case remove
    }

    package let path: String
    package let action: Action
    package let safety: Fix.Safety
  }

  package struct Confirmation: Sendable, Hashable {
    package let probe: String
    package let with: [RuleLogic.Variable]
    package let confirmedIf: String?
    package let refutedIf: String?
    /// What the facts show, in words; `{{…}}` may read `probe`.
    package let evidence: String?
  }

  package struct Parameter: Sendable {
    package let name: String
    package let type: ValueType
    package let fallback: Value
    package let describe: String
  }

  package let title: String
  package let tags: [String]
  package let since: String
  package let aliases: [String]
  package let parameters: [Parameter]
  package let at: String
  package let because: [Label]
  /// One for each assertion.
  package let messages: [String]
  package let why: String
  package let remediation: String
  package let references: [Reference]
  package let fix: [FixStep]
  package let confirmation: Confirmation?
  package let tests: [RuleTest]
}

/// An example inside a rule file: a partial campaign and what the rule must say about it.
package struct RuleTest: Sendable {
  package enum Expectation: String, Sendable, Hashable, CaseIterable {
    case pass, fail, undetermined
    case notApplicable = "not_applicable"
  }

  package let name: String
  /// The campaign, where it stands in the rule file.
  package let config: YAMLNode
  package let expect: Expectation
  /// Path of the place the finding must mark.
  package let at: String?
  package let messageContains: String?
  /// Variables an undetermined outcome must name.
  package let dependsOn: [String]
  /// The campaign after the fix.
  package let fixed: YAMLNode?
  package let profile: String?
  /// Parameters other than the defaults.
  package let parameters: YAMLNode?
  /// Facts of a probe, and the verdict they must lead to.
  package let probe: YAMLNode?
  package let verdict: Verdict.State?
}

/// `group/name` in small letters, digits and hyphens.
package func isRuleID(_ text: String) -> Bool {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  return parts.count == 2
    && parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"):
            true
          default: false
          }
        }
    }
}
