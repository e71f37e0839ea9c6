// The dialogue by hand: events in, actions out, no socket anywhere.

import PreflightKit
import Testing

@testable import Probes

@Suite("the dialogue, without sockets")
struct DialogueTests {
  private func dialogue(_ opening: Opening = .listenFirst(window: 600), login: Login? = nil) -> Dialogue {
    var facts = EndpointFacts()
    facts.host = "mail.example.com"
    facts.port = 587
    facts.address = "192.0.2.1"
    return Dialogue(
      facts: facts,
      settings: DialogueSettings(
        opening: opening, deadlines: Deadlines(), helo: HeloName(name: "client.example"), login: login))
  }

  /// Plays the events at 1 ms, 2 ms, … and returns what was decided at each.
  private func play(_ dialogue: inout Dialogue, _ events: [Dialogue.Event]) -> [[Dialogue.Action]] {
    var decided: [[Dialogue.Action]] = []
    for (index, event) in events.enumerated() {
      decided.append(dialogue.handle(event, at: Double(index + 1)))
    }
    return decided
  }

  private func said(_ text: String) -> Dialogue.Event { .bytes(Array(text.utf8)) }

  private let name = HeloName(name: "client.example") ?? HeloName(address: .loopback)
  private var goodCertificate: CertificateFacts { CertificateFacts() }
  /// The head of a record that holds one.
  private let serverHello: [UInt8] = [0x16, 0x03, 0x03, 0x00, 0x2a, 0x02]

  @Test("STARTTLS from the first byte to the last")
  func starttls() {
    var talk = dialogue()
    let decided = play(
      &talk,
      [
        .connected(ours: nil), said("220 hello\r\n"), said("250-me\r\n250 STARTTLS\r\n"), said("220 go\r\n"),
        .raw(serverHello), .secured(version: "1.3", chain: [[1]]), .judged(goodCertificate),
        said("250 me\r\n"), said("221 bye\r\n"),
      ])
    #expect(
      decided == [
        [.arm(milliseconds: 600)],
        [.arm(milliseconds: 10_000), .send(.ehlo(name)), .arm(milliseconds: 10_000)],
        [.send(.starttls), .arm(milliseconds: 10_000)],
        [.startTLS, .arm(milliseconds: 10_000)],
        [.arm(milliseconds: 10_000), .acceptTLS(serverHello)],
        [.judge([[1]]), .send(.ehlo(name)), .arm(milliseconds: 10_000)],
        [],
        [.send(.quit), .arm(milliseconds: 1_000)],
        [.disarm, .finish],
      ])
    #expect(talk.facts.mode == .starttls && talk.facts.state == .answered && talk.facts.phase == .done)
    #expect(talk.facts.times.greeting == 1 && talk.facts.times.tls == 2 && talk.facts.times.total == 9)
    #expect(
      talk.facts.transcript.map(\.text) == [
        "connected to 192.0.2.1 port 587", "220 hello", "EHLO client.example", "250-me", "250 STARTTLS",
        "STARTTLS",
        "220 go", "TLS 1.3 established", "EHLO client.example", "250 me", "QUIT", "221 bye",
      ])
  }

  @Test("silence makes it offer TLS; a record makes it implicit")
  func implicit() {
    var talk = dialogue()
    let decided = play(
      &talk, [.connected(ours: nil), .expired, .raw([0x16]), .raw(Array(serverHello.dropFirst()))])
    #expect(decided[1] == [.startTLS, .arm(milliseconds: 10_000)])
    #expect(decided[2] == [] && decided[3] == [.arm(milliseconds: 10_000), .acceptTLS(serverHello)])
    #expect(talk.facts.mode == .implicit)
  }

  @Test("who is told to expect TLS offers it at once; who is told to listen never does")
  func openings() {
    var eager = dialogue(.speakFirst)
    #expect(play(&eager, [.connected(ours: nil)]) == [[.startTLS, .arm(milliseconds: 10_000)]])
    var patient = dialogue(.listenOnly)
    #expect(
      play(&patient, [.connected(ours: nil), .expired]) == [
        [.arm(milliseconds: 10_000)], [.disarm, .finish],
      ])
    #expect(patient.facts.reason == .silent && patient.facts.state == .inconclusive)
  }

  @Test("the window is stretched on a slow line")
  func slowLine() {
    var talk = dialogue()
    #expect(talk.handle(.connected(ours: nil), at: 400) == [.arm(milliseconds: 1600)])
  }

  @Test(
    "between servers the offer waits for greetings that are late on purpose", arguments: [25, 587, 465, 2525])
  func relayPort(port: Int) {
    let window = Deadlines().silence(betweenServers: UsualPort.isBetweenServers(port))
    #expect(window == (port == 25 ? 5_000 : 600))
  }

  @Test("an answer in the clear to an offer of TLS asks for a second conversation")
  func spoiled() {
    var talk = dialogue(.speakFirst)
    let decided = play(&talk, [.connected(ours: nil), .raw(Array("220 ".utf8))])
    #expect(decided[1] == [.disarm, .finish] && talk.isSpoiled && talk.facts.state == .inconclusive)
  }

  @Test("a login waits for the judgement, and is withheld when it is bad")
  func withheld() {
    let start: [Dialogue.Event] = [
      .connected(ours: nil), .raw(serverHello), .secured(version: "1.3", chain: [[1]]),
      said("220 hello\r\n"),
      said("250-me\r\n250 AUTH PLAIN\r\n"),
    ]
    var talk = dialogue(.speakFirst, login: Login(username: "u", password: "p"))
    #expect(play(&talk, start).last == [.disarm])
    var bad = goodCertificate
    bad.defects = [.selfSigned]
    #expect(talk.handle(.judged(bad), at: 9) == [.send(.quit), .arm(milliseconds: 1_000)])
    #expect(talk.facts.auth.outcome == .withheld)

    var trusted = dialogue(.speakFirst, login: Login(username: "u", password: "p"))
    _ = play(&trusted, start)
    let sent = trusted.handle(.judged(goodCertificate), at: 9)
    #expect(sent.first == .send(.auth(.plain, initial: Array("\0u\0p".utf8))))
    _ = trusted.handle(said("235 welcome u\r\n"), at: 10)
    _ = trusted.handle(said("221 bye p\r\n"), at: 11)
    #expect(trusted.facts.auth.outcome == .accepted)
    #expect(
      trusted.facts.transcript.suffix(4).map(\.text) == ["AUTH PLAIN ***", "235 ***", "QUIT", "221 ***"])
  }

  @Test("the end waits for the judgement that is still out")
  func lateJudgement() {
    var talk = dialogue(.speakFirst)
    let decided = play(
      &talk,
      [
        .connected(ours: nil), .raw(serverHello), .secured(version: "1.2", chain: [[1]]), said("220 a\r\n"),
        said("250 b\r\n"), said("221 c\r\n"), .ended(errorNumber: nil), .judged(goodCertificate),
      ])
    #expect(decided[5] == [.disarm] && decided[7] == [.disarm, .finish])
    #expect(talk.facts.tls.certificate == goodCertificate && talk.facts.state == .answered)
  }

  @Test(
    "whatever happens, in whatever order, it ends once, says nothing after, and knows only its own commands",
    arguments: 0..<10)
  func anyOrder(round: Int) {
    var random = SplitMix(seed: UInt64(round) &+ 1234)
    let texts = [
      "220 x\r\n", "250-a\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n", "250 a\r\n", "421 no\r\n", "334 \r\n",
      "535 5.7.8 x\r\n",
      "221 x\r\n", "5", "\r\n", "garbage\r\n", "500 x\r\n", "235 x\r\n",
    ]
    for _ in 0..<400 {
      let login = Bool.random(using: &random) ? Login(username: "u", password: "hunter2hunter2") : nil
      var talk = dialogue(
        [.listenFirst(window: 5), .speakFirst, .listenOnly].randomElement(using: &random) ?? .listenOnly,
        login: login)
      var finishes = talk.handle(.connected(ours: nil), at: 0).count { $0 == .finish }
      for step in 1...30 {
        let event: Dialogue.Event =
          switch Int.random(in: 0..<9, using: &random) {
          case 0: .expired
          case 1:
            .raw([serverHello, [0x32, 0x32], Array("220 ".utf8), []].randomElement(using: &random) ?? [])
          case 2: .secured(version: "1.3", chain: [[1]])
          case 3: .judged(CertificateFacts())
          case 4 where step > 10: .ended(errorNumber: 104)
          case 5 where step > 10: .tlsFailed(.alert, "x")
          case _: said(texts.randomElement(using: &random) ?? "")
          }
        let wasDone = finishes > 0
        let actions = talk.handle(event, at: Double(step))
        #expect(!wasDone || actions.isEmpty)
        finishes += actions.count { $0 == .finish }
      }
      finishes += talk.handle(.deadline, at: 40).count { $0 == .finish }
      finishes += talk.handle(.judged(CertificateFacts()), at: 41).count { $0 == .finish }
      #expect(finishes == 1)
      #expect(!talk.facts.transcript.contains { $0.text.contains("hunter2") })
    }
  }

  @Test("a transcript is bounded")
  func bounded() {
    var transcript = Transcript()
    for index in 0..<1000 { transcript.note("line \(index)", at: 0) }
    #expect(
      transcript.lines.count == Transcript.maximumLines + 1
        && transcript.lines.last?.text == "the rest is left out")
    var wide = Transcript()
    for _ in 0..<1000 { wide.note(String(repeating: "x", count: 500), at: 0) }
    #expect(wide.lines.count < 40)
  }
}
