/// The words in which facts are told: closed sets, stable across versions, read by rules as strings.

/// The headline of a probe. It gates nothing: rules decide by the facts themselves.
package enum ProbeState: String, FactWord {
  /// The conversation came to an end that was meant, or to a definite refusal.
  case answered
  /// Something kept us from finding out; `reason` says what.
  case inconclusive
  /// We did not ask.
  case skipped
}

/// Why a probe ended where it did. `none` when it ran to its end.
package enum ProbeReason: String, FactWord {
  case none = ""
  // Before a connection.
  case nameNotFound = "name-not-found"
  case noAddress = "no-address"
  case resolverFailed = "resolver-failed"
  case refused
  case filtered
  case unreachable
  case noRoute = "no-route"
  case localPolicy = "local-policy"
  case localFailure = "local-failure"
  // On a connection.
  case silent
  case reset
  case closed
  case timedOut = "timed-out"
  case deadline
  case busy = "421"
  case deferred = "4xx"
  case rejected = "5xx"
  case unreadable
  case notSMTP = "not-smtp"
  case tlsFailed = "tls-failed"
  /// The handshake failed for what may be a limit of ours: no evidence about the server.
  case tlsUndecided = "tls-undecided"
  case injected
  // In a login that came to no result.
  case noCredentials = "no-credentials"
  case noMechanism = "no-mechanism"
  case loginWithheld = "login-withheld"
  case loginInterrupted = "login-interrupted"
  // Not asked.
  case authorities = "ca-file"
  case notAllowed = "not-allowed"
  case notPublic = "not-public"
  case hostStopped = "host-stopped"
  case notRecorded = "not-recorded"
}

/// How far a conversation came.
package enum ProbePhase: String, FactWord {
  case resolve, connect, greeting, ehlo, starttls, tls
  case ehloSecured = "ehlo-tls"
  case auth, quit, done
}

/// How the TCP connection to one address went.
package enum ConnectionOutcome: String, FactWord {
  case connected, refused, reset, filtered
  /// The network answers that there is no way.
  case unreachable
  /// This machine has no way to addresses of this kind, so nothing was sent: it says nothing about the server.
  case noRoute = "no-route"
  case localPolicy = "local-policy"
  case localFailure = "local-failure"
}

/// What a port speaks, from its first bytes and its capabilities.
package enum PortMode: String, FactWord {
  /// TLS from the first byte.
  case implicit
  /// SMTP in the clear that offers STARTTLS.
  case starttls
  /// SMTP in the clear that does not.
  case plain
  case http, imap, pop, ssh, garbage
}

/// What is spoken once the layer under it is known; `smtp` after a 220.
package enum PortProtocol: String, FactWord {
  case smtp, imap, pop, http, ssh, unknown
}

/// What ended a TLS handshake that did not come to its end.
package enum TLSFailure: String, FactWord {
  /// The server sent an alert; `detail` names it.
  case alert
  /// The server sent an alert that finds fault with our ClientHello: another client may have offered what it wants.
  case unmatched
  /// The bytes after our ClientHello were no TLS.
  case notTLS = "not-tls"
  case closed
  /// The library could not read on: the server's fault, or something that the library does not know.
  case protocolError = "protocol-error"
}

/// What is wrong with a certificate; all that hold are listed.
package enum CertificateDefect: String, FactWord {
  case expired
  case notYetValid = "not-yet-valid"
  case nameMismatch = "name-mismatch"
  case selfSigned = "self-signed"
  /// The chain ends in a root that is not trusted.
  case untrustedRoot = "untrusted-root"
  /// Nobody presented or known issued the certificate: mostly an intermediate that the server forgets to
  /// send.
  case missingIssuer = "missing-issuer"
  /// An issuer is there, but the chain over it does not hold (signature, constraints).
  case invalidChain = "invalid-chain"
  /// The chain holds, but for the dates of an issuer: one in between, or the root.
  case expiredIssuer = "expired-issuer"
  case weakKey = "weak-key"
  case weakSignature = "weak-signature"
  /// Made for something else than a TLS server (extended key usage).
  case wrongUsage = "wrong-usage"
  case unreadable
}

/// What became of the one login.
package enum LoginOutcome: String, FactWord {
  case accepted
  /// 535: the server knows these credentials to be wrong.
  case rejected
  /// 4xx: not decided.
  case deferred
  /// 530, 538: not without encryption.
  case needsTLS = "needs-tls"
  /// 504, 534: not by this mechanism.
  case mechanismRefused = "mechanism-refused"
  /// Another 5xx.
  case refused
  /// The configured mechanism is not offered: nothing was sent.
  case notOffered = "not-offered"
  /// The connection was not proven to be the server's: nothing was sent.
  case withheld
  /// The connection ended in between, or the exchange was given up.
  case interrupted
}

package enum Speaker: String, FactWord {
  case client, server, note
}
