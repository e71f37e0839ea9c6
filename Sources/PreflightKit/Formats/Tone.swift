/// How a finding is announced: a finding in, the word at the head of it and the word's colour out.

enum Tone: Sendable {
  case error, warning, info, undetermined, ruleError, refuted

  init(_ finding: Finding) {
    self =
      switch (finding.verdict.state, finding.outcome, finding.severity) {
      case (.refuted, _, _): .refuted
      case (_, .undetermined, _): .undetermined
      case (_, .ruleError, _): .ruleError
      case (_, .fail, .error): .error
      case (_, .fail, .warning): .warning
      case (_, .fail, .info): .info
      }
  }

  var word: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "info"
    case .undetermined: "undetermined"
    case .ruleError: "rule-error"
    case .refuted: "refuted"
    }
  }

  var paint: Paint {
    switch self {
    case .error: Severity.error.paint
    case .warning: Severity.warning.paint
    case .info: Severity.info.paint
    case .ruleError: .red
    case .undetermined: .magenta
    case .refuted: .green
    }
  }
}

extension Severity {
  package var paint: Paint {
    switch self {
    case .error: .red
    case .warning: .yellow
    case .info: .blue
    }
  }
}

extension Report {
  /// The findings that are shown to people. Suppressed ones stay in the machine formats and in the counts.
  var shown: [Finding] {
    // Mostly all of them: then no copy is made.
    findings.allSatisfy(shows) ? findings : findings.filter(shows)
  }

  private func shows(_ finding: Finding) -> Bool {
    finding.suppressed == nil && (finding.outcome != .undetermined || run.onUndetermined != .ignore)
  }
}
