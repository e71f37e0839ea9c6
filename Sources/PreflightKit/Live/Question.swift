/// What may be asked of the wire: one SMTP endpoint and what the asker knows of it. Values only; nothing
/// here opens a socket.

package struct Question: Hashable, Sendable {
  /// A name or an address literal, as the campaign writes it.
  package var host: String
  package var port: Int
  /// The name that the certificate must carry and that SNI sends: `host` unless the campaign says otherwise.
  package var serverName: String
  /// What to say in EHLO; the address literal of our own end when nil or not fit to be sent.
  package var helo: String?
  /// The file with the roots to trust, as the campaign names it; the system's roots when nil. Whoever asks reads it.
  package var caFile: String?
  /// The PEM text of `caFile`.
  package var authorities: [UInt8]?
  /// A hint, never a belief: it decides who speaks first, not what is found.
  package var expects: ExpectedTLS?
  /// The oldest version of TLS that the campaign accepts, such as 1.3.
  package var leastVersion: String?
  /// Present only when the user asked for one real login.
  package var login: Login?
  /// The user asked for a login, and user name or password is not known here.
  package var lacksCredentials: Bool

  package init(
    host: String, port: Int, serverName: String? = nil, helo: String? = nil, caFile: String? = nil,
    authorities: [UInt8]? = nil, expects: ExpectedTLS? = nil, leastVersion: String? = nil,
    login: Login? = nil,
    lacksCredentials: Bool = false
  ) {
    self.host = host
    self.port = port
    self.serverName = serverName ?? host
    self.helo = helo
    self.caFile = caFile
    self.authorities = authorities
    self.expects = expects
    self.leastVersion = leastVersion
    self.login = login
    self.lacksCredentials = lacksCredentials
  }
}

extension Question {
  /// Whether a text names a server that can be asked: a host name or an address, and nothing around it. The networks of
  /// containers have names with underscores, and resolvers find them.
  package static func names(_ host: String) -> Bool {
    hostAddress(host) != nil || isHostname(host.replacing("_", with: "x"))
  }
}

/// How the campaign means to speak to the port.
package enum ExpectedTLS: String, Hashable, Sendable, CaseIterable {
  case none, starttls, implicit
}

/// SASL mechanisms that a probe can try, spelt as in `auth.mechanism`.
package enum LoginMechanism: String, Hashable, Sendable, CaseIterable {
  case plain
  case login
  case cramMD5 = "cram-md5"
  case xoauth2
  case oauthBearer = "oauthbearer"
  case scramSHA1 = "scram-sha-1"
  case scramSHA256 = "scram-sha-256"
}

/// The one place that holds a password on its way to the wire. It has no text of its own: printing,
/// interpolating, dumping and mirroring it show nothing.
package struct Login: Hashable, Sendable {
  /// The configured mechanism; the best of those offered when nil.
  package var mechanism: LoginMechanism?
  package var username: String
  package var password: String

  package init(mechanism: LoginMechanism? = nil, username: String, password: String) {
    self.mechanism = mechanism
    self.username = username
    self.password = password
  }
}

extension Login: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "login" }
  package var debugDescription: String { "login" }
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
