import CEL

/// Where a host is: on this machine, inside a network, or nowhere at all; by its address or by the suffix
/// of its name.
package struct HostKinds: Sendable {
  private var text: String
  private let suffixes: [Suffix]

  /// A line of the table: where its suffix stands in the text, and what it says. Rules ask for every
  /// transport several times; two dozen places in one array are compared faster than the lines can be
  /// found.
  private struct Suffix {
    let range: Range<Int>
    let kinds: Kinds
  }

  private struct Kinds: OptionSet {
    let rawValue: UInt8

    static let loopback = Kinds(rawValue: 1)
    static let `private` = Kinds(rawValue: 2)
    static let reserved = Kinds(rawValue: 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ words: SortedLines.Line) {
      self = []
      // The first letter of each word tells them apart.
      var startsWord = true
      for byte in words {
        if startsWord {
          switch byte {
          case UInt8(ascii: "l"): insert(.loopback)
          case UInt8(ascii: "p"): insert(.private)
          case UInt8(ascii: "r"): insert(.reserved)
          default: break
          }
        }
        startsWord = byte == UInt8(ascii: ",")
      }
    }
  }

  /// - Parameter text: rules/domains/special-suffixes.dat.
  package init(_ text: String) {
    var suffixes: [Suffix] = []
    _ = SortedLines(text).first { line -> Void? in
      var rest = line
      let suffix = rest.nextWord()
      suffixes.append(Suffix(range: suffix.startIndex..<suffix.endIndex, kinds: Kinds(rest.nextWord())))
      return nil
    }
    self.text = text
    self.text.makeContiguousUTF8()
    self.suffixes = suffixes
  }

  /// 127.0.0.0/8, ::1, localhost and what is below it.
  package func isLoopback(_ host: String) -> Bool {
    if let address = hostAddress(host) { return address.isLoopback }
    return kinds(of: host).contains(.loopback)
  }

  /// A host that only its own network knows: an address of RFC 1918, RFC 4193, RFC 6598, of the link or of
  /// this machine; a name of one label, or below a suffix for private use.
  package func isPrivate(_ host: String) -> Bool {
    if let address = hostAddress(host) {
      return address.isPrivate || address.isLinkLocalUnicast || address.isLoopback || isCarrierGrade(address)
    }
    guard let name = try? DomainName(host), !name.endsInNumber else { return false }
    return name.count == 1 || kinds(of: name).contains(.private)
  }

  /// A name that the standards keep for examples, tests and other systems than the DNS.
  package func isReserved(_ host: String) -> Bool { kinds(of: host).contains(.reserved) }

  private func kinds(of host: String) -> Kinds {
    (try? DomainName(host)).map { kinds(of: $0) } ?? []
  }

  private func kinds(of name: DomainName) -> Kinds {
    let name = Array(name.ascii.utf8)
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in
      suffixes.reduce(into: Kinds()) { kinds, suffix in
        if isBelow(name, bytes[suffix.range]) { kinds.formUnion(suffix.kinds) }
      }
    }
    return found ?? []
  }

  /// 100.64.0.0/10 (RFC 6598).
  private func isCarrierGrade(_ address: IPAddress) -> Bool { carrierGrade?.contains(address) ?? false }
}

private let carrierGrade = CIDR("100.64.0.0/10")

/// Whether a name is the suffix, or ends in a dot and the suffix.
private func isBelow(_ name: [UInt8], _ suffix: SortedLines.Line) -> Bool {
  guard name.count >= suffix.count, name.last == suffix.last, name.suffix(suffix.count).elementsEqual(suffix)
  else {
    return false
  }
  return name.count == suffix.count || name[name.count - suffix.count - 1] == UInt8(ascii: ".")
}

/// The address that a host is written as, with or without the brackets of a URL.
func hostAddress(_ host: String) -> IPAddress? {
  guard let first = host.utf8.first, !isLetterBeyondF(first) || host.utf8.contains(UInt8(ascii: ":")) else {
    return nil
  }
  return IPAddress(host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host[...])
}

/// No address begins with one; most names do.
private func isLetterBeyondF(_ byte: UInt8) -> Bool {
  UInt8(ascii: "g")...UInt8(ascii: "z") ~= byte | 0x20
}
