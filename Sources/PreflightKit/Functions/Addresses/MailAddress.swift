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
    var reader = MailAddressReader(scalars: Array(text.unicodeScalars))
    self = try reader.read()
  }

  /// "news@example.com".
  package var address: String { localPart + "@" + domain }
}

/// Whether a text is one address and nothing else: no display name, and a domain of two labels or more (RFC
/// 5321 §2.3.5 wants one that is fully qualified) or an address literal.
package func isMailAddress(_ text: String) -> Bool {
  guard !text.unicodeScalars.contains(where: { $0 == "<" || $0 == "(" }) || text.contains("\""),
    let address = try? MailAddress(text), address.displayName.isEmpty,
    text.utf8.count == address.address.utf8.count
  else { return false }
  if address.domain.hasPrefix("[") { return true }
  guard let name = try? DomainName(address.domain) else { return false }
  return name.labels.count > 1 && !name.endsInNumber
}
