import Testing

@testable import PreflightKit

@Suite("More findings than are listed")
struct ManyFindingsTests {
  private func documents(_ ports: [String]) -> String {
    ports.map { "---\npreflight: campaign/v1\ntransports:\n  - {host: a.example, port: \($0)}\n" }.joined()
  }

  private func report(_ text: String, maxWarnings: Int? = nil) -> Report {
    var run = Run(version: "test", profile: Profile.standard)
    run.maxWarnings = maxWarnings
    return Report(run: run, results: [lint(text, only: ["port/no-submission-on-25"])], ruleCount: 1)
  }

  @Test("what is not decided takes no room from failures")
  func undetermined() {
    let report = report(documents(Array(repeating: "\"${P}\"", count: 510) + ["25"]))
    #expect(report.summary.error == 1)
    #expect(report.summary.undetermined == 510)
    #expect(report.exitCode == .findings)
    #expect(report.findings.contains { $0.message == "10 more findings of this kind are not listed" })
  }

  @Test("what is hidden takes no failure's weight")
  func hidden() {
    let hidden = "25} # preflight: ignore[port/no-submission-on-25]\nx-rest: {a: 1"
    let report = report(documents(Array(repeating: hidden, count: 510) + ["25"]))
    #expect(report.summary.suppressed == 500)
    #expect(report.summary.error == 11)
    #expect(report.exitCode == .findings)
    #expect(!report.findings.contains { $0.rule == "ignore/unused" })
  }

  @Test("every finding counts, listed or not")
  func counts() {
    let report = report(documents(Array(repeating: "25", count: 1_510)))
    #expect(report.summary.error == 1_510)
    #expect(report.findings.count == 501)
  }
}
