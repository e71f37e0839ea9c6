/// The object identifier of a signature algorithm in, its name, its strength and the library's word for it
/// out.

import X509

struct SignatureScheme: Hashable, Sendable {
  let name: String
  /// Collisions can be made, so the signature proves nothing.
  let isWeak: Bool
  let algorithm: Certificate.SignatureAlgorithm?

  init?(_ identifier: String) {
    guard let scheme = Self.known[identifier] else { return nil }
    self = scheme
  }

  private init(_ name: String, weak: Bool = false, _ algorithm: Certificate.SignatureAlgorithm? = nil) {
    self.name = name
    isWeak = weak
    self.algorithm = algorithm
  }

  private static let known: [String: SignatureScheme] = [
    "1.2.840.113549.1.1.2": SignatureScheme("md2-rsa", weak: true),
    "1.2.840.113549.1.1.4": SignatureScheme("md5-rsa", weak: true),
    "1.2.840.113549.1.1.5": SignatureScheme("sha1-rsa", weak: true, .sha1WithRSAEncryption),
    "1.2.840.113549.1.1.10": SignatureScheme("rsa-pss"),
    "1.2.840.113549.1.1.11": SignatureScheme("sha256-rsa", .sha256WithRSAEncryption),
    "1.2.840.113549.1.1.12": SignatureScheme("sha384-rsa", .sha384WithRSAEncryption),
    "1.2.840.113549.1.1.13": SignatureScheme("sha512-rsa", .sha512WithRSAEncryption),
    "1.2.840.10040.4.3": SignatureScheme("sha1-dsa", weak: true),
    "1.2.840.10045.4.1": SignatureScheme("sha1-ecdsa", weak: true),
    "1.2.840.10045.4.3.2": SignatureScheme("sha256-ecdsa", .ecdsaWithSHA256),
    "1.2.840.10045.4.3.3": SignatureScheme("sha384-ecdsa", .ecdsaWithSHA384),
    "1.2.840.10045.4.3.4": SignatureScheme("sha512-ecdsa", .ecdsaWithSHA512),
    "1.3.101.112": SignatureScheme("ed25519", .ed25519),
  ]
}
