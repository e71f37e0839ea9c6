/// One line that says what a conversation showed: facts in, words for the person who has to mend it out.

extension EndpointFacts {
  /// Such as `192.0.2.7 port 587 speaks STARTTLS, TLS 1.3 (41 ms): "220 mail.example.com ESMTP"`.
  package var headline: String {
    let place = address.isEmpty ? "\(host) port \(port)" : "\(address) port \(port)"
    let time = times.words.map { " (\($0))" } ?? ""
    guard let mode else { return "\(place): \(failure)\(time)" }
    let version = tls.version.map { ", TLS \($0)" } ?? ""
    let speaks =
      switch mode {
      case .implicit: "speaks TLS from the first byte\(version)"
      case .starttls: "speaks STARTTLS\(version)"
      case .plain: "speaks SMTP without TLS"
      case .http: "speaks HTTP"
      case .imap: "speaks IMAP"
      case .pop: "speaks POP"
      case .ssh: "speaks SSH"
      case .garbage: "speaks no protocol that preflight knows"
      }
    let words = greeting.map { ": \"\($0.code) \($0.text)\"" } ?? ""
    let end = reason == .none ? "" : ", then \(failure)"
    return "\(place) \(speaks)\(time)\(words)\(end)"
  }

  /// The server's own words, where they are the reason for the end.
  package var refusal: String? {
    switch reason {
    case .busy, .deferred, .rejected, .notSMTP, .injected: detail.isEmpty ? nil : detail
    case .none, .nameNotFound, .noAddress, .resolverFailed, .refused, .filtered, .unreachable, .noRoute,
      .localPolicy, .localFailure, .silent, .reset, .closed, .timedOut, .deadline, .unreadable, .tlsFailed,
      .tlsUndecided, .noCredentials, .noMechanism, .loginWithheld, .loginInterrupted, .authorities,
      .notAllowed, .notPublic, .hostStopped, .notRecorded:
      nil
    }
  }

  private var failure: String {
    let words = reason.words
    return detail.isEmpty ? words : "\(words) (\(detail))"
  }
}

extension ProbeReason {
  /// The reason as a part of a sentence.
  package var words: String {
    switch self {
    case .none: "nothing was learnt"
    case .nameNotFound: "the name does not exist"
    case .noAddress: "the name has no address"
    case .resolverFailed: "the name could not be looked up"
    case .refused: "the connection was refused"
    case .filtered: "no answer to the connection"
    case .unreachable: "the network is unreachable"
    case .noRoute: "this machine has no route to the address"
    case .localPolicy: "this machine forbids the connection"
    case .localFailure: "this machine could not connect"
    case .silent: "connected, but silent"
    case .reset: "the connection was reset"
    case .closed: "the server closed the connection"
    case .timedOut: "no reply in time"
    case .deadline: "the time for this probe ran out"
    case .busy: "the server asked to come back later (421)"
    case .deferred: "a temporary refusal (4xx)"
    case .rejected: "a refusal (5xx)"
    case .unreadable: "a reply that cannot be read"
    case .notSMTP: "not an SMTP server"
    case .tlsFailed: "the TLS handshake failed"
    case .tlsUndecided: "the TLS handshake failed, maybe for a limit of preflight"
    case .injected: "bytes in the clear after STARTTLS"
    case .noCredentials: "no login, because user name or password is not known here"
    case .noMechanism: "no login, because preflight knows none of the mechanisms offered"
    case .loginWithheld: "no login over this connection"
    case .loginInterrupted: "the login came to no result"
    case .authorities: "the roots to trust are missing"
    case .notAllowed: "the address is not among those allowed"
    case .notPublic: "the address is not public"
    case .hostStopped: "the host had asked to stop"
    case .notRecorded: "the facts file does not speak of it"
    }
  }
}

extension PhaseTimes {
  /// The whole, such as `41 ms`; nil when it was not measured, or a file of facts says what no clock would.
  var words: String? { total.flatMap { Int(exactly: $0.rounded()) }.map { "\($0) ms" } }
}
