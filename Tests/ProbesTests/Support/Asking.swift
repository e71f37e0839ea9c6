// Asking a scripted server with little patience, and what must hold whatever it did.

import Foundation
import PreflightKit
import Probes
import Testing

/// All tests with sockets, one after the other: they measure time, and share the ports and cores of one
/// machine.
@Suite("on the wire", .serialized, .timeLimit(.minutes(3)))
enum OnTheWire {}

extension ProbeOptions {
  /// Patience for a loopback that answers in a millisecond.
  static var impatient: ProbeOptions {
    var options = ProbeOptions()
    options.deadlines.silence = 400
    options.deadlines.connect = 800
    options.deadlines.greeting = 900
    options.deadlines.reply = 600
    options.deadlines.handshake = 900
    options.deadlines.quit = 300
    options.deadlines.total = 6000
    return options
  }
}

extension ScriptedServer {
  /// Plays the scripts, asks once, and returns the facts of the one address.
  static func facts(
    _ scripts: [Step]..., expecting: ExpectedTLS? = nil, authorities: [UInt8]? = Authority.trusted?.pem,
    login: Login? = nil, helo: String? = nil, options: ProbeOptions = .impatient
  ) async throws -> (facts: EndpointFacts, server: ScriptedServer) {
    let server = try await ScriptedServer(playing: scripts)
    let question = Question(
      host: "127.0.0.1", port: server.port, serverName: "mail.test.example", helo: helo,
      authorities: authorities,
      expects: expecting, login: login)
    let answers = await Prober.answers(to: [question], options: options)
    let facts = try #require(answers.first?.endpoints.first)
    await server.stop()
    server.expectNoMessage()
    expectHarmless(facts)
    return (facts, server)
  }

  /// No verb that begins or carries a message was ever sent.
  func expectNoMessage() {
    let lines = received.split(whereSeparator: \.isNewline).map { $0.uppercased() }
    for verb in ["MAIL", "RCPT", "DATA", "BDAT", "SEND", "VRFY", "EXPN", "TURN"] {
      #expect(!lines.contains { $0.hasPrefix(verb) }, "\(verb) was sent")
    }
  }
}

/// Nothing in the facts can hurt a terminal.
func expectHarmless(_ facts: EndpointFacts) {
  let text = FactsFile(
    answers: [Answer(Question(host: "", port: 0), addresses: [], endpoints: [facts])], asked: nil
  ).text
  let isHarmless = text.unicodeScalars.allSatisfy {
    $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7f && !(0x80..<0xa0).contains($0.value))
  }
  #expect(isHarmless)
  #expect(!text.contains("\\u00"), "a control character reached the facts")
}

func identity(_ make: (Authority) throws -> Identity = { try $0.issue() }) throws -> Identity {
  try make(try #require(Authority.trusted))
}
