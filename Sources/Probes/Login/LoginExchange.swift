/// One SASL exchange: challenges in, answers out. Nothing in here is kept, printed or described; the
/// transcript never sees it.

import Crypto
import PreflightKit

struct LoginExchange: Sendable {
  enum Step: Hashable, Sendable {
    case answer([UInt8])
    /// The server asks for something this mechanism does not have.
    case cancel
  }

  let mechanism: LoginMechanism
  /// What goes out with the AUTH command itself, where the mechanism begins with the client.
  let initial: [UInt8]?
  private let login: Login
  private var round = 0
  private var scram: ScramExchange?

  /// `nonce` is fresh for each exchange; `host` and `port` are part of what OAUTHBEARER signs.
  init(_ login: Login, mechanism: LoginMechanism, host: String, port: Int, nonce: String) {
    self.login = login
    self.mechanism = mechanism
    switch mechanism {
    case .plain: initial = Array("\0\(login.username)\0\(login.password)".utf8)
    case .login, .cramMD5: initial = nil
    case .xoauth2:
      initial = Array("user=\(login.username)\u{1}auth=Bearer \(login.password)\u{1}\u{1}".utf8)
    case .oauthBearer:
      let name = saslName(login.username)
      initial = Array(
        "n,a=\(name),\u{1}host=\(host)\u{1}port=\(port)\u{1}auth=Bearer \(login.password)\u{1}\u{1}".utf8)
    case .scramSHA1, .scramSHA256:
      let exchange = ScramExchange(
        username: saslName(login.username), password: login.password, nonce: nonce,
        hash: mechanism == .scramSHA1 ? .sha1 : .sha256)
      scram = exchange
      initial = exchange.first
    }
  }

  /// Whether the server's part is done, so that its yes may be believed: with SCRAM it proves that it knows the password
  /// before (RFC 5802 §3), elsewhere it proves nothing.
  var isComplete: Bool { scram?.isProven ?? true }

  /// The answer to a 334. Prompts are not read: servers word them as they like, and one puts a NUL behind
  /// them.
  mutating func answer(to challenge: [UInt8]) -> Step {
    defer { round += 1 }
    switch mechanism {
    case .plain: return round == 0 && challenge.isEmpty ? .answer(initial ?? []) : .cancel
    case .login:
      guard round < 2 else { return .cancel }
      return .answer(Array((round == 0 ? login.username : login.password).utf8))
    case .cramMD5:
      guard round == 0 else { return .cancel }
      return .answer(cramAnswer(to: challenge))
    // The challenge is the error as JSON; an empty answer (or ^A) makes the server end with 535.
    case .xoauth2: return round == 0 ? .answer([]) : .cancel
    case .oauthBearer: return round == 0 ? .answer([1]) : .cancel
    case .scramSHA1, .scramSHA256: return scram?.answer(to: challenge) ?? .cancel
    }
  }

  /// RFC 2195: the name, a space, and the keyed digest in hexadecimal.
  private func cramAnswer(to challenge: [UInt8]) -> [UInt8] {
    let key = SymmetricKey(data: Array(login.password.utf8))
    let code = HMAC<Insecure.MD5>.authenticationCode(for: challenge, using: key)
    return Array("\(login.username) \(hexadecimal(Array(code)))".utf8)
  }

  /// The configured mechanism, or the best of those offered; nil when the server offers none that will do.
  static func choose(_ wanted: LoginMechanism?, offered: [String]) -> LoginMechanism? {
    if let wanted { return offered.contains(wanted.rawValue) ? wanted : nil }
    // A token cannot be told from a password here, so the OAuth mechanisms are used only when configured.
    let known: [LoginMechanism] = [.scramSHA256, .scramSHA1, .plain, .login, .cramMD5]
    return known.first { offered.contains($0.rawValue) }
  }
}

extension LoginExchange: CustomStringConvertible, CustomReflectable {
  var description: String { mechanism.rawValue }
  var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// RFC 5801 §4, RFC 5802 §5.1: `,` and `=` are spelt out in names.
private func saslName(_ name: String) -> String {
  var text = ""
  for character in name {
    switch character {
    case "=": text += "=3D"
    case ",": text += "=2C"
    case _: text.append(character)
    }
  }
  return text
}

func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef")
  return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xf)]] })
}
