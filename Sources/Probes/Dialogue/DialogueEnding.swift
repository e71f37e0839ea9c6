/// How a dialogue ends: politely, by a cut, or because time is up. The first reason given is the one that
/// stays.

import PreflightKit

extension Dialogue {
  /// Milliseconds of the phase that ends now.
  var elapsed: Double { ((now - mark) * 1000).rounded() / 1000 }

  mutating func conclude(_ state: ProbeState, _ reason: ProbeReason, detail: String = "") {
    guard facts.reason == .none, facts.state == .inconclusive else { return }
    facts.state = state
    facts.reason = reason
    facts.detail = detail
    if reason == .none { facts.phase = .done }
  }

  /// Leave with QUIT, having learnt why we go no further.
  mutating func part(_ state: ProbeState, _ reason: ProbeReason, _ reply: Reply) {
    // After a login the server's words are not kept.
    let text = exchange == nil ? ReplyFacts(reply).text : "***"
    part(state, reason, detail: "\(reply.code) \(text)")
  }

  mutating func part(_ state: ProbeState, _ reason: ProbeReason, detail: String = "") {
    conclude(state, reason, detail: detail)
    quit()
  }

  mutating func quit() {
    let reached = facts.phase
    ask(.quit, .quit, .quit)
    // The phase tells where the conversation stopped, not that we said good-bye.
    facts.phase = facts.reason == .none ? .quit : reached
  }

  mutating func ended(_ errorNumber: Int?) {
    if let errorNumber { facts.errorNumber = errorNumber }
    let reason: ProbeReason = errorNumber == nil ? .closed : .reset
    transcript.note(
      errorNumber == nil ? "the server closed the connection" : "the connection was reset", at: now)
    switch state {
    case .offering where settings.opening != .listenOnly:
      // Nothing but a cut in answer to our offer: a server in the clear that takes offence looks the same
      // as one that is broken.
      isSpoiled = true
    case .handshake(let upgrade):
      facts.tls.established = false
      facts.tls.failure = .closed
      if upgrade == .starttls { facts.starttls.failed = true }
      conclude(.answered, .tlsFailed, detail: "closed during the handshake")
    case .auth:
      facts.auth.outcome = .interrupted
      conclude(.inconclusive, reason)
    case .quit, .closing: conclude(.answered, .none)
    case .connecting, .listening, .offering, .greeting, .ehlo, .helo, .starttls, .judging, .done:
      conclude(.inconclusive, reason)
    }
    finish()
  }

  mutating func expired() {
    switch state {
    case .listening:
      if case .listenFirst = settings.opening, pending.isEmpty { return offerTLS() }
      outOfTime(pending.isEmpty ? .silent : .timedOut)
    case .offering: outOfTime(.silent)
    case .greeting where parser.isEmpty && pending.isEmpty: outOfTime(.silent)
    case .quit: finish()
    case .greeting, .handshake, .ehlo, .helo, .starttls, .auth: outOfTime(.timedOut)
    case .connecting, .judging, .closing, .done: break
    }
  }

  mutating func outOfTime(_ reason: ProbeReason) {
    if state == .auth { facts.auth.outcome = .interrupted }
    if state == .quit { return finish() }
    transcript.note(reason == .silent ? "nothing came" : "time is up", at: now)
    conclude(.inconclusive, reason)
    switch state {
    case .ehlo, .helo, .starttls, .auth, .judging:
      // Nobody waits for the answer any more, but a server that is merely slow learns that we are gone.
      transcript.record(.quit, at: now)
      actions.append(.send(.quit))
    case .connecting, .listening, .offering, .handshake, .greeting, .quit, .closing, .done: break
    }
    finish()
  }

  mutating func finish() {
    guard !isJudgementPending else {
      state = .closing
      actions.append(.disarm)
      return
    }
    if !isSpoiled { conclude(.answered, .none) }
    facts.times.total = now
    facts.transcript = transcript.lines
    state = .done
    actions += [.disarm, .finish]
  }
}
