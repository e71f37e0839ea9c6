/// Whether a campaign can send through a port, and what stands in the way: the facts of one address in; yes or no, and a
/// part of a sentence, out.

/// The oldest version of TLS that is not deprecated (RFC 8996, RFC 8997); versions of one digit compare as texts.
package let oldestCurrentTLS = "1.2"

extension EndpointFacts {
  /// It takes mail from clients under a current TLS that a careful client accepts, and the conversation went to its end.
  var isUsable: Bool {
    let isSecured = tls.established == true && tls.version.map { $0 >= oldestCurrentTLS } == true
    return state == .answered && reason == .none && speaks == .smtp && after?.extended == true && isSecured
      && tls.certificate?.defects.isEmpty == true && !UsualPort.isBetweenServers(port)
  }

  /// The conversation broke off for a reason that may be gone with the next one.
  var isUndecided: Bool {
    switch reason {
    case .silent, .reset, .closed, .timedOut, .deadline, .busy, .deferred, .tlsUndecided:
      connection == .connected && state != .answered
    case .none, .nameNotFound, .noAddress, .resolverFailed, .refused, .filtered, .unreachable, .noRoute,
      .localPolicy, .localFailure, .rejected, .unreadable, .notSMTP, .tlsFailed, .injected, .noCredentials,
      .noMechanism, .loginWithheld, .loginInterrupted, .authorities, .notAllowed, .notPublic, .hostStopped,
      .notRecorded:
      false
    }
  }

  /// Why a port that answers is not to be used.
  var obstacle: String {
    if let certificate = tls.certificate, !certificate.defects.isEmpty {
      return "the certificate is not acceptable: \(certificateWords)"
    }
    if reason == .notSMTP { return "this is no SMTP server" }
    if tls.established == false {
      return reason.words + (tls.detail.isEmpty ? "" : " (\(tls.detail.displayable(upTo: 120)))")
    }
    if reason != .none { return reason.words + (refusal.map { ": \(quoted($0))" } ?? "") + momentWords }
    if mode == .plain { return "no TLS is offered" }
    if let version = tls.version, version < oldestCurrentTLS {
      return "TLS \(version) is deprecated, and clients refuse it"
    }
    if UsualPort.isBetweenServers(port) { return "this port is for mail between servers, not from clients" }
    return "this is no submission server"
  }

  private var momentWords: String {
    switch phase {
    case .starttls: " in answer to STARTTLS"
    case .tls: " during the TLS handshake"
    case .ehlo, .ehloSecured: " in answer to EHLO"
    case .greeting: " in place of a greeting"
    case .resolve, .connect, .auth, .quit, .done: ""
    }
  }

  /// What a connection that came to nothing means beside the addresses and ports that answer.
  func silence(besides answering: [EndpointFacts]) -> String {
    if reachedElsewhere {
      return "Port \(port) at \(address) is out of reach from here: \(reason.words); another address answers."
    }
    let others = Set(answering.map(\.port)).subtracting([port]).sorted()
    guard connection == .filtered, !others.isEmpty else {
      return "Port \(port) is out of reach from here: \(reason.words)."
    }
    let ports = others.map(String.init).joined(separator: ", ")
    return "Port \(port) is filtered from here: the same server answers on \(ports)."
  }
}

private func quoted(_ words: String) -> String { "\"\(words.displayable(upTo: 120))\"" }
