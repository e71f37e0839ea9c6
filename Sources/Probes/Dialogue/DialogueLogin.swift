/// The one login of a dialogue: only when asked for, only once, only under TLS, and only to a server that has
/// proven who it is unless told otherwise.

import PreflightKit

extension Dialogue {
  /// Called when the capabilities are known; ends in QUIT whatever happens.
  mutating func logIn() {
    guard let offers = facts.offers else { return quit() }
    if settings.lacksCredentials { return leaveOpen(.noCredentials, nil) }
    guard let login = settings.login else { return quit() }
    if isJudgementPending, !settings.loginUnverified {
      state = .judging
      return actions.append(.disarm)
    }
    if let doubt { return leaveOpen(.loginWithheld, .withheld, doubt) }
    guard let mechanism = LoginExchange.choose(login.mechanism, offered: offers.mechanisms) else {
      return leaveOpen(.noMechanism, .notOffered, offers.mechanisms.joined(separator: ", "))
    }
    guard settings.ledger.claim(login) else {
      transcript.note("no login: this account has had its one", at: now)
      return quit()
    }
    begin(
      LoginExchange(login, mechanism: mechanism, host: facts.host, port: facts.port, nonce: settings.nonce))
  }

  /// Why no password may go over this connection; nil if it may. Who asks for a login at an unproven server asks neither
  /// for one in clear nor for one under TLS that anybody can break.
  private var doubt: String? {
    guard facts.tls.established == true else { return "it is in clear" }
    let least = max(settings.leastVersion ?? oldestCurrentTLS, oldestCurrentTLS)
    guard let version = facts.tls.version, version >= least else {
      return "TLS \(facts.tls.version ?? "of an unknown version") is older than \(least)"
    }
    let isProven = settings.loginUnverified || facts.tls.certificate?.defects.isEmpty == true
    return isProven ? nil : "the certificate is not acceptable"
  }

  /// No evidence about the credentials, and why.
  private mutating func leaveOpen(_ reason: ProbeReason, _ outcome: LoginOutcome?, _ detail: String = "") {
    facts.auth.outcome = outcome
    part(.inconclusive, reason, detail: detail)
  }

  private mutating func begin(_ exchange: LoginExchange) {
    self.exchange = exchange
    facts.auth.tried = exchange.mechanism.rawValue
    ask(.auth(exchange.mechanism, initial: exchange.initial), .auth, .auth)
  }

  mutating func takeLogin(_ reply: Reply) {
    if reply.code == 334 { return answer(reply) }
    facts.times.auth = elapsed
    facts.auth.code = reply.code
    facts.auth.enhanced = reply.enhanced.map { "\($0)" } ?? ""
    facts.auth.hints = LoginHint.hints(in: reply)
    // An exchange that we gave up stays given up, whatever the server says to that.
    var outcome = facts.auth.outcome ?? LoginOutcome(code: reply.code)
    if outcome == .accepted, exchange?.isComplete == false { outcome = .interrupted }
    facts.auth.outcome = outcome
    switch outcome {
    case .accepted, .rejected, .needsTLS, .mechanismRefused, .refused: quit()
    // The server's words are not kept: it knows the secret by now.
    case .deferred:
      let codes = ["\(reply.code)", facts.auth.enhanced].filter { !$0.isEmpty }
      part(.inconclusive, .deferred, detail: codes.joined(separator: " "))
    case .notOffered, .withheld, .interrupted:
      part(.inconclusive, .loginInterrupted, detail: "the server's part of the exchange did not hold")
    }
  }

  private mutating func answer(_ reply: Reply) {
    guard facts.auth.outcome == nil else { return quit() }
    let text = reply.lines.first ?? []
    let start = mark
    switch exchange?.answer(to: Base64.decode(text) ?? text) {
    case .answer(let bytes)?: ask(.authAnswer(bytes), .auth, .auth)
    case .cancel?, nil:
      facts.auth.outcome = .interrupted
      ask(.authCancel, .auth, .auth)
    }
    // The login is timed as a whole.
    mark = start
  }
}
