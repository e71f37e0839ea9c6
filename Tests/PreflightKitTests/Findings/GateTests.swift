import Testing

@testable import PreflightKit

private func finding(
  _ severity: Severity, _ outcome: Finding.Outcome = .fail, suppressed: Suppressed? = nil,
  verdict: Verdict = .notRun
) -> Finding {
  let place = Place(file: "a.yaml", document: 0, path: "", range: SourceRange(start: .origin, end: .origin))
  return Finding(
    rule: "a/b", severity: severity, outcome: outcome, message: "m", place: place, verdict: verdict,
    suppressed: suppressed)
}

private func report(
  _ findings: [Finding], failOn: Severity? = .error, maxWarnings: Int? = nil,
  onUndetermined: Run.OnUndetermined = .note, live: Run.Live = .off, probes: [ProbeRecord] = [],
  status: CheckedFile.Status = .checked
) -> Report {
  let run = Run(
    version: "0", profile: "rfc8314", live: live, failOn: failOn, maxWarnings: maxWarnings,
    onUndetermined: onUndetermined)
  let file = CheckedFile(path: "a.yaml", documents: 1, dialects: [], status: status)
  return Report(run: run, files: [file], findings: findings, probes: probes, ruleCount: 1)
}

@Suite("The gate")
struct GateTests {
  @Test(
    "a finding fails the gate exactly when it weighs as much as the threshold, at every pair of the lattice")
  func lattice() {
    for severity in Severity.allCases {
      #expect(report([finding(severity)], failOn: nil).exitCode == .pass)
      for threshold in Severity.allCases {
        let expected: ExitCode = severity >= threshold ? .findings : .pass
        #expect(report([finding(severity)], failOn: threshold).exitCode == expected)
      }
    }
  }

  @Test("suppressed and refuted findings are counted and do not gate")
  func excused() {
    let hidden = finding(.error, suppressed: Suppressed(kind: .inline))
    let refuted = finding(.error, verdict: Verdict(state: .refuted))
    let both = report([hidden, refuted])
    #expect(both.exitCode == .pass)
    #expect(both.summary.suppressed == 1)
    #expect(both.summary.refuted == 1)
    #expect(both.summary.error == 0)
  }

  @Test("more warnings than allowed fail the gate")
  func maxWarnings() {
    let two = [finding(.warning), finding(.warning)]
    #expect(report(two, maxWarnings: 2).exitCode == .pass)
    #expect(report(two, maxWarnings: 1).exitCode == .findings)
    #expect(report(two, failOn: nil, maxWarnings: 0).exitCode == .findings)
  }

  @Test("an undecided rule fails the gate only on request")
  func undetermined() {
    let open = [finding(.error, .undetermined)]
    #expect(report(open).exitCode == .pass)
    #expect(report(open, onUndetermined: .ignore).exitCode == .pass)
    #expect(report(open, onUndetermined: .fail).exitCode == .findings)
  }

  @Test("a rule that cannot be evaluated is never a pass, and findings come first")
  func ruleError() {
    #expect(report([finding(.error, .ruleError)]).exitCode == .usage)
    #expect(report([finding(.error, .ruleError)], failOn: nil).exitCode == .usage)
    #expect(report([finding(.error, .ruleError), finding(.error)]).exitCode == .findings)
  }

  @Test("nothing checked is not a pass, but a file that cannot be read is a finding first")
  func nothing() {
    #expect(report([], status: .skipped).exitCode == .nothingChecked)
    #expect(report([finding(.error)], status: .failed).exitCode == .findings)
  }

  @Test("required evidence that is missing is exit 4, after findings")
  func evidence() {
    let silent = [ProbeRecord(host: "a.example", port: 587, state: .inconclusive)]
    #expect(report([], live: .require, probes: silent).exitCode == .inconclusive)
    #expect(report([], live: .advise, probes: silent).exitCode == .pass)
    #expect(report([finding(.error)], live: .require, probes: silent).exitCode == .findings)
  }

  @Test("nobody asked is no evidence: no question, a transport without one, a skipped verdict")
  func unasked() {
    let answered = [ProbeRecord(host: "a.example", port: 587, state: .answered)]
    #expect(report([], live: .require, probes: answered).exitCode == .pass)
    #expect(report([], live: .require).exitCode == .inconclusive)
    #expect(report([], live: .advise).exitCode == .pass)
    var beside = report([], live: .require, probes: answered)
    beside.files[0].unasked = ["transports[1]"]
    #expect(beside.exitCode == .inconclusive)
    let skipped = finding(.info, verdict: Verdict(state: .skipped, reason: "not-asked"))
    #expect(report([skipped], live: .require, probes: answered).exitCode == .inconclusive)
  }
}
