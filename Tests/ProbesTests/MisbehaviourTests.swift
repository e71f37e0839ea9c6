// Every stage of a conversation against every misbehaviour, all at once: each ends in time, with the reason that
// the table gives, and claims to know nothing that it was not told.

import PreflightKit
import Probes
import Testing

extension OnTheWire {
  @Suite("misbehaviour at every stage")
  struct MisbehaviourTests {
    enum Stage: CaseIterable {
      case greeting, ehlo, starttls, handshake, ehloSecured, login, quit
    }

    enum Misbehaviour: CaseIterable {
      case closes, resets, stays, busy, garbage, floods
    }

    /// How far the server plays along.
    private func prelude(_ stage: Stage, _ identity: Identity) -> [Step] {
      let upgraded =
        StartTLSTests.offer + [.say("220 go\r\n"), .tls(identity)]
      let secured = Step.ehlo("AUTH PLAIN", "SIZE 1000")
      return switch stage {
      case .greeting: []
      case .ehlo: [.greeting, .expect("EHLO")]
      case .starttls: StartTLSTests.offer
      case .handshake: StartTLSTests.offer + [.say("220 go\r\n"), .anything]
      case .ehloSecured: upgraded + [.expect("EHLO")]
      case .login: upgraded + secured + [.expect("AUTH")]
      case .quit: upgraded + secured + [.expect("AUTH"), .say("235 ok\r\n"), .expect("QUIT")]
      }
    }

    private func steps(_ misbehaviour: Misbehaviour) -> [Step] {
      switch misbehaviour {
      case .closes: [.close]
      case .resets: [.reset]
      case .stays: [.stay]
      case .busy: [.say("421 4.3.2 going down\r\n"), .stay]
      case .garbage: [.sayBytes([0x00, 0x9b, 0x1b, 0x5b, 0x32, 0x4a, 0xff, 0x0d, 0x0a]), .stay]
      case .floods: [.flood("250-" + String(repeating: "z", count: 900) + "\r\n", times: 120), .stay]
      }
    }

    private func reasons(_ stage: Stage, _ misbehaviour: Misbehaviour) -> [ProbeReason] {
      switch (stage, misbehaviour) {
      case (.quit, _): [.none]
      case (.handshake, .closes), (.handshake, .resets): [.tlsFailed]
      case (.handshake, .stays): [.timedOut]
      case (.handshake, .busy), (.handshake, .garbage), (.handshake, .floods): [.injected]
      case (.greeting, .stays): [.silent]
      case (.greeting, .garbage): [.notSMTP]
      // Our server's TLS says farewell before the reset, which may be read first.
      case (.ehloSecured, .resets), (.login, .resets): [.reset, .closed]
      case (_, .closes): [.closed]
      case (_, .resets): [.reset]
      case (_, .stays): [.timedOut]
      case (_, .busy): [.busy]
      case (_, .garbage), (_, .floods): [.unreadable]
      }
    }

    @Test("the table", arguments: Stage.allCases)
    func table(stage: Stage) async throws {
      let trusted = try identity()
      var servers: [ScriptedServer] = []
      var questions: [Question] = []
      for (index, misbehaviour) in Misbehaviour.allCases.enumerated() {
        let address = "127.0.2.\(index + 1)"
        let server = try await ScriptedServer(
          playing: [prelude(stage, trusted) + steps(misbehaviour)], address: address)
        servers.append(server)
        questions.append(
          Question(
            host: address, port: server.port, serverName: "mail.test.example",
            authorities: Authority.trusted?.pem,
            login: Login(username: "u\(index)", password: "hunter2hunter2")))
      }
      let answers = await Prober.answers(to: questions, options: .impatient)
      for (misbehaviour, answer) in zip(Misbehaviour.allCases, answers) {
        let facts = try #require(answer.endpoints.first)
        #expect(
          reasons(stage, misbehaviour).contains(facts.reason), "\(stage) \(misbehaviour): \(facts.reason)")
        expectModest(facts, stage)
        expectHarmless(facts)
      }
      for server in servers { server.expectNoMessage() }
    }

    /// Nothing is known that comes after the stage that went wrong.
    private func expectModest(_ facts: EndpointFacts, _ stage: Stage) {
      if stage == .greeting || stage == .ehlo {
        #expect(facts.before == nil && facts.starttls.offered == nil)
      }
      if stage == .starttls { #expect(facts.starttls.refused == nil && facts.starttls.failed == nil) }
      if stage == .handshake { #expect(facts.tls.established != true) }
      let isSecured = stage == .login || stage == .quit
      #expect((facts.after != nil) == isSecured && (facts.offers != nil) == isSecured)
      #expect((facts.auth.outcome == .accepted) == (stage == .quit))
      #expect(facts.reason == .none || facts.phase != .done)
      let isDefinite = [.none, .tlsFailed, .injected, .notSMTP].contains(facts.reason)
      #expect((facts.state == .answered) == isDefinite)
    }
  }
}
