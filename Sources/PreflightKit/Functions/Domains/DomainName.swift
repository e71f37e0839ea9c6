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
    if let plain = plainName(text.utf8) {
      ascii = plain
      return
    }
    guard text.utf8.count <= longestText else { throw .nameTooLong }
    var labels = try InternationalLabel.labels(of: text)
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    var ascii: [String] = []
    for label in labels { ascii.append(try InternationalLabel.ascii(label)) }
    let name = ascii.joined(separator: ".")
    guard name.utf8.count <= longestName else { throw .nameTooLong }
    self.ascii = name
  }

  /// A name of letters, digits and hyphens, with nothing encoded; nil for others, which may be sound all the same.
  init?(plain text: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let plain = plainName(text) else { return nil }
    ascii = plain
  }

  /// How many labels there are.
  package var count: Int { ascii.utf8.count { $0 == UInt8(ascii: ".") } + 1 }

  /// A name of figures only at the end is an address that is not quite one (RFC 1123 §2.1), not a name.
  package var endsInNumber: Bool {
    ascii.utf8.reversed().prefix { $0 != UInt8(ascii: ".") }.allSatisfy {
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
    }
  }

  /// The first thing that is found for the name itself, or for the name without its first labels.
  func firstSuffix<Result>(_ body: (ArraySlice<UInt8>) -> Result?) -> Result? {
    var suffix = Array(ascii.utf8)[...]
    while true {
      if let result = body(suffix) { return result }
      guard let dot = suffix.firstIndex(of: UInt8(ascii: ".")) else { return nil }
      suffix = suffix[(dot + 1)...]
    }
  }
}

/// 255 octets on the wire (RFC 1035 §2.3.4) are 253 characters.
private let longestName = 253
/// More than any other script needs for a name of that length; what is longer is not even looked at.
private let longestText = 4_096

/// The name in lower case if it is plain: sound, ASCII, nothing encoded. Most are, and need no second look.
private func plainName(_ text: some Collection<UInt8>) -> String? {
  var name: [UInt8] = []
  name.reserveCapacity(text.count)
  var labelStart = 0
  for byte in text {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "0"..."9": name.append(byte)
    case "A"..."Z": name.append(byte | 0x20)
    case "-":
      if name.count == labelStart { return nil }
      name.append(byte)
    case ".":
      guard isSoundLabel(name[labelStart...]) else { return nil }
      name.append(byte)
      labelStart = name.count
    default: return nil
    }
  }
  if labelStart > 0, labelStart == name.count {
    name.removeLast()
  } else if !isSoundLabel(name[labelStart...]) {
    return nil
  }
  return name.count <= longestName ? String(decoding: name, as: UTF8.self) : nil
}

private func isSoundLabel(_ label: ArraySlice<UInt8>) -> Bool {
  1...63 ~= label.count && label.last != UInt8(ascii: "-") && !label.starts(with: "xn--".utf8)
}

/// Whether a text can name a host: a domain name of any number of labels that is no address.
package func isHostname(_ text: String) -> Bool {
  guard !hidesCharacters(text), let name = try? DomainName(text) else { return false }
  return !name.endsInNumber
}
