/// The gate: a report in, the counts and the exit code out. The same for every format.

package struct Summary: Sendable, Hashable {
  package var files = 0
  package var documents = 0
  package var rules = 0
  package var error = 0
  package var warning = 0
  package var info = 0
  package var undetermined = 0
  package var ruleErrors = 0
  package var suppressed = 0
  package var refuted = 0
  /// How many of the listed findings would fail the gate alone.
  package var gating = 0
}

/// How a run ends (DESIGN: the exit codes).
package enum ExitCode: Int32, Sendable, Hashable {
  case pass = 0
  case findings = 1
  /// Bad usage, configuration or rule pack, or a named path that could not be read or written.
  case usage = 2
  case nothingChecked = 3
  case inconclusive = 4
  case internalFault = 70
}

extension Report {
  /// Counts by what a finding means for the gate: suppressed and refuted findings count only as such.
  package var summary: Summary {
    var summary = Summary()
    summary.files = files.count
    summary.documents = files.reduce(0) { $0 + $1.documents }
    summary.rules = ruleCount
    findings.withUnsafeBufferPointer { findings in
      for index in findings.indices { summary.add(findings[index], gates: gates(findings[index])) }
    }
    return summary
  }

  /// A gate passes only when something was checked, everything asked for could be read, and nothing fails it.
  package var gatePasses: Bool { exitCode == .pass }

  /// Inputs or rules that could not be judged weigh more than findings: nobody knows what else they would have shown.
  package var exitCode: ExitCode { exitCode(summary) }

  /// - Parameter summary: the report's own, for who has counted already.
  func exitCode(_ summary: Summary) -> ExitCode {
    if !unreadInputs.isEmpty || !unwrittenFiles.isEmpty { return .usage }
    // Even where no finding fails it, there may be more warnings than the run allows.
    if summary.gating > 0 || run.maxWarnings.map({ summary.warning > $0 }) == true { return .findings }
    if summary.ruleErrors > 0 { return .usage }
    if !files.contains(where: { $0.status == .checked }) { return .nothingChecked }
    return lacksEvidence ? .inconclusive : .pass
  }

  /// Whether live evidence was required and some is missing: because a server did not say enough, or because nobody was
  /// asked.
  package var lacksEvidence: Bool {
    guard run.live == .require else { return false }
    return probes.isEmpty || probes.contains { $0.state != .answered }
      || files.contains { !$0.unasked.isEmpty } || findings.contains { $0.counts && $0.verdict.isOpen }
  }

  /// Whether this finding alone fails the gate.
  @inline(__always)
  package func gates(_ finding: Finding) -> Bool {
    guard finding.counts else { return false }
    switch finding.outcome {
    case .fail: return run.failOn.map { finding.severity >= $0 } ?? false
    case .undetermined: return run.onUndetermined == .fail
    case .ruleError: return false
    }
  }
}

extension Finding {
  /// Whether it weighs on the gate: not suppressed, and not refuted on the wire.
  package var counts: Bool {
    @inline(__always) get { suppressed == nil && verdict.state != .refuted }
  }
}

extension Verdict {
  fileprivate var isOpen: Bool {
    switch state {
    case .inconclusive, .skipped: true
    case .notRun, .confirmed, .refuted, .notApplicable: false
    }
  }
}

extension Summary {
  // Inline, for a call would copy the finding.
  @inline(__always)
  fileprivate mutating func add(_ finding: Finding, gates: Bool) {
    if gates { gating += 1 }
    if finding.suppressed != nil {
      suppressed += 1
      return
    }
    if finding.verdict.state == .refuted {
      refuted += 1
      return
    }
    switch finding.outcome {
    case .undetermined: undetermined += finding.standsFor
    case .ruleError: ruleErrors += finding.standsFor
    case .fail:
      switch finding.severity {
      case .error: error += finding.standsFor
      case .warning: warning += finding.standsFor
      case .info: info += finding.standsFor
      }
    }
  }
}
