import Document
import Testing

@testable import PreflightKit

@Suite("Fixes as diffs")
struct FixDiffTests {
  private func diff(_ sample: Sample, _ edits: [(SourceRange, String)]) -> String {
    let fix = Fix(safety: .safe, edits: edits.map { Fix.Edit(range: $0.0, text: $0.1) })
    let text = MaskedText(sample.source, covering: sample.secrets)
    return FixDiff(fix, text: text)?.lines(.plain).joined(separator: "\n") ?? "none"
  }

  private func empty(_ position: Position) -> SourceRange {
    SourceRange(start: position, end: position)
  }

  @Test("a replaced value shows the line before and after")
  func replacement() {
    let sample = Sample("a: 1\nport: 25\n")
    #expect(
      diff(sample, [(sample.range("25"), "587")]) == """
        2 - port: 25
        2 + port: 587
        """)
  }

  @Test("two edits on one line are one change")
  func sameLine() {
    let sample = Sample("smtp: {port: 25, tls: none}\n")
    #expect(
      diff(sample, [(sample.range("none"), "starttls"), (sample.range("25"), "587")]) == """
        1 - smtp: {port: 25, tls: none}
        1 + smtp: {port: 587, tls: starttls}
        """)
  }

  @Test("an inserted line shows only itself, wherever the edit begins")
  func insertion() {
    let sample = Sample("tls:\n  mode: starttls\nhelo: x\n")
    #expect(
      diff(sample, [(empty(sample.range("starttls").end), "\n  verify: true")]) == """
        3 +   verify: true
        """)
    #expect(
      diff(sample, [(empty(sample.range("helo").start), "name: y\n")]) == """
        3 + name: y
        """)
  }

  @Test("a removed line shows only itself")
  func removal() {
    let sample = Sample("a: 1\nb: 2\nc: 3\n")
    #expect(diff(sample, [(sample.range("b: 2\n"), "")]) == "2 - b: 2")
  }

  @Test("a secret on the line stays covered on both sides")
  func secret() {
    var sample = Sample("auth: {username: a, password: hunter2}\n")
    let secret = sample.range("hunter2")
    sample.secrets = [TextRange(start: secret.start.offset, end: secret.end.offset)]
    #expect(
      diff(sample, [(sample.range("a,"), "apikey,")]) == """
        1 - auth: {username: a, password: ********}
        1 + auth: {username: apikey, password: ********}
        """)
    #expect(
      diff(sample, [(secret, "\"${SMTP_PASSWORD}\"")]) == """
        1 - auth: {username: a, password: ********}
        1 + auth: {username: a, password: "${SMTP_PASSWORD}"}
        """)
  }

  @Test("a change of a whole file is not shown")
  func tooLong() {
    let sample = Sample(String(repeating: "a\n", count: 200))
    #expect(diff(sample, [(SourceRange(TextRange(start: 0, end: 400), in: sample.source), "b")]) == "none")
  }
}
