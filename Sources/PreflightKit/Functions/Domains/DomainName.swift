/// A domain name in its ASCII form: text in, lower-case labels without a final dot out, or what is wrong
/// with it.
package struct DomainName: Hashable, Sendable {
  /// "xn--mnchen-3ya.de" for "München.de".
  package let ascii: String

  package enum Fault: Error, Hashable, Sendable {
    case empty
    case emptyLabel
    case labelTooLong(String)
    case nameTooLong
    case character(String, label: String)
    case hyphenAtEdge(String)
    case punycode(String)
  }

  /// Letters, digits and hyphens (RFC 1123 §2.1), and other scripts by way of IDNA. A final dot is dropped.
  package init(_ text: some StringProtocol) throws(Fault) {
    guard !text.isEmpty else { throw .empty }
    var labels = try InternationalLabel.labels(of: text)
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    var ascii: [String] = []
    for label in labels { ascii.append(try InternationalLabel.ascii(label)) }
    let name = ascii.joined(separator: ".")
    // 255 octets on the wire (RFC 1035 §2.3.4) are 253 characters.
    guard name.utf8.count <= 253 else { throw .nameTooLong }
    self.ascii = name
  }

  package var labels: [Substring] { ascii.split(separator: ".") }

  /// A name of figures only at the end is an address that is not quite one (RFC 1123 §2.1), not a name.
  package var endsInNumber: Bool {
    labels.last.map { $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } } ?? false
  }
}

/// Whether a text can name a host: a domain name of any number of labels that is no address.
package func isHostname(_ text: String) -> Bool {
  guard let name = try? DomainName(text) else { return false }
  return !name.endsInNumber
}
