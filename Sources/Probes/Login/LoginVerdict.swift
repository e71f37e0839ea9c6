/// The reply that ended a login in, its meaning out. The server's words are not kept: it may echo what it
/// was told, in any disguise.

import PreflightKit

extension LoginOutcome {
  /// RFC 4954 §6; 421 and what is no reply to AUTH are told apart by the dialogue.
  init(code: Int) {
    switch code {
    case 200..<300: self = .accepted
    case 400..<500: self = .deferred
    case 504, 534: self = .mechanismRefused
    case 530, 538: self = .needsTLS
    case 535: self = .rejected
    case _: self = .refused
    }
  }
}

/// Phrases that help and that are ours: a hint can say no more than this list.
enum LoginHint {
  static let phrases = [
    "application-specific password", "app password", "less secure", "web browser",
    "basic authentication is disabled",
    "smtpclientauthentication is disabled", "two-factor", "multi-factor", "too many", "locked", "suspended",
    "disabled",
    "expired", "not verified", "rate limit", "quota", "temporarily", "unsupported", "bad credentials",
    "username and password not accepted", "authentication failed", "must issue a starttls",
    "encryption required",
  ]

  static func hints(in reply: Reply) -> [String] {
    let text = reply.lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ").lowercased()
    return phrases.filter { text.contains($0) }
  }
}
