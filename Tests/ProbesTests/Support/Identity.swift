// Certificates made while the tests run: an authority, and whatever it is asked to sign. No key is ever
// written down.

import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

struct Identity: Sendable {
  /// The leaf first.
  let chain: [Certificate]
  let key: P256.Signing.PrivateKey

  var der: [[UInt8]] { chain.compactMap { try? DER.Serializer.bytes(of: $0) } }

  func serverContext(_ version: TLSVersion?) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try der.map { .certificate(try NIOSSLCertificate(bytes: $0, format: .der)) },
      privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)))
    configuration.minimumTLSVersion = version ?? .tlsv1
    configuration.maximumTLSVersion = version
    configuration.cipherSuites = "ALL"
    return try NIOSSLContext(configuration: configuration)
  }
}

struct Authority: Sendable {
  let certificate: Certificate
  let key: P256.Signing.PrivateKey
  /// Those that have to be sent along; empty for a root.
  var chain: [Certificate] = []

  static let trusted = try? Authority(name: "Preflight Test Root")

  init(name: String, days: ClosedRange<Int> = -10...100) throws {
    key = P256.Signing.PrivateKey()
    certificate = try certify(
      subject: name, key: key.publicKey, issuer: name, signer: key, days: days, authority: true)
  }

  private init(certificate: Certificate, key: P256.Signing.PrivateKey, chain: [Certificate]) {
    self.certificate = certificate
    self.key = key
    self.chain = chain
  }

  var pem: [UInt8] { Array(((try? certificate.serializeAsPEM().pemString) ?? "").utf8) }

  func intermediate(_ name: String, days: ClosedRange<Int> = -10...100) throws -> Authority {
    let own = P256.Signing.PrivateKey()
    let made = try certify(
      subject: name, key: own.publicKey, issuer: issuerName, signer: key, days: days, authority: true)
    return Authority(certificate: made, key: own, chain: [made] + chain)
  }

  func issue(
    _ names: [String] = ["mail.test.example"], addresses: [[UInt8]] = [], days: ClosedRange<Int> = -5...90,
    usage: ExtendedKeyUsage.Usage = .serverAuth
  ) throws -> Identity {
    let own = P256.Signing.PrivateKey()
    let leaf = try certify(
      subject: names.first ?? "nobody", key: own.publicKey, issuer: issuerName, signer: key, days: days,
      authority: false, names: names, addresses: addresses, usage: usage)
    return Identity(chain: [leaf] + chain, key: own)
  }

  private var issuerName: String {
    chain.isEmpty
      ? "\(certificate.subject)".replacing("CN=", with: "") : "\(chain[0].subject)".replacing("CN=", with: "")
  }

  static func selfSigned(_ name: String, days: ClosedRange<Int> = -5...90) throws -> Identity {
    let own = P256.Signing.PrivateKey()
    let leaf = try certify(
      subject: name, key: own.publicKey, issuer: name, signer: own, days: days, authority: false,
      names: [name])
    return Identity(chain: [leaf], key: own)
  }
}

private func certify(
  subject: String, key: P256.Signing.PublicKey, issuer: String, signer: P256.Signing.PrivateKey,
  days: ClosedRange<Int>, authority: Bool, names: [String] = [], addresses: [[UInt8]] = [],
  usage: ExtendedKeyUsage.Usage? = nil
) throws -> Certificate {
  let now = Date()
  let alternatives =
    names.map { GeneralName.dnsName($0) }
    + addresses.map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) }
  return try Certificate(
    version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: Certificate.PublicKey(key),
    notValidBefore: now.addingTimeInterval(Double(days.lowerBound) * 86_400),
    notValidAfter: now.addingTimeInterval(Double(days.upperBound) * 86_400 + 3600),
    issuer: DistinguishedName { CommonName(issuer) }, subject: DistinguishedName { CommonName(subject) },
    signatureAlgorithm: .ecdsaWithSHA256,
    extensions: try Certificate.Extensions {
      Critical(
        authority ? BasicConstraints.isCertificateAuthority(maxPathLength: nil) : .notCertificateAuthority)
      if !alternatives.isEmpty { SubjectAlternativeNames(alternatives) }
      if let usage { try ExtendedKeyUsage([usage]) }
    },
    issuerPrivateKey: Certificate.PrivateKey(signer))
}

extension DER.Serializer {
  fileprivate static func bytes(of certificate: Certificate) throws -> [UInt8] {
    var serializer = DER.Serializer()
    try serializer.serialize(certificate)
    return serializer.serializedBytes
  }
}
