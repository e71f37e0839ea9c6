import Testing

@testable import PreflightKit

@Suite("Inline ignores")
struct SuppressionTests {
  private func findings(
    _ comment: String, alone: Bool = false, only: [String] = ["port/no-submission-on-25"]
  ) -> [Finding] {
    let line = alone ? "  \(comment)\n  - {host: a.example, port: 25" : "  - {host: a.example, port: 25"
    let end = alone ? "}" : "} \(comment)"
    let text = "preflight: campaign/v1\ntransports:\n\(line)\(end)\n"
    return lint(text, only: only).findings
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
    let all = findings(
      "# preflight: ignore[port/no-submission-on-25, timeout/data-end-short]",
      only: ["port/no-submission-on-25", "timeout/data-end-short"])
    #expect(
      all.filter { $0.rule == "ignore/unused" }.map(\.message) == [
        "nothing is hidden for `timeout/data-end-short` here"
      ])
  }

  @Test("a comment about a rule that was not applied, or that only the wire decides, may be right")
  func notApplied() {
    let all = findings("# preflight: ignore[port/no-submission-on-25, timeout/data-end-short, cert/expired]")
    #expect(all.map(\.rule) == ["port/no-submission-on-25"])
  }

  @Test("a finding that is hidden explains no other away")
  func explainsNothing() {
    let both = ["tls/none", "auth/over-cleartext"]
    func rules(_ comment: String) -> [String] {
      let text = """
        preflight: campaign/v1
        transports:
          - host: a.example
            port: 587
            tls:
              mode: none \(comment)
            auth: {username: u, password: "${P}"}
        """
      return lint(text, only: both).findings.filter { $0.suppressed == nil }.map(\.rule)
    }
    #expect(rules("") == ["tls/none"])
    #expect(rules("# preflight: ignore[tls/none]") == ["auth/over-cleartext"])
  }
}
