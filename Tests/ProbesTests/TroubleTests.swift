// Servers that go away, put us off, flood us or speak nonsense: every ending has a reason, and none takes
// long.

import PreflightKit
import Probes
import Testing

extension OnTheWire {
  @Suite("trouble")
  struct TroubleTests {
    /// Where a server may say 421, and how far the conversation had come.
    static let stages: [(String, [Step], ProbePhase)] = [
      ("greeting", [.say("421 4.7.0 too many connections\r\n")], .greeting),
      ("EHLO", [.greeting, .expect("EHLO"), .say("421 4.3.2 shutting down\r\n")], .ehlo),
      ("STARTTLS", OnTheWire.StartTLSTests.offer + [.say("421 4.3.0 no\r\n")], .starttls),
    ]

    @Test("421 is inconclusive at every stage, and answered by QUIT", arguments: stages)
    func busy(stage: String, steps: [Step], phase: ProbePhase) async throws {
      let (facts, server) = try await ScriptedServer.facts(steps + Step.bye)
      #expect(facts.state == .inconclusive && facts.reason == .busy && facts.phase == phase)
      #expect(facts.detail.hasPrefix("421 4."))
      #expect(facts.starttls.refused == nil)
      #expect(server.received.hasSuffix("QUIT\r\n"))
    }

    @Test("421 under TLS is inconclusive too, and what was learnt stays")
    func busyUnderTLS() async throws {
      let (facts, _) = try await ScriptedServer.facts(
        OnTheWire.StartTLSTests.offer + [
          .say("220 go\r\n"), .tls(try identity()), .expect("EHLO"), .say("421 bye\r\n"),
        ] + Step.bye)
      #expect(facts.reason == .busy && facts.phase == .ehloSecured && facts.tls.established == true)
      #expect(facts.after == nil && facts.offers == nil && facts.tls.certificate?.defects == [])
    }

    @Test("421 stops the host: its other questions are skipped", arguments: [1])
    func stopsTheHost(_: Int) async throws {
      let server = try await ScriptedServer([.say("421 4.7.0 slow down\r\n")] + Step.bye)
      let other = try await ScriptedServer(OnTheWire.ModeTests.plain)
      let questions = [server.port, other.port].map { Question(host: "127.0.0.1", port: $0) }
      let answers = await Prober.answers(to: questions, options: .impatient)
      #expect(answers.map { $0.endpoints[0].reason } == [.busy, .hostStopped])
      #expect(answers[1].endpoints[0].state == .skipped && other.connections == 0)
    }

    @Test(
      "4xx and 5xx greetings decide nothing",
      arguments: [("450 later", ProbeReason.deferred), ("554 no", .rejected)])
    func greetings(_ text: String, _ reason: ProbeReason) async throws {
      let (facts, _) = try await ScriptedServer.facts([.say(text + "\r\n")] + Step.bye)
      #expect(facts.state == .inconclusive && facts.reason == reason && facts.mode == nil)
      #expect(facts.greeting?.text == String(text.dropFirst(4)))
    }

    @Test("a reset is told from a close", arguments: [(Step.reset, ProbeReason.reset), (.close, .closed)])
    func cut(_ step: Step, _ reason: ProbeReason) async throws {
      let (early, _) = try await ScriptedServer.facts([.pause(milliseconds: 30), step])
      #expect(early.reason == reason && early.phase == .greeting && early.state == .inconclusive)
      let (late, _) = try await ScriptedServer.facts([.greeting, .expect("EHLO"), step])
      #expect(late.reason == reason && late.phase == .ehlo && late.mode == nil)
    }

    @Test("a reply byte by byte is one reply")
    func drip() async throws {
      let (facts, server) = try await ScriptedServer.facts(
        [
          .drip("220-mail.test.example\r\n220 ESMTP\r\n"), .expect("EHLO"),
          .drip("250-mail.test.example\r\n250-AUTH PLAIN\r\n250-AUTH=LOGIN PLAIN\r\n250 size 123\r\n"),
        ] + Step.bye)
      #expect(facts.mode == .plain && facts.greeting?.text == "mail.test.example ESMTP")
      #expect(facts.offers?.mechanisms == ["plain", "login"] && facts.offers?.sizeLimit == 123)
      #expect(server.received == "EHLO [127.0.0.1]\r\nQUIT\r\n")
    }

    @Test(
      "what has no end is ended",
      arguments: [
        ("a giant line", "220-" + String(repeating: "x", count: 4096), 50),
        ("lines for ever", "220-more\r\n", 20_000),
        ("long lines for ever", "220-" + String(repeating: "y", count: 2000) + "\r\n", 500),
      ])
    func endless(name: String, text: String, times: Int) async throws {
      let (facts, _) = try await ScriptedServer.facts([.flood(text, times: times), .stay])
      #expect(facts.state == .inconclusive && facts.reason == .unreadable)
      #expect(facts.transcript.count < 200)
      #expect(try #require(facts.times.total) < 3000)
    }

    @Test("a greeting that trickles without end meets a deadline")
    func trickle() async throws {
      var options = ProbeOptions.impatient
      options.deadlines.total = 1000
      let drops = (0..<100).flatMap { _ in [Step.say("220-wait\r\n"), .pause(milliseconds: 40)] }
      let (facts, _) = try await ScriptedServer.facts(drops, options: options)
      #expect(facts.state == .inconclusive && (facts.reason == .deadline || facts.reason == .timedOut))
    }

    @Test("NUL, escapes, bidi marks and bad UTF-8 are shown as what they are")
    func hostileText() async throws {
      let text: [UInt8] =
        Array("220 a\u{0}b\u{1b}[31mred\u{7}\u{202e}evil\u{9b}x".utf8) + [0xff, 0xfe, 0x0d, 0x0a]
      let (facts, _) = try await ScriptedServer.facts(
        [.sayBytes(text)] + Step.ehlo("SIZE\u{1b}[2J 5") + Step.bye)
      #expect(facts.greeting?.text == "a\\x00b\\x1b[31mred\\x07\\xe2\\x80\\xaeevil\\xc2\\x9bx\\xff\\xfe")
      #expect(facts.mode == .plain)
    }

    @Test(
      "a reply that is none is unreadable",
      arguments: [
        "250-a\r\n251 b\r\n", "hello\r\n", "250_x\r\n", "999 x\r\n", "25\r\n",
      ])
    func nonsense(reply: String) async throws {
      let (facts, _) = try await ScriptedServer.facts([.greeting, .expect("EHLO"), .say(reply)] + Step.bye)
      #expect(facts.state == .inconclusive && facts.reason == .unreadable && facts.mode == nil)
    }

    @Test("a server that never answers EHLO is inconclusive, and is told QUIT all the same")
    func stuckInEHLO() async throws {
      let (facts, server) = try await ScriptedServer.facts([.greeting, .expect("EHLO"), .line, .stay])
      #expect(facts.reason == .timedOut && facts.phase == .ehlo && facts.greeting?.code == 220)
      #expect(server.received.hasSuffix("QUIT\r\n"))
    }

    @Test("no farewell is waited for long")
    func noFarewell() async throws {
      let (facts, _) = try await ScriptedServer.facts(
        [.greeting] + Step.ehlo("SIZE 5") + [.expect("QUIT"), .stay])
      #expect(facts.state == .answered && facts.reason == .none && facts.mode == .plain)
      #expect(try #require(facts.times.total) < 900)
    }
  }
}
