/// The part of the dialogue that speaks SMTP: each reply in, the next command out.

import PreflightKit

extension Dialogue {
  var heloName: HeloName {
    settings.helo ?? ours.map { HeloName(address: $0) } ?? HeloName(address: .loopback)
  }

  mutating func ask(_ command: Command, _ next: State, _ phase: ProbePhase) {
    transcript.record(command, at: now)
    state = next
    facts.phase = phase
    mark = now
    actions += [
      .send(command), .arm(milliseconds: phase == .quit ? settings.deadlines.quit : settings.deadlines.reply),
    ]
  }

  mutating func drain() {
    do throws(ReplyFault) {
      while isReading, let reply = try parser.next() {
        transcript.record(reply, isSecret: exchange != nil, at: now)
        take(reply)
      }
    } catch {
      unreadable(error)
    }
  }

  private var isReading: Bool {
    switch state {
    case .greeting, .ehlo, .helo, .starttls, .auth, .quit: true
    case .connecting, .listening, .offering, .handshake, .judging, .closing, .done: false
    }
  }

  private mutating func take(_ reply: Reply) {
    if reply.code == 421, state != .quit {
      if case .greeting = state { facts.greeting = ReplyFacts(reply) }
      if state == .auth { facts.auth.outcome = .interrupted }
      return part(.inconclusive, .busy, reply)
    }
    switch state {
    case .greeting(let secured): greeted(reply, secured: secured)
    case .ehlo(let secured): introduced(reply, secured: secured)
    case .helo(let secured): introducedPlainly(reply, secured: secured)
    case .starttls: takeStartTLS(reply)
    case .auth: takeLogin(reply)
    case .quit:
      facts.times.quit = elapsed
      finish()
    case .connecting, .listening, .offering, .handshake, .judging, .closing, .done: break
    }
  }

  private mutating func greeted(_ reply: Reply, secured: Bool) {
    facts.greeting = ReplyFacts(reply)
    facts.times.greeting = elapsed
    switch reply.code {
    case 220: ask(.ehlo(heloName), .ehlo(secured: secured), secured ? .ehloSecured : .ehlo)
    case 400..<500: part(.inconclusive, .deferred, reply)
    case 500..<600: part(.inconclusive, .rejected, reply)
    case _: part(.inconclusive, .unreadable, reply)
    }
  }

  private mutating func introduced(_ reply: Reply, secured: Bool) {
    switch reply.code {
    case 250: learn(Capabilities(reply, extended: true), secured: secured)
    // RFC 5321 §3.2: a server that does not know EHLO is asked by HELO.
    case 500..<600: ask(.helo(heloName), .helo(secured: secured), secured ? .ehloSecured : .ehlo)
    case 400..<500: part(.inconclusive, .deferred, reply)
    case _: part(.inconclusive, .unreadable, reply)
    }
  }

  private mutating func introducedPlainly(_ reply: Reply, secured: Bool) {
    switch reply.code {
    case 250: learn(Capabilities(reply, extended: false), secured: secured)
    case 400..<500: part(.inconclusive, .deferred, reply)
    // It greets with 220 and knows neither EHLO nor HELO, as FTP servers do.
    case 500, 502, 530:
      facts.speaks = .unknown
      part(.inconclusive, .rejected, reply)
    case _: part(.inconclusive, .rejected, reply)
    }
  }

  private mutating func learn(_ capabilities: Capabilities, secured: Bool) {
    facts.speaks = .smtp
    if secured {
      facts.times.ehloSecured = elapsed
      facts.after = capabilities
      facts.offers = capabilities
      return logIn()
    }
    facts.times.ehlo = elapsed
    facts.before = capabilities
    facts.starttls.offered = capabilities.starttls
    facts.starttls.stripped = capabilities.looksStripped
    facts.mode = capabilities.starttls ? .starttls : .plain
    if capabilities.starttls { return ask(.starttls, .starttls, .starttls) }
    // What lies behind a keyword that was overwritten is not known.
    if !capabilities.looksStripped { facts.offers = capabilities }
    logIn()
  }

  private mutating func takeStartTLS(_ reply: Reply) {
    facts.starttls.reply = ReplyFacts(reply)
    facts.times.starttls = elapsed
    switch reply.code {
    case 220:
      facts.starttls.refused = false
      // CVE-2011-0411 seen from the client's side: what came in the clear must not be taken for what came
      // under TLS.
      guard parser.isEmpty else { return injected(parser.leftover) }
      mark = now
      facts.phase = .tls
      state = .handshake(.starttls)
      actions += [.startTLS, .arm(milliseconds: settings.deadlines.handshake)]
    case 500..<600:
      facts.starttls.refused = true
      part(.answered, .rejected, reply)
    case 400..<500: part(.inconclusive, .deferred, reply)
    case _: part(.inconclusive, .unreadable, reply)
    }
  }

  private mutating func unreadable(_ fault: ReplyFault) {
    guard state != .quit else { return finish() }
    if case .notAReply(let line) = fault, exchange == nil { transcript.record(stray: line, at: now) }
    if case .greeting(secured: false) = state { facts.mode = .garbage }
    part(.inconclusive, .unreadable, detail: fault.detail)
  }
}

extension ReplyFacts {
  init(_ reply: Reply) {
    self.init(
      code: reply.code, enhanced: reply.enhanced.map { "\($0)" } ?? "",
      text: SafeText.printable(reply.lines.joined(separator: [0x20])))
  }
}

extension ReplyFault {
  fileprivate var detail: String {
    switch self {
    case .notAReply: "a line that is no reply"
    case .mixedCodes(let first, let other): "one reply with the codes \(first) and \(other)"
    case .lineTooLong: "a line without end"
    case .tooManyLines: "a reply of too many lines"
    case .tooLong: "a reply without end"
    }
  }
}
