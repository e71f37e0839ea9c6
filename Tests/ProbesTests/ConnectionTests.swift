// Before a word is said: names, addresses, what the network does with a connection, and where we may not go.

import PreflightKit
import Testing

@testable import Probes

extension OnTheWire {
  @Suite("connections")
  struct ConnectionTests {
    private func facts(_ host: String, _ port: Int, _ options: ProbeOptions = .impatient) async throws
      -> EndpointFacts
    {
      let answers = await Prober.answers(to: [Question(host: host, port: port)], options: options)
      return try #require(answers.first?.endpoints.first)
    }

    @Test("nobody listens: refused, with the error number")
    func refused() async throws {
      let facts = try await facts("127.0.0.1", freePorts(1)[0])
      #expect(facts.connection == .refused && facts.state == .inconclusive && facts.reason == .refused)
      #expect(facts.detail == "ECONNREFUSED" && facts.errorNumber > 0 && facts.phase == .connect)
    }

    @Test("a route is asked for without a packet: there is one to this machine, whoever listens")
    func routes() {
      #expect(hasRoute(to: .loopback))
    }

    @Test("requests that are dropped: filtered, within the deadline")
    func filtered() async throws {
      let socket = ListeningSocket(backlog: 0)
      socket.fill(3)
      let facts = try await facts("127.0.0.1", socket.port)
      withExtendedLifetime(socket) {}
      #expect(facts.connection == .filtered && facts.state == .inconclusive && facts.reason == .filtered)
      #expect(try #require(facts.times.total) < 1500)
    }

    @Test("a connection that is taken and never served proves nothing")
    func backlogOnly() async throws {
      let socket = ListeningSocket(backlog: 5)
      let facts = try await facts("127.0.0.1", socket.port)
      withExtendedLifetime(socket) {}
      #expect(facts.connection == .connected && facts.state == .inconclusive && facts.reason == .silent)
    }

    @Test("a name that does not exist has an answer that says so")
    func noName() async throws {
      let facts = try await facts("no-such-host.invalid", 25)
      #expect(facts.state == .inconclusive && facts.address == "" && facts.connection == nil)
      // Without a resolver in reach it is the resolver that failed; either way nothing is known of the host.
      #expect(facts.reason == .nameNotFound || facts.reason == .resolverFailed)
    }

    @Test(
      "what can be no name is not looked up",
      arguments: [
        "", " ", "localhost\0.example", "local host", "localhost\n", String(repeating: "a", count: 300),
      ])
    func noSuchName(host: String) async throws {
      let facts = try await facts(host, 25)
      #expect(facts.state == .inconclusive && facts.reason == .nameNotFound && facts.address == "")
    }

    @Test("a port that cannot be is not asked", arguments: [0, -1, 65536])
    func impossiblePort(port: Int) async throws {
      let facts = try await facts("127.0.0.1", port)
      #expect(facts.state == .skipped && facts.reason == .notAllowed)
    }

    @Test("only networks that are allowed are contacted")
    func allowed() async throws {
      let server = try await ScriptedServer(OnTheWire.ModeTests.plain)
      var options = ProbeOptions.impatient
      options.allowedNetworks = ["192.0.2.0/24"].compactMap { Network($0) }
      let refused = try await facts("127.0.0.1", server.port, options)
      #expect(refused.state == .skipped && refused.reason == .notAllowed && server.connections == 0)
      options.allowedNetworks?.append(try #require(Network("127.0.0.0/8")))
      #expect(try await facts("127.0.0.1", server.port, options).mode == .plain)
    }

    @Test(
      "--public-only judges the address a name leads to",
      arguments: ["127.0.0.1", "localhost", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254"])
    func publicOnly(host: String) async throws {
      var options = ProbeOptions.impatient
      options.publicOnly = true
      let facts = try await facts(host, 25, options)
      #expect(facts.state == .skipped && facts.reason == .notPublic)
    }

    @Test("the same question is asked once, and answers keep the order of the questions")
    func once() async throws {
      let server = try await ScriptedServer(OnTheWire.ModeTests.plain)
      let other = try await ScriptedServer(OnTheWire.ModeTests.plain)
      let questions = [server, other, server, server].map { Question(host: "127.0.0.1", port: $0.port) }
      let answers = await Prober.answers(to: questions, options: .impatient)
      #expect(answers.map(\.port) == questions.map(\.port))
      #expect(server.connections == 1 && other.connections == 1)
      #expect(Prober.contacts(for: questions) == [questions[0], questions[1]])
    }

    @Test("a host has one conversation at a time")
    func oneAtATime() async throws {
      let slow: [Step] = [.pause(milliseconds: 60)] + OnTheWire.ModeTests.plain
      let first = try await ScriptedServer(slow)
      let second = try await ScriptedServer(slow)
      let questions = [first, second].map { Question(host: "127.0.0.1", port: $0.port) }
      let clock = ContinuousClock()
      let serial = await clock.measure { _ = await Prober.answers(to: questions, options: .impatient) }
      #expect(serial > .milliseconds(120))
    }

    @Test("an IPv6 address is an address like any other", .enabled(if: hasLoopback6, "no IPv6 here"))
    func version6() async throws {
      let server = try await ScriptedServer(playing: [ModeTests.plain], address: "::1")
      for host in ["::1", "[::1]"] {
        let facts = try await facts(host, server.port)
        #expect(facts.mode == .plain && facts.address == "::1")
      }
      #expect(server.received.hasPrefix("EHLO [IPv6:::1]\r\n"))
    }

    @Test("ports that are filtered do not wait for each other")
    func filteredTogether() async throws {
      let sockets = (0..<4).map { _ in ListeningSocket(backlog: 0) }
      sockets.forEach { $0.fill(3) }
      let server = try await ScriptedServer(ModeTests.plain)
      let ports = sockets.map(\.port) + [server.port]
      var options = ProbeOptions.impatient
      options.deadlines.connect = 1500
      let clock = ContinuousClock()
      var answers: [Answer] = []
      let time = await clock.measure {
        answers = await Prober.answers(
          to: ports.map { Question(host: "127.0.0.1", port: $0) }, options: options)
      }
      withExtendedLifetime(sockets) {}
      #expect(
        answers.compactMap { $0.endpoints.first?.reason } == [
          .filtered, .filtered, .filtered, .filtered, .none,
        ])
      #expect(time < .seconds(5), "one after the other it would be 6 s")
    }

    @Test("a name with several addresses has the facts of each")
    func severalAddresses() async throws {
      let server = try await ScriptedServer(OnTheWire.ModeTests.plain)
      let answers = await Prober.answers(
        to: [Question(host: "localhost", port: server.port)], options: .impatient)
      let answer = try #require(answers.first)
      #expect(answer.addresses == answer.endpoints.map(\.address))
      #expect(answer.endpoints.first { $0.address == "127.0.0.1" }?.mode == .plain)
    }

    @Test("a caller that blocks its thread gets the answers too")
    func synchronous() async throws {
      let server = try await ScriptedServer(OnTheWire.ModeTests.plain)
      let answers = Prober.answer([Question(host: "127.0.0.1", port: server.port)], options: .impatient)
      #expect(answers.first?.endpoints.first?.mode == .plain)
    }
  }
}
