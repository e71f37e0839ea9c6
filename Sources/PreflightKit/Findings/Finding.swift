/// A finding: what is wrong, where, why it matters and how to mend it. A value; it knows no format and no rule code.
package import Document

/// How much a finding weighs. The order is the order of weight.
package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case info, warning, error

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}

package struct Finding: Sendable, Hashable {
  /// Whether the file alone shows it, or only the wire.
  package enum Origin: String, Sendable, Hashable { case `static`, live }

  package enum Outcome: String, Sendable, Hashable {
    case fail
    /// The rule depends on a value that is not known here. Neither a pass nor an alarm.
    case undetermined
    /// The rule itself could not be evaluated. Never a pass.
    case ruleError = "rule-error"
  }

  package var rule: String
  package var severity: Severity
  package var origin: Origin
  package var outcome: Outcome
  /// One line in the user's terms, without a full stop.
  package var message: String
  package var place: Place
  package var related: [RelatedPlace]
  package var why: String
  package var remediation: String
  package var references: [Reference]
  package var fix: Fix?
  package var verdict: Verdict
  /// Made of rule, file, path and value, never of the line: it survives edits elsewhere in the file.
  package var fingerprint: String
  package var suppressed: Suppressed?
  /// How many findings it counts for: one, unless more were found than are listed.
  package var standsFor = 1

  package init(
    rule: String, severity: Severity, origin: Origin = .static, outcome: Outcome = .fail, message: String,
    place: Place, related: [RelatedPlace] = [], why: String = "", remediation: String = "",
    references: [Reference] = [], fix: Fix? = nil, verdict: Verdict = .notRun, fingerprint: String = "",
    suppressed: Suppressed? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.origin = origin
    self.outcome = outcome
    self.message = message
    self.place = place
    self.related = related
    self.why = why
    self.remediation = remediation
    self.references = references
    self.fix = fix
    self.verdict = verdict
    self.fingerprint = fingerprint
    self.suppressed = suppressed
  }
}

/// Where a finding points: a path that machines compare between runs and a range that people look at.
package struct Place: Sendable, Hashable {
  /// The file, as the user named it.
  package var file: String
  /// Index of the YAML document in the file, from 0.
  package var document: Int
  /// Path in the campaign model, such as `transports[0].port`; empty for the document itself.
  package var path: String
  package var range: SourceRange

  package init(file: String, document: Int, path: String, range: SourceRange) {
    self.file = file
    self.document = document
    self.path = path
    self.range = range
  }
}

/// A half-open stretch of a file, with lines and columns from 1 and byte offsets from 0.
package struct SourceRange: Sendable, Hashable {
  package var start: Position
  package var end: Position

  package init(start: Position, end: Position) {
    self.start = start
    self.end = end
  }

  package init(_ range: TextRange, in source: SourceText) {
    self.init(start: source.position(at: range.start), end: source.position(at: range.end))
  }
}

/// A second place that explains the first.
package struct RelatedPlace: Sendable, Hashable {
  package var label: String
  package var path: String
  package var range: SourceRange

  package init(label: String, path: String, range: SourceRange) {
    self.label = label
    self.path = path
    self.range = range
  }
}

/// Where a rule's claim is written down by somebody with authority.
package struct Reference: Sendable, Hashable {
  package var title: String
  package var url: String

  package init(title: String, url: String) {
    self.title = title
    self.url = url
  }
}

/// Edits that mend a finding. `unsafe` ones may change what the campaign does and are applied only on request.
package struct Fix: Sendable, Hashable {
  package enum Safety: String, Sendable, Hashable { case safe, unsafe }

  package struct Edit: Sendable, Hashable {
    package var range: SourceRange
    package var text: String

    package init(range: SourceRange, text: String) {
      self.range = range
      self.text = text
    }
  }

  package var safety: Safety
  package var edits: [Edit]

  package init(safety: Safety, edits: [Edit]) {
    self.safety = safety
    self.edits = edits
  }
}

/// What the wire said about a finding.
package struct Verdict: Sendable, Hashable {
  package enum State: String, Sendable, Hashable {
    case notRun = "not-run"
    case confirmed, refuted, inconclusive
    case notApplicable = "not-applicable"
    case skipped
  }

  package var state: State
  /// Why it is not decided, or what decided it; a word for machines.
  package var reason: String?
  package var evidence: [String]

  package init(state: State, reason: String? = nil, evidence: [String] = []) {
    self.state = state
    self.reason = reason
    self.evidence = evidence
  }

  package static let notRun = Verdict(state: .notRun)
}

/// Why a finding is reported but does not gate.
package struct Suppressed: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case inline }

  package var kind: Kind
  package var reason: String?
  /// The day on which the suppression ends, `YYYY-MM-DD`.
  package var until: String?

  package init(kind: Kind, reason: String? = nil, until: String? = nil) {
    self.kind = kind
    self.reason = reason
    self.until = until
  }
}
