/// TLS for a conversation: accepts what a careful client would refuse, keeps the chain, and names what
/// failed. Judging comes later.

import NIOConcurrencyHelpers
import NIOCore
import NIOSSL
import PreflightKit

struct TLSClient {
  let handler: NIOSSLClientHandler
  private let chain: NIOLockedValueBox<[[UInt8]]>

  /// `serverName` is sent as SNI unless it is an address or no name at all.
  init?(serverName: String) {
    let chain = NIOLockedValueBox<[[UInt8]]>([])
    self.chain = chain
    guard let context = Self.context, let handler = Self.handler(context, serverName, chain) else {
      return nil
    }
    self.handler = handler
  }

  /// The first conversation of a process would otherwise count the milliseconds of this as the server's.
  static func prepare() { _ = context }

  var version: String? {
    switch handler.tlsVersion {
    case .tlsv1: "1.0"
    case .tlsv11: "1.1"
    case .tlsv12: "1.2"
    case .tlsv13: "1.3"
    case nil: nil
    }
  }

  var presentedChain: [[UInt8]] { chain.withLockedValue { $0 } }

  /// One for all: it holds no roots, because loading them costs more than a whole conversation.
  private static let context: NIOSSLContext? = {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv1
    configuration.cipherSuites = "ALL:!aNULL:!eNULL"
    // The library's own choice leaves out the last two, and with them servers whose only certificate is of that kind.
    configuration.verifySignatureAlgorithms = signatures
    // Without the large post-quantum share the ClientHello is one segment, which old servers expect.
    configuration.curves = [.x25519, .secp256r1, .secp384r1, .secp521r1]
    configuration.trustRoots = .certificates([])
    configuration.certificateVerification = .noHostnameVerification
    configuration.shutdownTimeout = .milliseconds(100)
    return try? NIOSSLContext(configuration: configuration)
  }()

  private static let signatures: [SignatureAlgorithm] = [
    .ecdsaSecp256R1Sha256, .rsaPssRsaeSha256, .rsaPkcs1Sha256, .ecdsaSecp384R1Sha384, .rsaPssRsaeSha384,
    .rsaPkcs1Sha384, .rsaPssRsaeSha512, .rsaPkcs1Sha512, .rsaPkcs1Sha1,
    .ecdsaSecp521R1Sha512, .ed25519,
  ]

  private static func handler(
    _ context: NIOSSLContext, _ serverName: String, _ chain: NIOLockedValueBox<[[UInt8]]>
  ) -> NIOSSLClientHandler? {
    let accept: NIOSSLCustomVerificationCallback = { certificates, promise in
      chain.withLockedValue { $0 = certificates.compactMap { try? $0.toDERBytes() } }
      promise.succeed(.certificateVerified)
    }
    // RFC 6066 §3: a host name in ASCII without its final dot, and never an address.
    let whole = wireName(serverName) ?? ""
    let name = whole.hasSuffix(".") ? String(whole.dropLast()) : whole
    let named = try? NIOSSLClientHandler(
      context: context, serverHostname: IPAddress(name) == nil ? name : nil,
      customVerificationCallback: accept)
    return named
      ?? (try? NIOSSLClientHandler(context: context, serverHostname: nil, customVerificationCallback: accept))
  }
}

extension TLSFailure {
  /// nil when the error is not about TLS.
  static func named(_ error: any Error) -> (TLSFailure, String)? {
    guard error is NIOSSLError || error is BoringSSLError else { return nil }
    let name = libraryName(in: "\(error)")
    if faultsOurHello.contains(where: name.contains) { return (.unmatched, name) }
    if name.contains("alert") { return (.alert, name) }
    if name.hasPrefix("wrong-version") || name.hasPrefix("http-request") { return (.notTLS, name) }
    if name.isEmpty, "\(error)".contains("uncleanShutdown") || "\(error)".contains("EOF") {
      return (.closed, "")
    }
    return (.protocolError, name)
  }

  /// Alerts that find fault with what we offered or how we said it; the first is BoringSSL's word for handshake_failure
  /// in answer to a ClientHello. A server that knows only finite-field Diffie-Hellman sends it to us and to nobody else.
  private static let faultsOurHello = [
    "handshake-failure-on-client-hello", "insufficient-security", "alert-illegal-parameter",
    "alert-decode-error", "alert-missing-extension",
  ]

  /// BoringSSL ends its messages in a word of capitals, such as TLSV1_ALERT_PROTOCOL_VERSION.
  private static func libraryName(in text: String) -> String {
    let parts = text.split(separator: ":")
    guard let mark = parts.lastIndex(of: "OPENSSL_internal"), mark + 1 < parts.count else { return "" }
    let word = parts[mark + 1].prefix { $0.isUppercase || $0.isNumber || $0 == "_" }
    return word.lowercased().split(separator: "_").joined(separator: "-")
  }
}
