import Document
import Testing

@testable import PreflightKit

/// What holds whatever school of advice is followed (issue: both schools of port advice).
@Suite("The invariants of all profiles")
struct ProfileInvariantTests {
  private func errors(_ transports: String, profile: String) -> [String] {
    let text = "preflight: campaign/v1\ncampaign: {kind: transactional}\ntransports:\n\(transports)\n"
    return lint(text, profile: profile).findings
      .filter { $0.outcome == .ruleError || ($0.outcome == .fail && $0.severity == .error) }.map(\.rule)
  }

  private static let login =
    "auth: {mechanism: plain, username: news, password: \"${SMTP_PASSWORD}\"}, timeouts: {connect: 10s}"

  private static func transport(_ settings: String) -> String {
    "  - {host: smtp.example.com, \(settings), \(login)}"
  }

  static let good = [
    transport("port: 587, tls: {mode: starttls, verify: true}"),
    transport("port: 465, tls: {mode: implicit}"),
    transport("port: 465, tls: {mode: implicit}") + "\n" + transport("port: 587, tls: {mode: starttls}"),
    transport("port: 587, tls: {mode: starttls}") + "\n" + transport("port: 465, tls: {mode: implicit}"),
  ]

  static let bad = [
    (transport("port: 25, tls: {mode: starttls}"), "submission on 25"),
    (transport("port: 587"), "cleartext off the host"),
    (transport("port: 587, tls: {mode: none}"), "cleartext off the host"),
    (transport("port: 587, tls: {mode: starttls, verify: false}"), "unverified TLS"),
    (transport("port: 465, tls: {mode: implicit, verify: false}"), "unverified TLS"),
    (
      transport("port: 465, tls: {mode: implicit}") + "\n"
        + transport("port: 587, tls: {mode: opportunistic}"),
      "a fallback weaker than the primary"
    ),
    (
      transport("port: 587, tls: {mode: starttls}") + "\n" + transport("port: 2525, tls: {mode: none}"),
      "a fallback weaker than the primary"
    ),
  ]

  @Test("587 with required STARTTLS and 465 with implicit TLS have no error", arguments: Profile.all, good)
  func passes(_ profile: String, _ transports: String) {
    #expect(errors(transports, profile: profile) == [])
  }

  @Test("what leaves the mail open to others never passes", arguments: Profile.all, bad)
  func fails(_ profile: String, _ example: (transports: String, what: String)) {
    #expect(!errors(example.transports, profile: profile).isEmpty, "\(example.what)")
  }

  @Test("every profile is read without a mistake", arguments: Profile.all)
  func form(_ id: String) throws {
    let text = try #require(EmbeddedRules.text(of: "profiles/\(id).yaml"))
    let faults = ConfigurationTests.faults(of: text, as: profileSchema)
    #expect(faults == [])
  }

  @Test("a profile sets only parameters that a rule has, to values of their type", arguments: Profile.all)
  func parameters(_ id: String) throws {
    let text = try #require(EmbeddedRules.text(of: "profiles/\(id).yaml"))
    let rules = text.split(separator: "\n").drop { $0 != "rules:" }.joined(separator: "\n")
    var configuration = Configuration()
    configuration.add(ConfigFile(.init(name: "profile", bytes: Array(rules.utf8))))
    #expect(configuration.faults(in: .builtIn()).map(\.description) == [])
  }
}
