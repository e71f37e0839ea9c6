/// A mail address with or without a display name: "News <news@example.com>" in, its three parts out, or
/// what is wrong with it.
///
/// The practical part of RFC 5322 §3.4 within the sizes of RFC 5321 §4.5.3.1: atoms and quoted strings,
/// comments, characters of any script (RFC 6532), domains and address literals. One address, no groups, no
/// routes.
package struct MailAddress: Hashable, Sendable {
  /// Without its quotes; empty if there is none.
  package let displayName: String
  /// As written, quotes included.
  package let localPart: String
  /// As written, in lower case.
  package let domain: String

  package enum Fault: Error, Hashable, Sendable {
    case empty
    case noAt
    case emptyLocalPart
    case localPart(String)
    case localPartTooLong
    case emptyDomain
    case domain(DomainName.Fault)
    case addressLiteral(String)
    case unclosed(Character)
    case severalAddresses
    case trailingText(String)
    case tooLong
  }

  package init(displayName: String, localPart: String, domain: String) {
    self.displayName = displayName
    self.localPart = localPart
    self.domain = domain
  }

  package init(_ text: String) throws(Fault) {
    if let plain = Self.plain(text) {
      self = plain
      return
    }
    var reader = MailAddressReader(scalars: Array(text.unicodeScalars))
    self = try reader.read()
  }

  /// The address if it is plain: ASCII atoms and a domain. Most are, and need no second look.
  private static func plain(_ text: String) -> MailAddress? {
    var text = text
    return text.withUTF8 { bytes in
      guard let sign = bytes.firstIndex(of: UInt8(ascii: "@")), (1...64).contains(sign),
        bytes.count <= longestPlain, isDotAtom(bytes[..<sign])
      else { return nil }
      let written = bytes[(sign + 1)...]
      guard written.last != UInt8(ascii: "."), let domain = DomainName(plain: written) else { return nil }
      return MailAddress(
        displayName: "", localPart: String(decoding: bytes[..<sign], as: UTF8.self), domain: domain.ascii)
    }
  }

  /// RFC 5321 §4.5.3.1.3, without the brackets.
  private static let longestPlain = 254

  /// "news@example.com".
  package var address: String { localPart + "@" + domain }
}

/// Atoms of ASCII with single dots between them (RFC 5322 §3.2.3).
private func isDotAtom(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  var previous = UInt8(ascii: ".")
  for byte in bytes {
    let isDot = byte == UInt8(ascii: ".")
    guard isDot ? previous != byte : byte < 0x80 && isAtomCharacter(Unicode.Scalar(byte)) else {
      return false
    }
    previous = byte
  }
  return previous != UInt8(ascii: ".")
}

/// Whether a text is one address and nothing else: no display name, and a domain of two labels or more (RFC
/// 5321 §2.3.5 wants one that is fully qualified) or an address literal.
package func isMailAddress(_ text: String) -> Bool {
  // What the reader skips (white space, comments, brackets) makes the text longer than the address.
  guard !hidesCharacters(text), let address = try? MailAddress(text), address.displayName.isEmpty,
    text.utf8.count == address.localPart.utf8.count + 1 + address.domain.utf8.count
  else { return false }
  if address.domain.hasPrefix("[") { return true }
  guard let name = try? DomainName(address.domain) else { return false }
  return name.count > 1 && !name.endsInNumber
}
