// Conversations with real servers on loopback. Each is skipped with its reason where the server is not
// installed.

import Foundation
import PreflightKit
import Probes
import Testing

extension OnTheWire {
  @Suite("real servers")
  struct RealServerTests {
    static let login = Login(username: "user@test.example", password: "s3cret")

    /// The facts of each port of the server, in the order of its script's ports.
    static func facts(
      _ kind: RealServer.Kind, expecting: ExpectedTLS? = nil, login: Login? = nil,
      options: ProbeOptions = ProbeOptions()
    ) async throws -> [EndpointFacts] {
      let server = try RealServer.shared(kind)
      let questions = server.ports.map {
        Question(
          host: "127.0.0.1", port: $0, serverName: "mail.test.example", authorities: RealServer.authority,
          expects: expecting, login: login)
      }
      let found = await Prober.answers(to: questions, options: options).compactMap(\.endpoints.first)
      found.forEach(expectHarmless)
      return found
    }

    private func expectGood(_ facts: EndpointFacts, _ mode: PortMode) {
      #expect(
        facts.mode == mode && facts.speaks == .smtp && facts.state == .answered && facts.reason == .none)
      #expect(facts.tls.version == "1.3" && facts.tls.certificate?.defects == [])
      #expect(
        facts.tls.certificate?.issuer == "CN=Preflight Test CA" && facts.tls.certificate?.keyBits == 2048)
    }

    @Test("Postfix", .enabled(if: RealServer.isInstalled(.postfix), RealServer.Kind.postfix.skipReason))
    func postfix() async throws {
      let facts = try await Self.facts(.postfix)
      try #require(facts.count == 4)
      expectGood(facts[0], .starttls)
      expectGood(facts[1], .starttls)
      expectGood(facts[2], .implicit)
      #expect(facts[1].before?.mechanisms == [] && facts[1].after?.mechanisms.contains("plain") == true)
      #expect(facts[1].offers?.sizeLimit == 10_485_760 && facts[1].offers?.pipelining == true)
      #expect(facts[3].mode == .plain && facts[3].before?.mechanisms.contains("login") == true)
    }

    @Test("Dovecot", .enabled(if: RealServer.isInstalled(.dovecot), RealServer.Kind.dovecot.skipReason))
    func dovecot() async throws {
      let facts = try await Self.facts(.dovecot)
      try #require(facts.count == 2)
      expectGood(facts[0], .starttls)
      expectGood(facts[1], .implicit)
      #expect(facts[0].offers?.sizeLimit == 26_214_400)
    }

    @Test("Exim", .enabled(if: RealServer.isInstalled(.exim), RealServer.Kind.exim.skipReason))
    func exim() async throws {
      let facts = try await Self.facts(.exim)
      try #require(facts.count == 3)
      expectGood(facts[1], .starttls)
      expectGood(facts[2], .implicit)
      #expect(facts[1].before?.mechanisms == [] && facts[1].after?.mechanisms == ["plain", "login"])
    }

    @Test("aiosmtpd", .enabled(if: RealServer.isInstalled(.aiosmtpd), RealServer.Kind.aiosmtpd.skipReason))
    func aiosmtpd() async throws {
      let facts = try await Self.facts(.aiosmtpd)
      try #require(facts.count == 2)
      expectGood(facts[0], .starttls)
      expectGood(facts[1], .implicit)
      #expect(facts[0].offers?.sizeLimit == 9_000_000)
    }

    @Test(
      "OpenSMTPD offers TLS and fails every handshake",
      .enabled(if: RealServer.isInstalled(.opensmtpd), RealServer.Kind.opensmtpd.skipReason))
    func opensmtpd() async throws {
      let facts = try await Self.facts(.opensmtpd)
      try #require(facts.count == 2)
      #expect(facts.map(\.mode) == [.starttls, .implicit])
      #expect(
        facts.allSatisfy { $0.reason == .tlsFailed && $0.tls.failure == .alert && $0.state == .answered })
      #expect(facts[0].starttls.failed == true && facts[0].tls.detail.contains("internal-error"))
    }

    @Test(
      "stunnel with a weak certificate: each defect is told",
      .enabled(if: RealServer.isInstalled(.stunnel), RealServer.Kind.stunnel.skipReason))
    func stunnel() async throws {
      let facts = try await Self.facts(.stunnel)
      try #require(facts.count == 2)
      #expect(facts.map(\.mode) == [.starttls, .implicit])
      for fact in facts {
        #expect(fact.tls.established == true && fact.state == .answered)
        #expect(fact.tls.certificate?.defects == [.nameMismatch, .selfSigned, .weakKey, .weakSignature])
        #expect(fact.tls.certificate?.keyBits == 1024 && fact.tls.certificate?.signature == "sha1-rsa")
      }
    }

    @Test(
      "an expectation that is wrong changes nothing that is found",
      .enabled(if: RealServer.isInstalled(.postfix), RealServer.Kind.postfix.skipReason),
      arguments: [ExpectedTLS.implicit, .starttls, .none])
    func wrongExpectation(expecting: ExpectedTLS) async throws {
      #expect(
        try await Self.facts(.postfix, expecting: expecting).map(\.mode) == [
          .starttls, .starttls, .implicit, .plain,
        ])
    }

    @Test(
      "the strict server is not upset for good by a wrong expectation",
      .enabled(if: RealServer.isInstalled(.exim), RealServer.Kind.exim.skipReason))
    func strict() async throws {
      #expect(
        try await Self.facts(.exim, expecting: .implicit).map(\.mode) == [.starttls, .starttls, .implicit])
    }

    static let mechanisms: [(RealServer.Kind, LoginMechanism)] = [
      (.postfix, .plain), (.postfix, .login), (.postfix, .cramMD5), (.dovecot, .plain), (.dovecot, .login),
      (.dovecot, .scramSHA1), (.dovecot, .scramSHA256), (.exim, .plain), (.exim, .login), (.aiosmtpd, .plain),
      (.aiosmtpd, .login),
    ].filter { RealServer.isInstalled($0.0) }

    @Test("the right password is accepted and a wrong one rejected", arguments: mechanisms)
    func login(kind: RealServer.Kind, mechanism: LoginMechanism) async throws {
      let port = try RealServer.shared(kind).ports.suffix(kind == .postfix ? 2 : 1).first
      for (password, outcome) in [("s3cret", LoginOutcome.accepted), ("wrong", .rejected)] {
        let question = Question(
          host: "127.0.0.1", port: try #require(port), serverName: "mail.test.example",
          authorities: RealServer.authority, expects: .implicit,
          login: Login(mechanism: mechanism, username: Self.login.username, password: password))
        let facts = try #require(await Prober.answers(to: [question]).first?.endpoints.first)
        #expect(facts.auth.outcome == outcome && facts.auth.tried == mechanism.rawValue)
        #expect(facts.auth.code == (outcome == .accepted ? 235 : 535))
      }
    }

    @Test(
      "without the authority no password is sent",
      .enabled(if: RealServer.isInstalled(.aiosmtpd), RealServer.Kind.aiosmtpd.skipReason))
    func withheld() async throws {
      let server = try RealServer.shared(.aiosmtpd)
      let question = Question(
        host: "127.0.0.1", port: server.ports[0], serverName: "mail.test.example", login: Self.login)
      let facts = try #require(await Prober.answers(to: [question]).first?.endpoints.first)
      #expect(facts.auth.outcome == .withheld && facts.tls.certificate?.defects == [.missingIssuer])
    }

    @Test(
      "Postfix's log shows no message",
      .enabled(if: RealServer.isInstalled(.postfix), RealServer.Kind.postfix.skipReason))
    func noMessage() async throws {
      let server = try RealServer.shared(.postfix)
      _ = try await Self.facts(.postfix, login: Self.login)
      // The log daemon writes behind our back; its lines count the commands of each session.
      try await Task.sleep(for: .milliseconds(300))
      let log = String(
        decoding: FileManager.default.contents(atPath: server.folder + "/mail.log") ?? Data(), as: UTF8.self)
      #expect(log.contains("ehlo="))
      for word in ["mail=", "rcpt=", "data=", "bdat="] { #expect(!log.contains(word)) }
    }
  }
}
