/// SCRAM-SHA-1 and SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677): the password never crosses
/// the wire, and the server has to prove that it knows it too.

import Crypto

struct ScramExchange: Sendable {
  enum Hash: Hashable, Sendable { case sha1, sha256 }

  /// Work is bounded: a server names the count of rounds.
  static let iterations = 1...200_000

  let hash: Hash
  private let password: [UInt8]
  private let nonce: String
  private let firstBare: String
  private var expectedSignature: [UInt8]?
  /// Whether the server has shown that it knows the password too.
  private(set) var isProven = false

  /// `username` is already in SASL's spelling.
  init(username: String, password: String, nonce: String, hash: Hash) {
    self.hash = hash
    self.password = Array(password.utf8)
    self.nonce = nonce
    firstBare = "n=\(username),r=\(nonce)"
  }

  var first: [UInt8] { Array("n,,\(firstBare)".utf8) }

  mutating func answer(to challenge: [UInt8]) -> LoginExchange.Step {
    let text = String(decoding: challenge, as: UTF8.self)
    if let expectedSignature {
      let proof = attribute("v", of: text).flatMap { Base64.decode($0.utf8) }
      isProven = proof == expectedSignature
      return isProven ? .answer([]) : .cancel
    }
    return proof(serverFirst: text)
  }

  private mutating func proof(serverFirst: String) -> LoginExchange.Step {
    guard let theirs = attribute("r", of: serverFirst), theirs.hasPrefix(nonce), theirs != nonce,
      let salt = attribute("s", of: serverFirst).flatMap({ Base64.decode($0.utf8) }),
      let rounds = attribute("i", of: serverFirst).flatMap({ Int($0) }), Self.iterations.contains(rounds)
    else { return .cancel }
    // "biws" is base64 of "n,,": no channel binding.
    let withoutProof = "c=biws,r=\(theirs)"
    let message = Array("\(firstBare),\(serverFirst),\(withoutProof)".utf8)
    let salted = saltedPassword(salt: salt, rounds: rounds)
    let clientKey = code(Array("Client Key".utf8), key: salted)
    let clientSignature = code(message, key: digest(clientKey))
    expectedSignature = code(message, key: code(Array("Server Key".utf8), key: salted))
    let proof = zip(clientKey, clientSignature).map { $0 ^ $1 }
    return .answer(Array("\(withoutProof),p=\(Base64.encode(proof))".utf8))
  }

  /// Hi() of RFC 5802 §2.2, which is PBKDF2 with one block.
  private func saltedPassword(salt: [UInt8], rounds: Int) -> [UInt8] {
    switch hash {
    case .sha1: stretch(HMAC<Insecure.SHA1>(key: SymmetricKey(data: password)), salt, rounds)
    case .sha256: stretch(HMAC<SHA256>(key: SymmetricKey(data: password)), salt, rounds)
    }
  }

  /// `keyed` is copied for each round: the key is prepared once.
  private func stretch<Function: HashFunction>(_ keyed: HMAC<Function>, _ salt: [UInt8], _ rounds: Int)
    -> [UInt8]
  {
    var last = salt + [0, 0, 0, 1]
    var result = [UInt8](repeating: 0, count: Function.Digest.byteCount)
    for _ in 0..<rounds {
      var round = keyed
      round.update(data: last)
      last = Array(round.finalize())
      for index in result.indices { result[index] ^= last[index] }
    }
    return result
  }

  private func code(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    let key = SymmetricKey(data: key)
    switch hash {
    case .sha1: return Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
    case .sha256: return Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }
  }

  private func digest(_ bytes: [UInt8]) -> [UInt8] {
    switch hash {
    case .sha1: Array(Insecure.SHA1.hash(data: bytes))
    case .sha256: Array(SHA256.hash(data: bytes))
    }
  }
}

/// The value of `name=` in a comma-separated message.
private func attribute(_ name: Character, of message: String) -> String? {
  for part in message.split(separator: ",") where part.first == name && part.dropFirst().first == "=" {
    return String(part.dropFirst(2))
  }
  return nil
}
