@testable import PreflightKit
import Testing

@Suite("From bytes to findings")
struct LinterTests {
  static let good = """
    preflight: campaign/v1
    campaign: {name: spring, kind: transactional}
    transports:
      - host: smtp.example.com
        port: 587
        tls: {mode: starttls}
        auth: {username: news, password: "${SMTP_PASSWORD}"}
        timeouts: {connect: 10s}
    """

  @Test("a good campaign has no error and no warning")
  func good() {
    let result = lint(Self.good)
    #expect(result.findings.filter { $0.severity > .info }.map(\.rule) == [])
    #expect(result.file.status == .checked)
  }

  @Test("a finding's range is the offending text")
  func range() throws {
    let text = campaign("host: smtp.example.com, port: 465, tls: {mode: starttls}")
    let finding = try #require(lint(text, only: ["tls/mode-matches-port"]).findings.first)
    #expect(finding.cut(from: text) == "starttls")
    #expect(finding.place.path == "transports[0].tls.mode")
    #expect(finding.related.map(\.path) == ["transports[0].port"])
    #expect(finding.fix?.edits.map(\.text) == ["implicit"])
  }

  @Test("what the placeholder's default breaks is a finding that says where the value came from")
  func placeholderDefault() throws {
    let text = campaign("host: smtp.example.com, port: \"${SMTP_PORT:-25}\"")
    let finding = try #require(lint(text, only: ["port/no-submission-on-25"]).findings.first)
    #expect(finding.outcome == .fail)
    #expect(finding.related.contains { $0.label.contains("SMTP_PORT") })
  }

  @Test("assumed values: all fail is a failure, some fail says which, none fails is a pass")
  func assumptions() throws {
    let text = campaign("host: smtp.example.com, port: \"${SMTP_PORT}\"")
    func outcome(_ values: [String]) -> Finding? {
      lint(text, only: ["port/no-submission-on-25"], assumptions: [(name: "SMTP_PORT", values: values)]).findings.first
    }
    #expect(outcome(["25"])?.outcome == .fail)
    #expect(outcome(["465", "587"]) == nil)
    let mixed = try #require(outcome(["25", "587"]))
    #expect(mixed.outcome == .undetermined)
    #expect(mixed.message.contains("SMTP_PORT = 25"))
    #expect(!mixed.message.contains("587"))
  }

  @Test("a value that breaks the schema is reported once")
  func once() {
    let text = campaign("host: smtp.example.com, port: many, tls: {mode: starttls}, auth: {username: u, password: \"${P}\"}, timeouts: {connect: 5s}", "campaign: {kind: transactional}")
    #expect(lint(text).findings.filter { $0.severity == .error }.map(\.rule) == ["schema/type"])
  }

  @Test("every document of a file is judged, and a broken one does not hide those before it")
  func documents() {
    let text = Self.good + "\n---\n" + campaign("host: a.example, port: 25") + "---\n{ broken\n"
    let result = lint(text)
    #expect(result.file.documents == 2)
    #expect(result.findings.contains { $0.rule == "yaml/syntax" })
    #expect(result.findings.contains { $0.rule == "port/no-submission-on-25" && $0.place.document == 1 })
  }

  @Test(
    "a file with nothing to check says what it is",
    arguments: [
      ("", SkipNote.empty), ("# only a comment\n", .onlyComments), ("---\n", .empty),
      ("transports: []\n", .unrecognised(guess: .markerMissing(seen: "transports"))),
      ("prefligth: campaign/v1\n", .unrecognised(guess: .markerMisspelt(seen: "prefligth"))),
      ("a: 1\n", .unrecognised(guess: nil)), ("just text\n", .unrecognised(guess: nil)),
    ])
  func skipped(text: String, note: SkipNote) {
    let result = lint(text)
    #expect(result.file.status == .skipped)
    #expect(result.file.note == note)
    #expect(result.findings == [])
  }

  @Test("two runs give the same findings")
  func deterministic() {
    let text = campaign("host: a.example, port: 25, prot: 1, tls: {mode: opportunistic, verify: false}")
    #expect(lint(text).findings == lint(text).findings)
  }

  @Test("a fingerprint survives lines added above, and two equal mistakes keep two")
  func fingerprints() {
    let text = campaign("host: a.example, port: 25")
    let moved = "# a comment\n\n" + text
    #expect(lint(text).findings.map(\.fingerprint) == lint(moved).findings.map(\.fingerprint))
    let all = lint(text).findings.map(\.fingerprint)
    #expect(Set(all).count == all.count)
  }
}
