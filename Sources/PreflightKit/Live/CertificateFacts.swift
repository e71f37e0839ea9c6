/// A server's certificate and the judgement on it. Every question about it is answered, whatever the answer
/// to the others.

package struct CertificateFacts: FactRecord, Hashable {
  package var subject = ""
  package var issuer = ""
  package var names: [String] = []
  package var notBefore = ""
  package var notAfter = ""
  package var daysLeft = 0
  package var keyAlgorithm = ""
  package var keyBits = 0
  package var signature = ""
  package var fingerprint = ""
  package var chainLength = 0
  package var selfSigned = false
  package var trusted = false
  package var nameMatches = false
  package var expired = false
  package var notYetValid = false
  package var defects: [CertificateDefect] = []

  package init() {}

  package static let recordName = "Certificate"
  package static let fields: [FactField<CertificateFacts>] = [
    FactField("subject", \.subject, "whom it names"),
    FactField("issuer", \.issuer, "who signed it"),
    FactField("names", \.names, "its subject alternative names: DNS names and addresses"),
    FactField("not_before", \.notBefore, "the first moment it is valid (RFC 3339, UTC)"),
    FactField("not_after", \.notAfter, "the last moment it is valid (RFC 3339, UTC)"),
    FactField(
      "days_left", \.daysLeft, "whole days until then when it was seen; negative once it has expired"),
    FactField("key_algorithm", \.keyAlgorithm, "rsa, ec, ed25519, or an object identifier"),
    FactField("key_bits", \.keyBits, "the size of its key"),
    FactField("signature", \.signature, "how it is signed, such as sha256-rsa"),
    FactField("fingerprint", \.fingerprint, "SHA-256 of the certificate, in hexadecimal"),
    FactField("chain_length", \.chainLength, "how many certificates the server sent"),
    FactField("self_signed", \.selfSigned, "subject and issuer are the same"),
    FactField("trusted", \.trusted, "a chain leads to a trusted root, dates and name aside"),
    FactField("name_matches", \.nameMatches, "it is made out to server_name (RFC 9525)"),
    FactField("expired", \.expired, "not_after lies in the past"),
    FactField("not_yet_valid", \.notYetValid, "not_before lies in the future"),
    FactField("defects", \.defects, "all that is wrong with it; empty if a careful client would accept it"),
  ]
}
