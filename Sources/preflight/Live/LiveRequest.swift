/// What the command line says about asking the wire, as values: whether, how far, where to, and what to keep.
import PreflightKit

/// `--live` alone advises; `--live=require` also wants evidence.
enum LiveMode: String, CaseIterable, Sendable {
  case advise, require

  var live: Run.Live {
    switch self {
    case .advise: .advise
    case .require: .require
    }
  }
}

struct LiveRequest: Sendable, Equatable {
  /// nil: nothing is asked.
  var mode: LiveMode?
  /// One real login for each account, under verified TLS.
  var triesLogin = false
  /// Log in although the server has not proven who it is.
  var trustsAnyServer = false
  /// Facts recorded earlier, instead of a network.
  var factsFile: String?
  var savedFacts: String?
  /// The only networks that may be contacted; any if empty.
  var allowedNetworks: [String] = []
  var publicOnly = false
  /// Say what would be contacted, and contact nothing.
  var isDryRun = false
  /// The name to give in EHLO where the campaign gives none.
  var helo: String?

  var isLive: Bool { mode != nil }

  /// Options that mean nothing without `--live`.
  var strayOptions: [String] {
    guard mode == nil else { return [] }
    var stray: [String] = []
    if triesLogin { stray.append("--probe-auth") }
    if trustsAnyServer { stray.append("--insecure-auth") }
    if factsFile != nil { stray.append("--facts") }
    if savedFacts != nil { stray.append("--save-facts") }
    if !allowedNetworks.isEmpty { stray.append("--allow-net") }
    if publicOnly { stray.append("--public-only") }
    if isDryRun { stray.append("--dry-run") }
    if helo != nil { stray.append("--ehlo-name") }
    return stray
  }
}
