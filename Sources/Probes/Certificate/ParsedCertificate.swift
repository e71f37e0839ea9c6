/// DER in, what we ask of a certificate out. It reads certificates that a library for verification refuses
/// (a key of 1024 bits, an unknown curve), because those are the ones to be reported.

import SwiftASN1

struct ParsedCertificate: Hashable, Sendable {
  enum AlternativeName: Hashable, Sendable {
    case dns(String)
    case address(IPAddress)
  }

  let der: [UInt8]
  let signed: [UInt8]
  let signature: [UInt8]
  let signatureAlgorithm: String
  /// The names as bytes, to be compared, and as text, to be read.
  let issuer: [UInt8]
  let subject: [UInt8]
  let issuerText: String
  let subjectText: String
  /// Seconds since 1970.
  let notBefore: Int
  let notAfter: Int
  let keyAlgorithm: String
  let keyBits: Int
  var names: [AlternativeName] = []
  /// Object identifiers; nil when the certificate does not restrict its use.
  var extendedUsage: [String]?

  var isSelfIssued: Bool { issuer == subject }

  func isValid(at moment: Int) -> Bool { notBefore <= moment && moment <= notAfter }

  init?(der: [UInt8]) {
    guard let root = try? DER.parse(der), let parts = root.children, parts.count == 3,
      var fields = parts[0].children?[...], let algorithm = parts[1].children?.first?.identifierText,
      let signature = parts[2].bitString
    else { return nil }
    // [0] version is optional; version 1 leaves it out.
    if fields.first?.identifier.tagClass == .contextSpecific { fields.removeFirst() }
    let body = Array(fields)
    guard body.count >= 6, let validity = body[3].children, validity.count == 2,
      let notBefore = seconds(validity[0]), let notAfter = seconds(validity[1]),
      let key = PublicKeyShape(body[5])
    else { return nil }
    self.der = der
    signed = Array(parts[0].encodedBytes)
    self.signature = signature
    signatureAlgorithm = algorithm
    issuer = Array(body[2].encodedBytes)
    subject = Array(body[4].encodedBytes)
    issuerText = nameText(body[2])
    subjectText = nameText(body[4])
    self.notBefore = notBefore
    self.notAfter = notAfter
    keyAlgorithm = key.algorithm
    keyBits = key.bits
    for field in body.dropFirst(6) where field.identifier == .contextSpecificTag(3) { readExtensions(field) }
  }

  private mutating func readExtensions(_ field: ASN1Node) {
    for item in field.children?.first?.children ?? [] {
      guard let parts = item.children, let identifier = parts.first?.identifierText,
        let value = parts.last?.octets, let content = try? DER.parse(value)
      else { continue }
      switch identifier {
      case "2.5.29.17": names = (content.children ?? []).compactMap { alternativeName($0) }
      case "2.5.29.37": extendedUsage = (content.children ?? []).compactMap(\.identifierText)
      case _: break
      }
    }
  }
}

private func alternativeName(_ node: ASN1Node) -> ParsedCertificate.AlternativeName? {
  guard let bytes = node.octets else { return nil }
  switch node.identifier {
  case .contextSpecificTag(2): return .dns(String(decoding: bytes, as: UTF8.self))
  case .contextSpecificTag(7): return IPAddress(bytes: bytes).map { .address($0) }
  case _: return nil
  }
}

private struct PublicKeyShape {
  var algorithm: String
  var bits: Int

  private init(algorithm: String, bits: Int) {
    self.algorithm = algorithm
    self.bits = bits
  }

  init?(_ node: ASN1Node) {
    guard let parts = node.children, parts.count == 2,
      let identifier = parts[0].children?.first?.identifierText,
      let key = parts[1].bitString
    else { return nil }
    switch identifier {
    case "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10": self.init(rsa: key)
    case "1.2.840.10045.2.1": self.init(curve: parts[0].children?.dropFirst().first?.identifierText, key: key)
    case "1.3.101.112": self.init(algorithm: "ed25519", bits: 256)
    case "1.3.101.113": self.init(algorithm: "ed448", bits: 448)
    case _: self.init(algorithm: identifier, bits: key.count * 8)
    }
  }

  private init?(rsa key: [UInt8]) {
    guard let modulus = (try? DER.parse(key))?.children?.first?.octets else { return nil }
    let digits = modulus.drop { $0 == 0 }
    algorithm = "rsa"
    bits = digits.count * 8 - (digits.first?.leadingZeroBitCount ?? 0)
  }

  private init(curve: String?, key: [UInt8]) {
    algorithm = "ec"
    switch curve {
    case "1.2.840.10045.3.1.7": bits = 256
    case "1.3.132.0.34": bits = 384
    case "1.3.132.0.35": bits = 521
    // An uncompressed point is 04 and two coordinates.
    case _: bits = (key.count - 1) / 2 * 8
    }
  }
}

/// `CN=…, O=…` with the attributes people know, in the order of writing.
private func nameText(_ node: ASN1Node) -> String {
  let known = [
    "2.5.4.3": "CN", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.10": "O", "2.5.4.11": "OU",
  ]
  let parts = (node.children ?? []).flatMap { $0.children ?? [] }.compactMap { attribute -> String? in
    guard let pair = attribute.children, pair.count == 2,
      let key = pair[0].identifierText.flatMap({ known[$0] }),
      let value = pair[1].octets
    else { return nil }
    return "\(key)=\(SafeText.printable(value, limit: 128))"
  }
  return parts.joined(separator: ", ")
}

private func seconds(_ node: ASN1Node) -> Int? {
  if let time = try? UTCTime(derEncoded: node) {
    return CivilTime(time.year, time.month, time.day, time.hours, time.minutes, time.seconds).epoch
  }
  guard let time = try? GeneralizedTime(derEncoded: node) else { return nil }
  return CivilTime(time.year, time.month, time.day, time.hours, time.minutes, time.seconds).epoch
}

extension ASN1Node {
  fileprivate var children: [ASN1Node]? {
    guard case .constructed(let nodes) = content else { return nil }
    return Array(nodes)
  }

  fileprivate var octets: [UInt8]? {
    guard case .primitive(let bytes) = content else { return nil }
    return Array(bytes)
  }

  fileprivate var bitString: [UInt8]? {
    guard let bits = try? ASN1BitString(derEncoded: self) else { return nil }
    return Array(bits.bytes)
  }

  fileprivate var identifierText: String? {
    guard let identifier = try? ASN1ObjectIdentifier(derEncoded: self) else { return nil }
    return identifier.description
  }
}

extension ASN1Identifier {
  fileprivate static func contextSpecificTag(_ number: UInt) -> ASN1Identifier {
    ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
  }
}
