@testable import PreflightKit
import Testing

@Suite("Inline ignores")
struct SuppressionTests {
  private func findings(_ comment: String, alone: Bool = false) -> [Finding] {
    let line = alone ? "  \(comment)\n  - {host: a.example, port: 25" : "  - {host: a.example, port: 25"
    let end = alone ? "}" : "} \(comment)"
    let text = "preflight: campaign/v1\ntransports:\n\(line)\(end)\n"
    return lint(text, only: ["port/no-submission-on-25"]).findings
  }

  @Test("a comment at the end of a line hides the findings of that line")
  func trailing() throws {
    let all = findings("# preflight: ignore[port/no-submission-on-25] -- relay in the same rack")
    let hidden = try #require(all.first?.suppressed)
    #expect(all.count == 1)
    #expect(hidden == Suppressed(kind: .inline, reason: "relay in the same rack"))
  }

  @Test("a comment on a line of its own speaks of the next line")
  func alone() {
    let all = findings("# preflight: ignore[port/no-submission-on-25]", alone: true)
    #expect(all.map { $0.suppressed?.kind } == [.inline])
  }

  @Test(
    "what is wrong with a comment is a finding, and then it hides nothing",
    arguments: [
      ("# preflight: ignore port/no-submission-on-25", "ignore/malformed"),
      ("# preflight: ignore[]", "ignore/malformed"),
      ("# preflight: ignore[port/no-submission-on-25] until=soon", "ignore/malformed"),
      ("# preflight: ignore[port/no-submission-on-25] until=2026-02-30", "ignore/malformed"),
      ("# preflight: ignore[port/no-submission-on-25] because", "ignore/malformed"),
      ("# preflight: ignore[port/no-submision-on-25]", "ignore/unknown-rule"),
      ("# preflight: ignore[port/no-submission-on-25] until=2026-11-20", "ignore/expired"),
    ])
  func faulty(comment: String, rule: String) {
    let all = findings(comment)
    #expect(all.map(\.rule).sorted() == [rule, "port/no-submission-on-25"].sorted())
    #expect(all.allSatisfy { $0.suppressed == nil })
  }

  @Test("an ignore holds through its last day")
  func lastDay() {
    let all = findings("# preflight: ignore[port/no-submission-on-25] until=2026-11-21")
    #expect(all.map { $0.suppressed?.until } == ["2026-11-21"])
  }

  @Test("a comment that hides nothing is a finding")
  func unused() {
    let all = findings("# preflight: ignore[port/no-submission-on-25, tls/none]")
    #expect(all.filter { $0.rule == "ignore/unused" }.map(\.message) == ["nothing is hidden for `tls/none` here"])
  }
}
