/// The part of the dialogue that finds out what the port speaks: who goes first, and what the first bytes
/// are.

import PreflightKit

extension Dialogue {
  mutating func connected(ours: IPAddress?) {
    self.ours = ours
    facts.connection = .connected
    facts.times.connect = now
    facts.phase = .greeting
    transcript.note("connected to \(facts.address) port \(facts.port)", at: now)
    mark = now
    state = .listening
    switch settings.opening {
    case .listenFirst(let window): actions.append(.arm(milliseconds: max(window, Int(now * 4))))
    case .listenOnly: actions.append(.arm(milliseconds: settings.deadlines.greeting))
    case .speakFirst: offerTLS()
    }
  }

  mutating func offerTLS() {
    transcript.note("offer TLS to a port that is silent so far", at: now)
    facts.phase = .tls
    mark = now
    state = .offering
    actions += [.startTLS, .arm(milliseconds: settings.deadlines.greeting)]
  }

  mutating func received(_ bytes: [UInt8]) {
    switch state {
    case .listening:
      if pending.isEmpty { actions.append(.arm(milliseconds: settings.deadlines.greeting)) }
      opened(by: bytes, secured: false)
    case .greeting(let secured) where parser.isEmpty: opened(by: bytes, secured: secured)
    case .greeting, .ehlo, .helo, .starttls, .auth, .quit:
      parser.append(bytes)
      drain()
    case .connecting, .offering, .handshake, .judging, .closing, .done: break
    }
  }

  /// The first bytes of a conversation tell what is spoken.
  private mutating func opened(by bytes: [UInt8], secured: Bool) {
    pending += bytes
    guard let kind = FirstBytes(pending) else { return }
    let first = pending
    pending = []
    guard kind == .reply else { return notSMTP(kind, first, secured: secured) }
    state = .greeting(secured: secured)
    parser.append(first)
    drain()
  }

  mutating func receivedRaw(_ bytes: [UInt8]) {
    pending += bytes
    guard let kind = FirstBytes(pending) else { return }
    let first = pending
    pending = []
    if kind == .tls {
      if state == .offering { facts.mode = .implicit }
      state = state == .offering ? .handshake(.implicit) : state
      actions += [.arm(milliseconds: settings.deadlines.handshake), .acceptTLS(first)]
      return
    }
    transcript.record(stray: first, at: now)
    guard state == .offering else { return injected(first) }
    guard kind == .reply else { return notSMTP(kind, nil, secured: false) }
    transcript.note("it speaks in the clear after all: ask again, and let it speak first", at: now)
    isSpoiled = true
    finish()
  }

  mutating func injected(_ bytes: [UInt8]) {
    facts.starttls.injected = true
    conclude(.answered, .injected, detail: SafeText.printable(bytes, limit: 64))
    finish()
  }

  private mutating func notSMTP(_ kind: FirstBytes, _ bytes: [UInt8]?, secured: Bool) {
    if let bytes { transcript.record(stray: bytes, at: now) }
    facts.times.greeting = elapsed
    if kind == .tls, !secured {
      // TLS before anybody asked for it: nothing that a server of any kind would do, and no proof of what it is.
      conclude(.inconclusive, .unreadable, detail: "TLS without a ClientHello")
      return finish()
    }
    facts.speaks = kind.spoken
    if !secured { facts.mode = kind.mode }
    conclude(.answered, .notSMTP, detail: bytes.map { SafeText.printable($0, limit: 64) } ?? "")
    finish()
  }
}

extension FirstBytes {
  fileprivate var mode: PortMode? {
    switch self {
    case .imap: .imap
    case .pop: .pop
    case .http: .http
    case .ssh: .ssh
    case .tls, .garbage: .garbage
    case .reply: nil
    }
  }

  fileprivate var spoken: PortProtocol? {
    switch self {
    case .imap: .imap
    case .pop: .pop
    case .http: .http
    case .ssh: .ssh
    case .tls, .garbage: .unknown
    case .reply: nil
    }
  }
}
