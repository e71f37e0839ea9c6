// The one login: which mechanism, when it is withheld, what a refusal means, and that it is never repeated.

import Foundation
import PreflightKit
import Testing

@testable import Probes

extension OnTheWire {
  @Suite("login")
  struct LoginTests {
    static let secret = Login(username: "user@test.example", password: "s3cret")

    /// Under trusted TLS; `mechanisms` are those on offer, `steps` what follows.
    static func script(_ mechanisms: String, _ steps: [Step], _ identity: Identity) -> [Step] {
      [.tls(identity), .greeting] + Step.ehlo("AUTH \(mechanisms)") + steps
    }

    private func facts(
      _ mechanisms: String, _ steps: [Step], login: Login = secret, options: ProbeOptions = .impatient
    ) async throws -> (facts: EndpointFacts, server: ScriptedServer) {
      try await ScriptedServer.facts(
        Self.script(mechanisms, steps, identity()), expecting: .implicit, login: login, options: options)
    }

    @Test(
      "the reply decides, by its code",
      arguments: [
        ("235 2.7.0 welcome", LoginOutcome.accepted), ("535 5.7.8 no", .rejected),
        ("454 4.7.0 later", .deferred),
        ("534 5.7.9 weak", .mechanismRefused), ("504 5.5.4 unknown", .mechanismRefused),
        ("538 5.7.11 encrypt", .needsTLS), ("530 5.7.0 starttls", .needsTLS), ("501 5.5.2 what", .refused),
      ])
    func outcomes(_ reply: String, _ outcome: LoginOutcome) async throws {
      let (facts, server) = try await facts(
        "PLAIN", [.expect("AUTH PLAIN "), .say(reply + "\r\n")] + Step.bye)
      #expect(facts.auth.outcome == outcome && facts.auth.tried == "plain")
      let isOpen = outcome == .deferred
      #expect(facts.auth.code == Int(reply.prefix(3)))
      #expect(facts.state == (isOpen ? .inconclusive : .answered))
      #expect(facts.reason == (isOpen ? .deferred : .none))
      #expect(facts.auth.enhanced == reply.split(separator: " ")[1])
      #expect(
        server.received.contains("AUTH PLAIN \(Base64.encode(Array("\0user@test.example\0s3cret".utf8)))\r\n")
      )
      #expect(server.received.components(separatedBy: "AUTH").count == 2, "one try")
    }

    @Test("421 during the login decides nothing")
    func busy() async throws {
      let (facts, _) = try await facts(
        "PLAIN", [.expect("AUTH"), .say("421 4.7.0 slow down\r\n")] + Step.bye)
      #expect(facts.auth.outcome == .interrupted && facts.state == .inconclusive && facts.reason == .busy)
      #expect(facts.detail == "421 ***", "its words are not kept")
    }

    @Test(
      "LOGIN answers two prompts, however they are worded", arguments: ["VXNlciBOYW1lAA==", "", "!", "AAAA"])
    func prompts(prompt: String) async throws {
      let steps: [Step] = [
        .expect("AUTH LOGIN"), .say("334 \(prompt)\r\n"), .expect("dXNlckB0ZXN0LmV4YW1wbGU="),
        .say("334 \(prompt)\r\n"), .expect("czNjcmV0"), .say("235 ok\r\n"),
      ]
      let (facts, server) = try await facts("LOGIN", steps + Step.bye)
      #expect(facts.auth.outcome == .accepted && server.unexpected.isEmpty)
    }

    @Test("a server that asks for a third answer is told to stop")
    func thirdPrompt() async throws {
      let steps: [Step] = [
        .expect("AUTH LOGIN"), .say("334 \r\n"), .line, .say("334 \r\n"), .line, .say("334 \r\n"),
        .expect("*"),
        .say("501 cancelled\r\n"),
      ]
      let (facts, server) = try await facts("LOGIN", steps + Step.bye)
      #expect(facts.auth.outcome == .interrupted && server.unexpected.isEmpty)
      #expect(facts.state == .inconclusive && facts.reason == .loginInterrupted)
    }

    @Test("SCRAM is no success before the server has proven that it knows the password")
    func unprovenScram() async throws {
      let steps: [Step] = [.expect("AUTH SCRAM-SHA-256"), .say("235 2.7.0 welcome\r\n")]
      let (facts, server) = try await facts("SCRAM-SHA-256", steps + Step.bye)
      #expect(facts.auth.outcome == .interrupted && server.unexpected.isEmpty)
      #expect(facts.state == .inconclusive && facts.reason == .loginInterrupted)
    }

    @Test("a login that nobody knows the password for is missing evidence")
    func noCredentials() async throws {
      let server = try await ScriptedServer(Self.script("PLAIN", Step.bye, try identity()))
      let question = Question(
        host: "127.0.0.1", port: server.port, serverName: "mail.test.example",
        authorities: Authority.trusted?.pem, expects: .implicit, lacksCredentials: true)
      let facts = try #require(
        await Prober.answers(to: [question], options: .impatient).first?.endpoints.first)
      #expect(facts.state == .inconclusive && facts.reason == .noCredentials)
      #expect(!server.received.contains("AUTH") && server.unexpected.isEmpty)
    }

    @Test("the configured mechanism is used, or nothing is sent")
    func configured() async throws {
      var login = Self.secret
      login.mechanism = .cramMD5
      let (facts, server) = try await facts("PLAIN LOGIN", Step.bye, login: login)
      #expect(facts.auth.outcome == .notOffered && facts.auth.tried == "")
      #expect(facts.state == .inconclusive && facts.reason == .noMechanism)
      #expect(!server.received.contains("AUTH"))
    }

    @Test("XOAUTH2 answers the error with an empty line and takes the refusal")
    func xoauth2() async throws {
      let login = Login(mechanism: .xoauth2, username: "u", password: "token")
      let steps: [Step] = [
        .expect("AUTH XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHRva2VuAQE="),
        .say("334 eyJzdGF0dXMiOiI0MDAifQ==\r\n"),
        .expect(""), .say("535 5.7.8 bad token\r\n"),
      ]
      let (facts, server) = try await facts("XOAUTH2 PLAIN", steps + Step.bye, login: login)
      #expect(facts.auth.outcome == .rejected && server.unexpected.isEmpty)
    }

    @Test("no secret goes to a server that has not proven who it is, unless told so")
    func unproven() async throws {
      let stranger = try identity { try $0.issue(["other.example"]) }
      let script = Self.script("PLAIN", Step.bye, stranger)
      let (withheld, server) = try await ScriptedServer.facts(
        script, expecting: .implicit, login: Self.secret)
      #expect(withheld.auth.outcome == .withheld && !server.received.contains("AUTH"))
      var options = ProbeOptions.impatient
      options.loginUnverified = true
      let (told, _) = try await ScriptedServer.facts(
        Self.script("PLAIN", [.expect("AUTH"), .say("235 ok\r\n")] + Step.bye, stranger),
        expecting: .implicit,
        login: Self.secret, options: options)
      #expect(told.auth.outcome == .accepted)
    }

    @Test("no secret goes over a connection in the clear, whatever was allowed", arguments: [false, true])
    func inTheClear(_ isUnverifiedAllowed: Bool) async throws {
      let script: [Step] = [.greeting] + Step.ehlo("AUTH PLAIN") + Step.bye
      var options = ProbeOptions.impatient
      options.loginUnverified = isUnverifiedAllowed
      let (facts, server) = try await ScriptedServer.facts(script, login: Self.secret, options: options)
      #expect(facts.auth.outcome == .withheld && !server.received.contains("AUTH"))
    }

    @Test(
      "no secret goes under an older TLS than is configured, nor under one that is deprecated",
      arguments: [(nil, 1, false), ("1.2", 2, true), ("1.3", 2, false), ("1.3", 3, true), ("1.0", 0, false)]
        as [(String?, Int, Bool)])
    func versions(_ least: String?, _ spoken: Int, _ isTried: Bool) async throws {
      let server = try await ScriptedServer(
        [.tls(try identity(), only: oldToNew[spoken]), .greeting] + Step.ehlo("AUTH PLAIN")
          + [.line, .say(isTried ? "235 ok\r\n" : "221 bye\r\n")])
      let question = Question(
        host: "127.0.0.1", port: server.port, serverName: "mail.test.example",
        authorities: Authority.trusted?.pem, expects: .implicit, leastVersion: least, login: Self.secret)
      let facts = try #require(
        await Prober.answers(to: [question], options: .impatient).first?.endpoints.first)
      #expect(server.received.contains("AUTH PLAIN") == isTried)
      #expect(facts.auth.outcome == (isTried ? .accepted : .withheld))
      #expect(facts.reason == (isTried ? .none : .loginWithheld))
    }

    /// Two questions that are alike but for host and port; `line` takes AUTH and QUIT alike.
    private func twice(_ reply: String, hosts: [String], atOnce: Int) async throws -> (
      outcomes: [LoginOutcome?], received: [String]
    ) {
      let script = Self.script("PLAIN", [.line, .say(reply + "\r\n")] + Step.bye, try identity())
      let servers = [try await ScriptedServer(script), try await ScriptedServer(script)]
      let questions = zip(hosts, servers).map {
        Question(
          host: $0, port: $1.port, serverName: "mail.test.example", authorities: Authority.trusted?.pem,
          expects: .implicit, login: Self.secret)
      }
      var options = ProbeOptions.impatient
      options.conversationsPerHost = atOnce
      let answers = await Prober.answers(to: questions, options: options)
      let talks = answers.map { answer in answer.endpoints.first { $0.mode == .implicit } }
      return (talks.map { $0?.auth.outcome }, servers.map(\.received))
    }

    @Test(
      "an account that was tried on one port is not tried on the next, whatever came of it",
      arguments: [("535 no", LoginOutcome.rejected), ("235 welcome", .accepted), ("454 later", .deferred)])
    func neverTwice(_ reply: String, _ outcome: LoginOutcome) async throws {
      let (outcomes, received) = try await twice(reply, hosts: ["127.0.0.1", "127.0.0.1"], atOnce: 1)
      #expect(outcomes == [outcome, nil])
      #expect(received.map { $0.contains("AUTH") } == [true, false])
    }

    @Test(
      "an account is tried once though conversations run side by side, on one host or on two",
      arguments: [["127.0.0.1", "127.0.0.1"], ["127.0.0.1", "localhost"]])
    func sideBySide(_ hosts: [String]) async throws {
      let (outcomes, received) = try await twice("235 welcome", hosts: hosts, atOnce: 2)
      #expect(outcomes.compactMap(\.self) == [.accepted])
      #expect(received.count { $0.contains("AUTH") } == 1)
    }

    @Test("one user name with two passwords is two accounts; the mechanism makes no difference")
    func accounts() {
      let ledger = LoginLedger()
      #expect(ledger.claim(Login(mechanism: .plain, username: "apikey", password: "a")))
      #expect(ledger.claim(Login(mechanism: .plain, username: "apikey", password: "b")))
      #expect(!ledger.claim(Login(mechanism: .login, username: "apikey", password: "a")))
    }

    @Test("without a login nothing is tried")
    func passive() async throws {
      let (facts, server) = try await ScriptedServer.facts(
        Self.script("PLAIN", Step.bye, identity()), expecting: .implicit)
      #expect(facts.auth == LoginFacts() && !server.received.contains("AUTH"))
    }

    @Test("known phrases of a refusal become hints")
    func hints() async throws {
      let text = "535-5.7.9 Application-specific password required. For s3cret\r\n535 5.7.9 see us\r\n"
      let (facts, _) = try await facts("PLAIN", [.expect("AUTH"), .say(text)] + Step.bye)
      #expect(facts.auth.hints == ["application-specific password"])
    }
  }
}
