import Document
import Testing

@testable import PreflightKit

/// A host with two addresses of which one cannot be reached: what a person and a gate are told.
@Suite("Several addresses, one of them dead")
struct SeveralAddressesTests {
  private func endpoint(
    _ address: String, _ connection: ConnectionOutcome, _ reason: ProbeReason = .none
  ) -> EndpointFacts {
    var facts = EndpointFacts()
    (facts.host, facts.port, facts.serverName) = ("smtp.example.com", 587, "smtp.example.com")
    facts.address = address
    facts.connection = connection
    facts.reason = reason
    facts.state = connection == .connected ? .answered : .inconclusive
    if connection == .connected {
      (facts.mode, facts.speaks) = (.starttls, .smtp)
      facts.tls.established = true
    }
    return facts
  }

  private func answer(_ endpoints: EndpointFacts...) -> Answer {
    Answer(
      Question(host: "smtp.example.com", port: 587), addresses: endpoints.map(\.address), endpoints: endpoints
    )
  }

  private func findings(_ answer: Answer) -> [Finding] {
    var settings = LintSettings(now: .testDay)
    settings.only = ["port/blocked-here", "port/refused-here", "port/address-dead"]
    let text = campaign("host: smtp.example.com, port: 587, tls: {mode: starttls}")
    let source = SourceText(name: "test.yaml", bytes: Array(text.utf8))
    return Linter(pack: .builtIn(), settings: settings).lint(source, facts: FactBook([answer])).findings
  }

  @Test("an address of a kind that this machine cannot reach is no finding and no missing evidence")
  func noRoute() {
    let answer = answer(
      endpoint("2001:db8::7", .noRoute, .noRoute), endpoint("192.0.2.7", .connected))
    #expect(findings(answer) == [])
    #expect(FactBook([answer]).records.map(\.address) == ["192.0.2.7"])
  }

  @Test("a machine that reaches no address of the host has learnt nothing, and says so")
  func noRouteAtAll() {
    let answer = answer(endpoint("2001:db8::7", .noRoute, .noRoute))
    #expect(findings(answer) == [])
    #expect(FactBook([answer]).records.map(\.state) == [.inconclusive])
  }

  @Test(
    "an address that is dead beside one that answers is a warning that names it",
    arguments: [ConnectionOutcome.refused, .unreachable, .localPolicy])
  func dead(_ connection: ConnectionOutcome) {
    let answer = answer(
      endpoint("2001:db8::7", connection, .unreachable), endpoint("192.0.2.7", .connected))
    let found = findings(answer)
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message.hasPrefix("2001:db8::7, one address of smtp.example.com") == true)
    #expect(FactBook([answer]).records.allSatisfy { $0.state == .answered })
  }

  @Test("a port that all addresses refuse is an error")
  func allRefuse() {
    let answer = answer(
      endpoint("2001:db8::7", .refused, .refused), endpoint("192.0.2.7", .refused, .refused))
    #expect(findings(answer).map(\.severity) == [.error])
  }

  @Test("the advice names the address, not a port that both blocks and answers")
  func advice() throws {
    let answer = answer(
      endpoint("2001:db8::7", .noRoute, .noRoute), endpoint("192.0.2.7", .connected))
    let target = try #require(ProbeTarget("smtp.example.com:587", in: .builtIn))
    let text = ProbeReport(target, answers: [answer]).text(Style())
    #expect(text.contains("Port 587 at 2001:db8::7 is out of reach from here: this machine has no route"))
    #expect(!text.contains("filtered"))
  }
}
