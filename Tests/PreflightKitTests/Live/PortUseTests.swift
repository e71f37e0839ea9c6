import Testing

@testable import PreflightKit

/// Which ports `probe` recommends, and what it says of the others.
@Suite("The use of a port")
struct PortUseTests {
  /// A port that takes mail from clients under TLS, then changed.
  private func port(_ number: Int = 587, _ change: (inout EndpointFacts) -> Void = { _ in }) -> EndpointFacts
  {
    var facts = EndpointFacts()
    (facts.host, facts.port, facts.serverName) = ("smtp.example.com", number, "smtp.example.com")
    facts.address = "192.0.2.7"
    facts.state = .answered
    facts.connection = .connected
    (facts.mode, facts.speaks) = (.starttls, .smtp)
    facts.tls.established = true
    facts.tls.version = "1.3"
    facts.tls.certificate = CertificateFacts()
    facts.after = Capabilities()
    facts.after?.extended = true
    change(&facts)
    return facts
  }

  private func report(_ endpoints: [EndpointFacts]) throws -> ProbeReport {
    let target = try #require(ProbeTarget("smtp.example.com", in: .builtIn))
    let answers = endpoints.map { facts in
      Answer(Question(host: facts.host, port: facts.port), addresses: [facts.address], endpoints: [facts])
    }
    return ProbeReport(target, answers: answers)
  }

  @Test("a submission port under verified TLS is recommended")
  func good() throws {
    let report = try report([port()])
    #expect(report.exitCode == .pass)
    #expect(report.text(Style()).contains("Use port 587 with `tls.mode: starttls`."))
  }

  static let obstacles: [(String, ExitCode, @Sendable (inout EndpointFacts) -> Void)] = [
    ("this is no SMTP server", .findings, { ($0.speaks, $0.reason, $0.after) = (.imap, .notSMTP, nil) }),
    (
      "connected, but silent in place of a greeting", .inconclusive,
      { ($0.speaks, $0.state, $0.reason, $0.phase, $0.after) = (nil, .inconclusive, .silent, .greeting, nil) }
    ),
    (
      "a refusal (5xx): \"554 no\" in place of a greeting", .findings,
      {
        ($0.speaks, $0.state, $0.reason, $0.phase, $0.after) = (nil, .inconclusive, .rejected, .greeting, nil)
        $0.detail = "554 no"
      }
    ),
    (
      "a refusal (5xx): \"550 no\" in answer to EHLO", .findings,
      {
        ($0.state, $0.reason, $0.phase, $0.after) = (.inconclusive, .rejected, .ehloSecured, nil)
        $0.detail = "550 no"
      }
    ),
    (
      "a temporary refusal (4xx): \"454 later\" in answer to STARTTLS", .inconclusive,
      {
        ($0.state, $0.reason, $0.phase, $0.after) = (.inconclusive, .deferred, .starttls, nil)
        ($0.tls, $0.detail) = (TLSFacts(), "454 later")
      }
    ),
    (
      "no reply in time in answer to EHLO", .inconclusive,
      {
        ($0.state, $0.reason, $0.phase, $0.after) = (.inconclusive, .timedOut, .ehlo, nil)
        ($0.tls, $0.mode) = (TLSFacts(), nil)
      }
    ),
    ("TLS 1.0 is deprecated", .findings, { $0.tls.version = "1.0" }),
    ("the certificate is not acceptable: expired", .findings, { $0.tls.certificate?.defects = [.expired] }),
    ("no TLS is offered", .findings, { ($0.mode, $0.tls, $0.after) = (.plain, TLSFacts(), nil) }),
  ]

  @Test("a port that cannot be used is not recommended, and the reason is told", arguments: obstacles)
  func unusable(
    words: String, code: ExitCode, change: @Sendable (inout EndpointFacts) -> Void
  ) throws {
    let report = try report([port(587, change)])
    let text = report.text(Style())
    #expect(text.contains("Port 587: \(words)"), "\(text)")
    #expect(!text.contains("transports:") && !text.contains("submission server"))
    #expect(report.exitCode == code)
  }

  @Test("port 25 alone is no recommendation")
  func betweenServers() throws {
    let report = try report([port(25)])
    #expect(report.exitCode == .findings)
    #expect(report.text(Style()).contains("Port 25: this port is for mail between servers"))
  }
}
