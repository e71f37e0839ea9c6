/// The chain a server sent in, the facts about its certificate out. Each question is asked whatever the
/// others have answered.

import Crypto
import PreflightKit

struct CertificateJudge: Sendable {
  let serverName: String
  let roots: TrustRoots
  /// Seconds since 1970.
  let now: Int

  func judge(_ chain: [[UInt8]]) async -> CertificateFacts {
    guard let first = chain.first, let leaf = ParsedCertificate(der: first) else {
      var facts = CertificateFacts()
      facts.chainLength = chain.count
      facts.defects = [.unreadable]
      return facts
    }
    let presented = [leaf] + chain.dropFirst().compactMap { ParsedCertificate(der: $0) }
    let finding = await ChainVerifier(presented: presented, roots: roots, now: now).verify(leaf)
    var facts = describe(leaf, chainLength: chain.count)
    facts.trusted =
      switch finding {
      case .trusted, .outdated: true
      case .broken: false
      }
    facts.defects = defects(of: leaf, facts, finding)
    return facts
  }

  private func describe(_ leaf: ParsedCertificate, chainLength: Int) -> CertificateFacts {
    var facts = CertificateFacts()
    facts.subject = leaf.subjectText
    facts.issuer = leaf.issuerText
    facts.names = leaf.names.map(\.text)
    facts.notBefore = CivilTime(epoch: leaf.notBefore).description
    facts.notAfter = CivilTime(epoch: leaf.notAfter).description
    facts.daysLeft = floorDivide(leaf.notAfter - now, 86_400)
    facts.keyAlgorithm = leaf.keyAlgorithm
    facts.keyBits = leaf.keyBits
    facts.signature = SignatureScheme(leaf.signatureAlgorithm)?.name ?? leaf.signatureAlgorithm
    facts.fingerprint = hexadecimal(Array(SHA256.hash(data: leaf.der)))
    facts.chainLength = chainLength
    facts.selfSigned = leaf.isSelfIssued
    facts.nameMatches = ServerIdentity.matches(leaf.names, serverName)
    facts.expired = leaf.notAfter < now
    facts.notYetValid = leaf.notBefore > now
    return facts
  }

  private func defects(
    of leaf: ParsedCertificate, _ facts: CertificateFacts, _ finding: ChainVerifier.Finding
  ) -> [CertificateDefect] {
    var defects: [CertificateDefect] = []
    if facts.expired { defects.append(.expired) }
    if facts.notYetValid { defects.append(.notYetValid) }
    if !facts.nameMatches { defects.append(.nameMismatch) }
    var path: [ParsedCertificate] = []
    switch finding {
    case .trusted(let issuers): path = issuers
    case .outdated(let issuers):
      path = issuers
      defects.append(.expiredIssuer)
    case .broken(let defect): defects.append(defect)
    }
    if !defects.contains(.expiredIssuer), !path.allSatisfy({ $0.isValid(at: now) }) {
      defects.append(.expiredIssuer)
    }
    if ([leaf] + path).contains(where: \.hasWeakKey) { defects.append(.weakKey) }
    if ([leaf] + path).contains(where: \.hasWeakSignature) { defects.append(.weakSignature) }
    if !leaf.isForServers { defects.append(.wrongUsage) }
    return defects
  }
}

extension ParsedCertificate {
  /// Under 112 bits of strength (NIST SP 800-57, CA/Browser Forum §6.1.5).
  fileprivate var hasWeakKey: Bool {
    switch keyAlgorithm {
    case "rsa": keyBits < 2048
    case "ec": keyBits < 224
    case _: false
    }
  }

  fileprivate var hasWeakSignature: Bool { SignatureScheme(signatureAlgorithm)?.isWeak ?? false }

  /// serverAuth or anyExtendedKeyUsage, where usage is restricted at all (RFC 5280 §4.2.1.12).
  fileprivate var isForServers: Bool {
    guard let extendedUsage else { return true }
    return extendedUsage.contains("1.3.6.1.5.5.7.3.1") || extendedUsage.contains("2.5.29.37.0")
  }
}

extension ParsedCertificate.AlternativeName {
  fileprivate var text: String {
    switch self {
    case .dns(let name): SafeText.printable(name.utf8, limit: 253)
    case .address(let address): address.description
    }
  }
}
