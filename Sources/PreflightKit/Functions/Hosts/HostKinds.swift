import CEL

/// Where a host is: on this machine, inside a network, or nowhere at all; by its address or by the suffix
/// of its name.
package struct HostKinds: Sendable {
  private let suffixes: SortedLines

  /// - Parameter text: rules/domains/special-suffixes.dat.
  package init(_ text: String) { suffixes = SortedLines(text) }

  /// 127.0.0.0/8, ::1, localhost and what is below it.
  package func isLoopback(_ host: String) -> Bool {
    if let address = hostAddress(host) { return address.isLoopback }
    return isMarked("loopback", host)
  }

  /// A host that only its own network knows: an address of RFC 1918, RFC 4193, RFC 6598, of the link or of
  /// this machine; a name of one label, or below a suffix for private use.
  package func isPrivate(_ host: String) -> Bool {
    if let address = hostAddress(host) {
      return address.isPrivate || address.isLinkLocalUnicast || address.isLoopback || isCarrierGrade(address)
    }
    guard let name = try? DomainName(host), !name.endsInNumber else { return false }
    return name.labels.count == 1 || isMarked("private", host)
  }

  /// A name that the standards keep for examples, tests and other systems than the DNS.
  package func isReserved(_ host: String) -> Bool { isMarked("reserved", host) }

  private func isMarked(_ mark: String, _ host: String) -> Bool {
    guard let name = try? DomainName(host) else { return false }
    var suffix = name.ascii[...]
    while true {
      if let note = suffixes.entry(for: suffix.utf8),
        note.prefix(while: { $0 != " " }).split(separator: ",").contains(mark[...])
      {
        return true
      }
      guard let dot = suffix.firstIndex(of: ".") else { return false }
      suffix = suffix[suffix.index(after: dot)...]
    }
  }

  /// 100.64.0.0/10 (RFC 6598).
  private func isCarrierGrade(_ address: IPAddress) -> Bool {
    CIDR("100.64.0.0/10")?.contains(address) ?? false
  }
}

/// The address that a host is written as, with or without the brackets of a URL.
func hostAddress(_ host: String) -> IPAddress? {
  IPAddress(host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host[...])
}
