// What a port speaks, told by its first bytes on one connection.

import PreflightKit
import Testing

@testable import Probes

extension OnTheWire {
  @Suite("the mode of a port")
  struct ModeTests {
    static let plain: [Step] = [.greeting] + Step.ehlo("SIZE 1000", "PIPELINING") + Step.bye

    static func starttls(_ identity: Identity) -> [Step] {
      [.greeting] + Step.ehlo("STARTTLS", "SIZE 1000") + [
        .expect("STARTTLS"), .say("220 2.0.0 go\r\n"), .tls(identity),
      ]
        + Step.ehlo("AUTH PLAIN LOGIN", "SIZE 2000") + Step.bye
    }

    static func implicit(_ identity: Identity) -> [Step] {
      [.tls(identity), .greeting] + Step.ehlo("AUTH PLAIN", "SIZE 3000") + Step.bye
    }

    @Test("a port that greets in the clear and lists no STARTTLS is plain")
    func plain() async throws {
      let (facts, server) = try await ScriptedServer.facts(Self.plain)
      #expect(
        facts.mode == .plain && facts.state == .answered && facts.reason == .none && facts.phase == .done)
      #expect(facts.offers?.sizeLimit == 1000)
      #expect(facts.starttls.offered == false)
      #expect(facts.tls.established == nil)
      #expect(server.received == "EHLO [127.0.0.1]\r\nQUIT\r\n")
    }

    @Test("STARTTLS is followed by a second EHLO, and both lists are kept")
    func starttls() async throws {
      let (facts, server) = try await ScriptedServer.facts(Self.starttls(identity()))
      #expect(facts.mode == .starttls && facts.state == .answered && facts.reason == .none)
      #expect(facts.before?.mechanisms == [] && facts.after?.mechanisms == ["plain", "login"])
      #expect(facts.offers?.sizeLimit == 2000)
      #expect(facts.tls.version == "1.3" && facts.tls.certificate?.defects == [])
      #expect(
        facts.starttls.failed == false && facts.starttls.injected == false && facts.starttls.refused == false)
      #expect(server.received.hasSuffix("EHLO [127.0.0.1]\r\nQUIT\r\n"))
    }

    @Test(
      "a silent port that answers a ClientHello speaks TLS from the first byte; one connection tells",
      arguments: [nil, ExpectedTLS.starttls, .implicit])
    func implicit(expecting: ExpectedTLS?) async throws {
      let (facts, server) = try await ScriptedServer.facts(Self.implicit(identity()), expecting: expecting)
      #expect(facts.mode == .implicit && facts.speaks == .smtp && facts.state == .answered)
      #expect(facts.offers?.sizeLimit == 3000)
      #expect(server.connections == 1)
      // Who expects it does not wait for it; who does not waits for the silence window and no longer.
      let total = try #require(facts.times.total)
      #expect(expecting == .implicit ? total < 390 : total < 1200)
    }

    @Test("a port that was thought to be implicit and speaks in the clear is asked again in order")
    func clearWhereImplicitWasExpected() async throws {
      let upset: [Step] = [.greeting, .line, .say("500 what?\r\n"), .close]
      let (facts, server) = try await ScriptedServer.facts(
        upset, Self.starttls(identity()), expecting: .implicit)
      #expect(facts.mode == .starttls && facts.state == .answered && facts.reason == .none)
      #expect(server.connections == 2)
    }

    @Test("a banner slower than the silence window is waited for on a second connection")
    func slowBanner() async throws {
      let slow: [Step] = [.pause(milliseconds: 700)] + Self.plain
      let (facts, server) = try await ScriptedServer.facts(
        [.pause(milliseconds: 700), .greeting, .stay], slow)
      #expect(facts.mode == .plain && facts.state == .answered)
      #expect(facts.greeting?.code == 220)
      #expect(server.connections == 2)
      #expect(server.received.hasSuffix("EHLO [127.0.0.1]\r\nQUIT\r\n"))
    }

    @Test("a server that punishes early talkers with 554 is still understood")
    func synchronisationError() async throws {
      let strict: [Step] = [.anything, .say("554 SMTP synchronization error\r\n"), .close]
      let (facts, _) = try await ScriptedServer.facts(strict, Self.plain, expecting: .implicit)
      #expect(facts.mode == .plain && facts.state == .answered)
    }

    @Test("silence for ever is inconclusive, within the deadlines")
    func silent() async throws {
      let (facts, _) = try await ScriptedServer.facts([.stay])
      #expect(facts.state == .inconclusive && facts.reason == .silent && facts.mode == nil)
      #expect(facts.connection == .connected)
      #expect(try #require(facts.times.total) < 2500)
    }

    @Test(
      "other protocols are named",
      arguments: [
        ("* OK IMAP4rev1 ready\r\n", PortMode.imap, PortProtocol.imap),
        ("+OK POP3 ready\r\n", .pop, .pop),
        ("SSH-2.0-OpenSSH_9.2\r\n", .ssh, .ssh),
        ("\u{1b}[31mhello\r\n", .garbage, .unknown),
        ("2x0 no\r\n", .garbage, .unknown),
      ])
    func others(_ banner: String, _ mode: PortMode, _ spoken: PortProtocol) async throws {
      let (facts, _) = try await ScriptedServer.facts([.say(banner), .stay])
      #expect(facts.mode == mode && facts.speaks == spoken)
      #expect(facts.state == .answered && facts.reason == .notSMTP)
    }

    @Test("a web server is told by its answer to the ClientHello")
    func http() async throws {
      let (facts, _) = try await ScriptedServer.facts([
        .anything, .say("HTTP/1.1 400 Bad Request\r\n\r\n"), .close,
      ])
      #expect(facts.mode == .http && facts.reason == .notSMTP)
    }

    @Test("a server that sends our ClientHello back speaks nothing that we know")
    func echo() async throws {
      let hello: [UInt8] = [0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x00]
      let (facts, _) = try await ScriptedServer.facts(
        [.anything, .sayBytes(hello), .stay], expecting: .implicit)
      #expect(facts.mode == .garbage && facts.speaks == .unknown && facts.tls.established == nil)
    }

    @Test("a server that refuses our EHLO and HELO by name may still be an SMTP server")
    func refusedName() async throws {
      let (facts, _) = try await ScriptedServer.facts(
        [.greeting, .line, .say("550 bad name\r\n"), .line, .say("550 bad name\r\n")] + Step.bye)
      #expect(facts.speaks == nil && facts.state == .inconclusive && facts.reason == .rejected)
    }

    @Test(
      "a name that SNI cannot carry is left out of the handshake, not the handshake out of the probe",
      arguments: ["127.0.0.1", "[::1]", "mail.test.example.", "not a name", "", "\u{e4}.example"])
    func serverNames(name: String) async throws {
      let server = try await ScriptedServer(Self.implicit(try identity()))
      let question = Question(host: "127.0.0.1", port: server.port, serverName: name, expects: .implicit)
      let facts = try #require(
        await Prober.answers(to: [question], options: .impatient).first?.endpoints.first)
      #expect(facts.tls.established == true && facts.state == .answered)
      #expect(facts.tls.certificate?.nameMatches == (name == "mail.test.example."))
    }

    @Test("a name of another script is sent and compared as the DNS holds it")
    func international() async throws {
      let server = try await ScriptedServer(
        Self.implicit(try identity { try $0.issue(["xn--mller-kva.example"]) }))
      let question = Question(
        host: "127.0.0.1", port: server.port, serverName: "müller.example",
        authorities: Authority.trusted?.pem, expects: .implicit)
      let facts = try #require(
        await Prober.answers(to: [question], options: .impatient).first?.endpoints.first)
      #expect(facts.tls.certificate?.defects == [])
      #expect(wireName("müller.example") == "xn--mller-kva.example")
      #expect(wireName("my_service") == "my_service" && wireName("\u{200d}.example") == nil)
    }

    @Test("IMAP inside TLS is implicit TLS that does not speak SMTP")
    func imaps() async throws {
      let (facts, _) = try await ScriptedServer.facts([
        .tls(try identity()), .say("* OK IMAP4rev1\r\n"), .stay,
      ])
      #expect(facts.mode == .implicit && facts.speaks == .imap && facts.reason == .notSMTP)
      #expect(facts.tls.certificate?.nameMatches == true)
    }

    @Test("a server that knows no EHLO is asked by HELO")
    func helo() async throws {
      let (facts, server) = try await ScriptedServer.facts(
        [.greeting, .expect("EHLO"), .say("502 unknown\r\n"), .expect("HELO"), .say("250 old.example\r\n")]
          + Step.bye)
      #expect(facts.mode == .plain && facts.before?.extended == false && facts.before?.name == "old.example")
      #expect(server.unexpected.isEmpty)
    }

    @Test("220 and neither EHLO nor HELO is no SMTP server")
    func ftp() async throws {
      let (facts, _) = try await ScriptedServer.facts(
        [.say("220 (vsFTPd 3.0.3)\r\n"), .line, .say("530 log in\r\n"), .line, .say("530 log in\r\n")]
          + Step.bye)
      #expect(
        facts.mode == nil && facts.speaks == .unknown && facts.state == .inconclusive
          && facts.reason == .rejected)
    }

    @Test(
      "EHLO takes a host name, and nothing else that is configured as one",
      arguments: [
        ("client.example.com", "EHLO client.example.com\r\nQUIT\r\n"),
        ("x\r\nDATA", "EHLO [127.0.0.1]\r\nQUIT\r\n"),
        ("two words", "EHLO [127.0.0.1]\r\nQUIT\r\n"),
        ("", "EHLO [127.0.0.1]\r\nQUIT\r\n"),
      ])
    func ehloName(_ helo: String, _ said: String) async throws {
      let (_, server) = try await ScriptedServer.facts(Self.plain, helo: helo)
      #expect(server.received == said)
    }
  }
}
