/// The conversation with one port as a state machine: events in, actions out, facts in the end. It knows no socket, no clock and no
/// thread, so every turn of it can be tested by hand.

import PreflightKit

struct Dialogue: Sendable {
  enum Event: Hashable, Sendable {
    case connected(ours: IPAddress?)
    /// Application bytes: in the clear before TLS, decrypted after.
    case bytes([UInt8])
    /// Bytes as they came, between our ClientHello and the first sign that the other end speaks TLS.
    case raw([UInt8])
    case secured(version: String?, chain: [[UInt8]])
    case judged(CertificateFacts)
    case tlsFailed(TLSFailure, String)
    /// The connection is gone; with an error number if it was cut.
    case ended(errorNumber: Int?)
    /// The time that the last `arm` gave is up.
    case expired
    /// The time for the whole question is up.
    case deadline
  }

  enum Action: Hashable, Sendable {
    case send(Command)
    /// Put TLS under the conversation, and show us the raw bytes until we accept them.
    case startTLS
    /// The raw bytes are TLS: hand them to it, and all that follow.
    case acceptTLS([UInt8])
    case judge([[UInt8]])
    case arm(milliseconds: Int)
    case disarm
    /// Close; the facts are final.
    case finish
  }

  enum State: Hashable, Sendable {
    case connecting
    /// Nobody has spoken yet.
    case listening
    /// We have offered TLS to a silent port.
    case offering
    case handshake(Upgrade)
    case greeting(secured: Bool)
    case ehlo(secured: Bool)
    case helo(secured: Bool)
    case starttls
    /// A login waits until the certificate is judged.
    case judging
    case auth
    case quit
    /// All is said; only the judgement on the certificate is missing.
    case closing
    case done
  }

  enum Upgrade: Hashable, Sendable { case implicit, starttls }

  let settings: DialogueSettings
  var facts: EndpointFacts
  /// Our offer of TLS has upset a server that speaks in the clear: a second conversation, opened `listenOnly`, will tell the rest.
  var isSpoiled = false

  var state = State.connecting
  var parser = ReplyParser()
  /// First bytes that do not yet tell what they are.
  var pending: [UInt8] = []
  var transcript = Transcript()
  var exchange: LoginExchange?
  var isJudgementPending = false
  var ours: IPAddress?
  var now = 0.0
  var mark = 0.0
  var actions: [Action] = []

  init(facts: EndpointFacts, settings: DialogueSettings) {
    self.facts = facts
    self.settings = settings
  }

  /// `now` is in milliseconds since the connection was begun.
  mutating func handle(_ event: Event, at now: Double) -> [Action] {
    guard state != .done else { return [] }
    self.now = now
    actions = []
    switch event {
    case .connected(let ours): connected(ours: ours)
    case .bytes(let bytes): received(bytes)
    case .raw(let bytes): receivedRaw(bytes)
    case .secured(let version, let chain): secured(version: version, chain: chain)
    case .judged(let certificate): judged(certificate)
    case .tlsFailed(let failure, let detail): tlsFailed(failure, detail)
    case .ended(let errorNumber): ended(errorNumber)
    case .expired: expired()
    case .deadline: outOfTime(.deadline)
    }
    return actions
  }

  // MARK: opening

  private mutating func connected(ours: IPAddress?) {
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

  // MARK: bytes

  private mutating func received(_ bytes: [UInt8]) {
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

  private mutating func receivedRaw(_ bytes: [UInt8]) {
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
    facts.speaks = kind.spoken
    if !secured { facts.mode = kind.mode }
    conclude(.answered, .notSMTP, detail: bytes.map { SafeText.printable($0, limit: 64) } ?? "")
    finish()
  }

  // MARK: TLS

  private mutating func secured(version: String?, chain: [[UInt8]]) {
    guard case .handshake(let upgrade) = state else { return }
    facts.tls.established = true
    facts.tls.version = version
    facts.times.tls = elapsed
    transcript.note("TLS \(version ?? "of unknown version") established", at: now)
    parser = ReplyParser()
    if !chain.isEmpty {
      isJudgementPending = true
      actions.append(.judge(chain))
    }
    mark = now
    switch upgrade {
    case .implicit:
      facts.phase = .greeting
      state = .greeting(secured: true)
      actions.append(.arm(milliseconds: settings.deadlines.greeting))
    case .starttls:
      facts.starttls.injected = false
      facts.starttls.failed = false
      ask(.ehlo(heloName), .ehlo(secured: true), .ehloSecured)
    }
  }

  private mutating func judged(_ certificate: CertificateFacts) {
    facts.tls.certificate = certificate
    isJudgementPending = false
    if state == .judging { logIn() }
    if state == .closing { finish() }
  }

  private mutating func tlsFailed(_ failure: TLSFailure, _ detail: String) {
    switch state {
    case .handshake(let upgrade):
      facts.tls.established = false
      facts.tls.failure = failure
      facts.tls.detail = detail
      if upgrade == .starttls { facts.starttls.failed = true }
      transcript.note("the TLS handshake failed: \(detail.isEmpty ? failure.rawValue : detail)", at: now)
      conclude(.answered, .tlsFailed, detail: detail)
      finish()
    case .connecting, .listening, .offering, .greeting, .ehlo, .helo, .starttls, .judging, .auth, .quit,
      .closing, .done:
      ended(nil)
    }
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
