/// How to ask: patience, restraint and what is allowed. Nothing in here says what an answer means.

package struct ProbeOptions: Sendable {
  package var deadlines = Deadlines()
  /// Conversations at once in all, and with one host.
  package var concurrency = 100
  package var conversationsPerHost = 1
  /// What to say in EHLO where a question does not say it, or says what cannot be sent.
  package var helo: HeloName?
  /// Only addresses inside these networks are contacted; all when nil.
  package var allowedNetworks: [Network]?
  /// Refuse private, loopback and other special ranges.
  package var publicOnly = false
  /// Log in under TLS although the server has not proven who it is.
  package var loginUnverified = false
  /// Seconds since 1970 by which certificates are judged; the system's clock when nil.
  package var now: Int?

  package init() {}
}
