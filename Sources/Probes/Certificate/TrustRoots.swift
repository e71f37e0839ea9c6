/// PEM text in, trusted certificates out, found by the name of their subject. A certificate that cannot be
/// read is passed over, so that one odd root does not take the others with it.

import SwiftASN1

struct TrustRoots: Sendable {
  private let bySubject: [[UInt8]: [ParsedCertificate]]

  init(pem: [UInt8]) {
    bySubject = Dictionary(
      grouping: PEM.certificates(in: pem).compactMap { ParsedCertificate(der: $0) }, by: \.subject)
  }

  func named(_ subject: [UInt8]) -> [ParsedCertificate] { bySubject[subject] ?? [] }

  func contains(_ certificate: ParsedCertificate) -> Bool {
    named(certificate.subject).contains { $0.der == certificate.der }
  }

  /// The system's roots, read once and only when first needed.
  static let system = TrustRoots(pem: systemFiles.lazy.compactMap { readFile($0) }.first ?? [])

  /// Debian, Fedora, Alpine, macOS.
  private static let systemFiles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
  ]
}

enum PEM {
  private static let begin = Array("-----BEGIN CERTIFICATE-----".utf8)
  private static let end = Array("-----END CERTIFICATE-----".utf8)

  /// The DER of every block, in order (RFC 7468); what is not base64 is passed over.
  static func certificates(in text: [UInt8]) -> [[UInt8]] {
    var blocks: [[UInt8]] = []
    var current: [UInt8]?
    for line in text.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      if line.starts(with: begin) {
        current = []
      } else if line.starts(with: end) {
        if let current, let der = Base64.decode(current) { blocks.append(der) }
        current = nil
      } else if current != nil {
        current?.append(contentsOf: line.lazy.filter { $0 != 0x20 && $0 != 0x09 })
      }
    }
    return blocks
  }
}
