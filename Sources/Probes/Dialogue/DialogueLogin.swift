/// The one login of a dialogue: only when asked for, only once, only under TLS, and only to a server that has
/// proven who it is unless told otherwise.

import PreflightKit

extension Dialogue {
  /// Called when the capabilities are known; ends in QUIT whatever happens.
  mutating func logIn() {
    guard let login = settings.login, let offers = facts.offers else { return quit() }
    if isJudgementPending, !settings.loginUnverified {
      state = .judging
      return actions.append(.disarm)
    }
    guard isSecured, settings.loginUnverified || isVerified else {
      facts.auth.outcome = .withheld
      return quit()
    }
    guard let mechanism = LoginExchange.choose(login.mechanism, offered: offers.mechanisms) else {
      facts.auth.outcome = .notOffered
      return quit()
    }
    begin(
      LoginExchange(login, mechanism: mechanism, host: facts.host, port: facts.port, nonce: settings.nonce))
  }

  /// Who asks for a login at an unproven server asks for no login in clear.
  private var isSecured: Bool { facts.tls.established == true }

  private var isVerified: Bool { facts.tls.certificate?.defects.isEmpty == true }

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
    if facts.auth.outcome == nil { facts.auth.outcome = LoginOutcome(code: reply.code) }
    quit()
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
