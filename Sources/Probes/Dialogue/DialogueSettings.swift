/// What a dialogue is told before it begins.

import PreflightKit

/// Who speaks first on a new connection.
enum Opening: Hashable, Sendable {
  /// Listen; if the port stays silent for so many milliseconds, offer TLS on the same connection.
  case listenFirst(window: Int)
  /// The port is said to speak TLS from the first byte: offer it at once, as any client of such a port does.
  case speakFirst
  /// Never speak before the server: for a second conversation with a server that an offer of TLS has upset.
  case listenOnly
}

/// Patience in milliseconds. RFC 5321 §4.5.3.2 gives servers minutes; a probe that hangs helps nobody, so
/// ours is shorter, and running out of it is never evidence.
package struct Deadlines: Hashable, Sendable {
  package var resolve = 5_000
  package var connect = 5_000
  package var greeting = 10_000
  package var reply = 10_000
  package var handshake = 10_000
  package var quit = 1_000
  /// For one question, all its addresses together.
  package var total = 30_000
  /// How long a port may be silent before we offer TLS. A greeting needs one round trip and what the server
  /// does first (often a reverse look-up of tens of milliseconds); speaking sooner would upset servers that
  /// punish early talkers, speaking later only delays the news. It is stretched to four times the time that
  /// the connection took.
  package var silence = 600

  package init() {}

  /// Between servers nobody speaks TLS first, greetings are delayed on purpose, and who talks into the delay
  /// is taken for a spammer: there the offer waits much longer.
  func silence(betweenServers: Bool) -> Int { betweenServers ? max(silence, 5_000) : silence }
}

struct DialogueSettings: Sendable {
  var opening: Opening
  var deadlines: Deadlines
  /// nil: the address literal of our own end.
  var helo: HeloName?
  var login: Login?
  /// Asked right before the login goes out.
  var ledger = LoginLedger()
  /// A login is wanted, and nobody knows with what.
  var lacksCredentials = false
  /// Log in although the server has not proven who it is.
  var loginUnverified = false
  /// No login below this version of TLS.
  var leastVersion: String?
  /// Fresh for each login.
  var nonce = ""
}
