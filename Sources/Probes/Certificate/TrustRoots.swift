/// PEM text in, trusted certificates out, found by the name of their subject. A certificate that cannot be
/// read is passed over, so that one odd root does not take the others with it.

struct TrustRoots: Sendable {
  /// The DER of each, read only when somebody asks for it: a bundle has some 140 certificates, of which a
  /// chain needs one, and to read them all takes longer than many a conversation.
  private let bySubject: [[UInt8]: [[UInt8]]]

  init(pem: [UInt8]) {
    let named = PEM.certificates(in: pem).compactMap { der in subject(in: der).map { ($0, [der]) } }
    bySubject = Dictionary(named, uniquingKeysWith: +)
  }

  var isEmpty: Bool { bySubject.isEmpty }

  func named(_ subject: [UInt8]) -> [ParsedCertificate] {
    (bySubject[subject] ?? []).compactMap { ParsedCertificate(der: $0) }
  }

  func contains(_ certificate: ParsedCertificate) -> Bool {
    bySubject[certificate.subject]?.contains(certificate.der) ?? false
  }

  /// The system's roots, read once and only when first needed.
  static let system = TrustRoots(pem: systemText)

  static var systemText: [UInt8] { systemFiles.lazy.compactMap { readFile($0) }.first ?? [] }

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
    /// Where the block that is open has its first digit.
    var body: Int?
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? text.count
      if text[start] == UInt8(ascii: "-") {
        let line = text[start..<end]
        if line.starts(with: begin) {
          body = end
        } else if line.starts(with: Self.end) {
          if let body, let der = Base64.decode(text[body..<start].filter { $0 > 0x20 }) { blocks.append(der) }
          body = nil
        }
      }
      start = end + 1
    }
    return blocks
  }
}

/// The encoded name of a certificate's subject, by steps over what lies before it (RFC 5280 §4.1).
private func subject(in der: [UInt8]) -> [UInt8]? {
  guard let certificate = Element(der[...]), let body = Element(certificate.content) else { return nil }
  var rest = body.content
  // The version, [0], may be left out; serial number, signature, issuer and validity may not.
  if rest.first == 0xa0, let version = Element(rest) { rest = version.rest }
  for _ in 0..<4 {
    guard let element = Element(rest) else { return nil }
    rest = element.rest
  }
  return Element(rest).map { Array($0.whole) }
}

/// One element of DER at the beginning of some bytes (X.690 §8.1), with a tag of one byte.
private struct Element {
  let whole: ArraySlice<UInt8>
  let content: ArraySlice<UInt8>
  let rest: ArraySlice<UInt8>

  init?(_ bytes: ArraySlice<UInt8>) {
    guard let short = bytes.dropFirst().first else { return nil }
    var start = bytes.startIndex + 2
    var length = Int(short)
    if short >= 0x80 {
      let digits = bytes[start...].prefix(Int(short & 0x7f))
      guard (1...4).contains(digits.count), digits.count == Int(short & 0x7f) else { return nil }
      length = digits.reduce(0) { $0 << 8 | Int($1) }
      start = digits.endIndex
    }
    guard length <= bytes.endIndex - start else { return nil }
    content = bytes[start..<start + length]
    whole = bytes[bytes.startIndex..<content.endIndex]
    rest = bytes[content.endIndex...]
  }
}
