/// The certificates a server sent, and the roots to trust, in; whether a chain holds, out. Dates of what the server
/// sent, and names, are judged elsewhere, so that an expired certificate can still be a trusted one.

import PreflightKit
import SwiftASN1
@_spi(DisableValidityCheck) import X509

struct ChainVerifier: Sendable {
  enum Finding: Hashable, Sendable {
    /// `path` are the issuers that the server sent and the chain needs.
    case trusted(path: [ParsedCertificate])
    /// The same, but the only root it leads to is out of date.
    case outdated(path: [ParsedCertificate])
    case broken(CertificateDefect)
  }

  let presented: [ParsedCertificate]
  let roots: TrustRoots
  /// Seconds since 1970.
  let now: Int

  func verify(_ leaf: ParsedCertificate) async -> Finding {
    if roots.contains(leaf) { return .trusted(path: []) }
    // A root that was renewed has the same name and key as its forerunner: one of them is enough.
    if let path = await path(from: leaf, { $0.isValid(at: now) }) { return .trusted(path: path) }
    if let path = await path(from: leaf, { _ in true }) { return .outdated(path: path) }
    return .broken(breach(of: leaf))
  }

  // MARK: a chain that holds

  private func path(
    from leaf: ParsedCertificate, _ mayAnchor: (ParsedCertificate) -> Bool
  ) async -> [ParsedCertificate]? {
    if let certificate = leaf.verifiable { return await validate(certificate, mayAnchor) }
    // The library does not take the leaf itself (a weak key, say): check its signature by hand, and its
    // issuer's chain as ever.
    for issuer in issuers(of: leaf) {
      guard let certificate = issuer.verifiable, leaf.isSigned(by: certificate) else { continue }
      if roots.contains(issuer) {
        if mayAnchor(issuer) { return [] }
        continue
      }
      if let path = await validate(certificate, mayAnchor) { return [issuer] + path }
    }
    return nil
  }

  private func validate(
    _ certificate: Certificate, _ mayAnchor: (ParsedCertificate) -> Bool
  ) async -> [ParsedCertificate]? {
    let candidates = presented.flatMap { roots.named($0.issuer) }.filter(mayAnchor).compactMap(\.verifiable)
    var verifier = Verifier(rootCertificates: CertificateStore(candidates)) { ChainPolicy() }
    let others = CertificateStore(presented.dropFirst().compactMap(\.verifiable))
    guard
      case .validCertificate(let chain) = await verifier.validate(leaf: certificate, intermediates: others)
    else {
      return nil
    }
    return presented.dropFirst().filter { item in
      item.verifiable.map { chain.dropFirst().dropLast().contains($0) } ?? false
    }
  }

  private func issuers(of certificate: ParsedCertificate) -> [ParsedCertificate] {
    roots.named(certificate.issuer) + presented.dropFirst().filter { $0.subject == certificate.issuer }
  }

  // MARK: where it breaks

  private func breach(of leaf: ParsedCertificate) -> CertificateDefect {
    if leaf.isSelfIssued { return .selfSigned }
    var top = leaf
    var seen: Set<[UInt8]> = [leaf.der]
    while !top.isSelfIssued,
      let next = presented.first(where: { $0.subject == top.issuer && !seen.contains($0.der) })
    {
      seen.insert(next.der)
      top = next
    }
    if !roots.named(top.issuer).isEmpty { return .invalidChain }
    return top == leaf ? .missingIssuer : .untrustedRoot
  }
}

/// RFC 5280 without the dates. The extensions are those that somebody here looks at, or that say nothing to
/// a TLS client.
private struct ChainPolicy: VerifierPolicy {
  private let rules = RFC5280Policy.withValidityCheckDisabled()

  var verifyingCriticalExtensions: [ASN1ObjectIdentifier] {
    rules.verifyingCriticalExtensions + [
      .X509ExtensionID.subjectAlternativeName, .X509ExtensionID.extendedKeyUsage, .X509ExtensionID.keyUsage,
      [2, 5, 29, 32], [2, 5, 29, 36],
    ]
  }

  func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) async -> PolicyEvaluationResult {
    rules.chainMeetsPolicyRequirements(chain: chain)
  }
}

extension ParsedCertificate {
  fileprivate var verifiable: Certificate? { try? Certificate(derEncoded: der) }

  fileprivate func isSigned(by issuer: Certificate) -> Bool {
    guard let algorithm = SignatureScheme(signatureAlgorithm)?.algorithm else { return false }
    return issuer.publicKey.isValidSignature(signature, for: signed, signatureAlgorithm: algorithm)
  }
}
