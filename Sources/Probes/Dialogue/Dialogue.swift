/// The conversation with one port as a state machine: events in, actions out, facts in the end. It knows no
/// socket, no clock and no thread, so every turn of it can be tested by hand.

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
  /// Our offer of TLS has upset a server that speaks in the clear: a second conversation, opened
  /// `listenOnly`, will tell the rest.
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
}
