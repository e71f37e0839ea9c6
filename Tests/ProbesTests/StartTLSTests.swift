// The upgrade to TLS and everything that can go wrong with it.

import PreflightKit
import Probes
import Testing

extension OnTheWire {
  @Suite("STARTTLS")
  struct StartTLSTests {
    static let offer: [Step] = [.greeting] + Step.ehlo("STARTTLS", "SIZE 1000") + [.expect("STARTTLS")]

    @Test(
      "a keyword overwritten on the way is stripped, not merely absent",
      arguments: ["XXXXXXXA", "XXXXXXXX", "xxxxxxxa"])
    func stripped(keyword: String) async throws {
      let (facts, server) = try await ScriptedServer.facts(
        [.greeting] + Step.ehlo(keyword, "SIZE 5") + Step.bye)
      #expect(facts.starttls.stripped == true && facts.starttls.offered == false && facts.mode == .plain)
      #expect(facts.offers == nil, "what lies behind the middlebox is not known")
      #expect(server.unexpected.isEmpty)
    }

    @Test("a plain server without STARTTLS is not stripped")
    func absent() async throws {
      let (facts, _) = try await ScriptedServer.facts(
        [.greeting] + Step.ehlo("XCLIENT", "XEXCH50") + Step.bye)
      #expect(facts.starttls.stripped == false && facts.starttls.offered == false)
    }

    @Test("5xx is a refusal")
    func refused() async throws {
      let (facts, server) = try await ScriptedServer.facts(
        Self.offer + [.say("502 5.5.1 not here\r\n")] + Step.bye)
      #expect(facts.starttls.refused == true && facts.state == .answered && facts.reason == .rejected)
      #expect(facts.starttls.reply?.enhanced == "5.5.1")
      #expect(facts.detail == "502 5.5.1 not here")
      #expect(server.unexpected.isEmpty)
    }

    @Test("454 is no refusal: it decides nothing")
    func deferred() async throws {
      let (facts, server) = try await ScriptedServer.facts(
        Self.offer + [.say("454 4.7.0 later\r\n")] + Step.bye)
      #expect(facts.starttls.refused == nil && facts.starttls.failed == nil)
      #expect(facts.state == .inconclusive && facts.reason == .deferred && facts.mode == .starttls)
      #expect(server.unexpected.isEmpty)
    }

    @Test(
      "bytes behind the 220, in the same segment or the next, are injected and refused",
      arguments: [
        [Step.say("220 go\r\n250 injected\r\n"), .stay],
        [Step.say("220 go\r\n250"), .stay],
        [Step.say("220 go\r\n"), .anything, .say("250 injected\r\n"), .stay],
      ])
    func injected(steps: [Step]) async throws {
      let (facts, _) = try await ScriptedServer.facts(Self.offer + steps)
      #expect(facts.starttls.injected == true && facts.state == .answered && facts.reason == .injected)
      #expect(facts.detail.hasPrefix("250"))
      #expect(facts.tls.established == nil)
    }

    @Test("an alert fails the handshake for good, and is named")
    func alert() async throws {
      // internal_error
      let alert: [UInt8] = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x50]
      let (facts, _) = try await ScriptedServer.facts(
        Self.offer + [.say("220 go\r\n"), .anything, .sayBytes(alert), .close])
      #expect(facts.starttls.failed == true && facts.tls.failure == .alert)
      #expect(facts.tls.detail.contains("internal-error"))
      #expect(facts.state == .answered && facts.reason == .tlsFailed)
      #expect(facts.mode == .starttls)
    }

    @Test(
      "an alert that finds fault with our ClientHello decides nothing",
      arguments: [("handshake-failure", 40), ("insufficient-security", 71), ("decode-error", 50)]
        as [(String, UInt8)])
    func unmatched(name: String, code: UInt8) async throws {
      let (facts, _) = try await ScriptedServer.facts(
        Self.offer + [
          .say("220 go\r\n"), .anything, .sayBytes([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, code]), .close,
        ])
      #expect(facts.starttls.failed == nil && facts.tls.failure == .unmatched)
      #expect(facts.tls.detail.contains(name))
      #expect(facts.state == .inconclusive && facts.reason == .tlsUndecided)
    }

    @Test("a connection closed during the handshake fails it")
    func closed() async throws {
      let (facts, _) = try await ScriptedServer.facts(Self.offer + [.say("220 go\r\n"), .anything, .close])
      #expect(facts.starttls.failed == true && facts.tls.failure == .closed && facts.reason == .tlsFailed)
    }

    @Test("a handshake that does not end is inconclusive")
    func stuck() async throws {
      let (facts, _) = try await ScriptedServer.facts(Self.offer + [.say("220 go\r\n"), .stay])
      #expect(facts.starttls.failed == nil && facts.tls.established == nil)
      #expect(facts.state == .inconclusive && facts.reason == .timedOut && facts.phase == .tls)
    }

    @Test("old versions are seen, not refused", arguments: [("1.0", 0), ("1.1", 1), ("1.2", 2), ("1.3", 3)])
    func versions(name: String, index: Int) async throws {
      let version = oldToNew[index]
      let (facts, _) = try await ScriptedServer.facts(
        Self.offer + [.say("220 go\r\n"), .tls(try identity(), only: version)] + Step.ehlo("SIZE 7")
          + Step.bye)
      #expect(facts.tls.version == name && facts.offers?.sizeLimit == 7 && facts.state == .answered)
    }

    @Test("the certificate is judged and the conversation goes on, whatever is wrong with it")
    func misnamed() async throws {
      let certificate = try identity { try $0.issue(["other.example"], days: -20 ... -10) }
      let (facts, server) = try await ScriptedServer.facts(OnTheWire.ModeTests.starttls(certificate))
      #expect(facts.tls.certificate?.defects == [.expired, .nameMismatch])
      #expect(facts.tls.certificate?.names == ["other.example"] && facts.tls.certificate?.trusted == true)
      #expect(facts.tls.established == true && facts.offers?.sizeLimit == 2000 && facts.state == .answered)
      #expect(server.unexpected.isEmpty)
    }
  }
}
