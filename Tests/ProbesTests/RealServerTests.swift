// Conversations with real servers on loopback.

import Foundation
import PreflightKit
import Probes
import Testing

extension OnTheWire {
  @Suite("real servers")
  struct RealServerTests {
    @Test("show", .enabled(if: RealServer.isInstalled(.aiosmtpd)), arguments: RealServer.Kind.allCases)
    func show(kind: RealServer.Kind) throws {
      let server = try RealServer.shared(kind)
      let questions = server.ports.map {
        Question(
          host: "127.0.0.1", port: $0, serverName: "mail.test.example", authorities: RealServer.authority)
      }
      let answers = Prober.answer(questions)
      let second = Prober.answer(questions)
      print(FactsFile(answers: answers).text)
      for answer in second {
        for e in answer.endpoints { print(kind, e.port, e.mode as Any, e.state, e.reason, e.times) }
      }
    }
  }
}
