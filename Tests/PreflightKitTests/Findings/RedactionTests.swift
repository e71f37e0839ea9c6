import Testing

@testable import PreflightKit

@Suite("Secrets never leave")
struct RedactionTests {
  static let canary = "canary-7f3a9c-secret"

  /// Every text that a report of this file could show.
  private func shown(_ text: String) -> String {
    let result = lint(text)
    var all: [String] = []
    for finding in result.findings {
      all += [finding.message, finding.why, finding.remediation, finding.fingerprint]
      all += finding.related.map(\.label)
      all += finding.fix?.edits.map(\.text) ?? []
    }
    if let masked = result.file.text { all += (1...masked.lineCount).map { masked.line($0).text } }
    return all.joined(separator: "\n")
  }

  @Test(
    "a password is not shown wherever and however it is written",
    arguments: [
      campaign("host: a.example, port: 25, auth: {username: u, password: \(canary)}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: \"\(canary)\"}"),
      campaign("host: a.example, port: 25, auth: {username: u, password: \"${P:-\(canary)}\"}"),
      campaign("host: a.example, port: 25, auth: {username: u, pasword: \(canary)}"),
      campaign("host: a.example, port: 25, auth: {username: \(canary), password: \(canary)}"),
      campaign("host: \"smtp://u:\(canary)@a.example\", port: 25"),
      campaign("host: a.example, port: 25, auth: {username: u, pw: \(canary)}"),
      campaign("host: a.example, port: 25, auth: {username: u, credential: \(canary)}"),
      campaign("host: a.example, port: 25") + "# password: \(canary)\n",
      campaign("host: a.example, port: 25") + "# smtp_pw: \(canary)\n",
      campaign("host: a.example, port: 25, auth: {password: [\(canary)]}"),
      campaign("host: a.example, port: 25, auth: {password: {a: \(canary)}}"),
      "preflight: campaign/v1\ntransports:\n  - host: a.example\n    auth:\n      password: |\n        \(canary)\n",
      "preflight: campaign/v1\ntransports:\n  - auth: {password: \(canary)\n",
      "x-auth: &a {password: \(canary)}\npreflight: campaign/v1\ntransports: [{host: a.example, auth: *a}]\n",
    ])
  func masked(text: String) {
    #expect(!shown(text).contains(Self.canary))
  }

  @Test("a placeholder is no secret and stays visible")
  func placeholder() throws {
    let result = lint(
      campaign("host: a.example, port: 25, auth: {username: u, password: \"${SMTP_PASSWORD}\"}"))
    let masked = try #require(result.file.text)
    #expect(masked.line(4).text.contains("${SMTP_PASSWORD}"))
  }
}
