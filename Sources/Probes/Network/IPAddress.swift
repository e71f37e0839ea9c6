/// IP addresses and the networks that contain them: text to bytes and back, and which of them are public.
/// No look-up happens here.

package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// 4 or 16 bytes. An IPv4 address written in IPv6 (::ffff:192.0.2.1) is the IPv4 address.
  let bytes: [UInt8]

  init?(bytes: [UInt8]) {
    switch bytes.count {
    case 4: self.bytes = bytes
    case 16:
      self.bytes = bytes[..<12] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] ? Array(bytes[12...]) : bytes
    case _: return nil
    }
  }

  /// An address literal; brackets are allowed round it, a zone or a port is not.
  package init?(_ text: String) {
    var text = text[...]
    if text.first == "[", text.last == "]" { text = text.dropFirst().dropLast() }
    if text.lowercased().hasPrefix("ipv6:") { text = text.dropFirst(5) }
    guard let bytes = text.contains(":") ? version6(text) : version4(text) else { return nil }
    self.init(bytes: bytes)
  }

  static let loopback = IPAddress(octets: (127, 0, 0, 1))

  private init(octets: (UInt8, UInt8, UInt8, UInt8)) {
    bytes = [octets.0, octets.1, octets.2, octets.3]
  }

  package var isVersion6: Bool { bytes.count == 16 }

  package var description: String {
    isVersion6 ? shortest(bytes) : bytes.map(String.init).joined(separator: ".")
  }

  /// Reachable on the public internet: none of the ranges that IANA keeps for other purposes (RFC 6890).
  package var isPublic: Bool {
    let special = isVersion6 ? Network.special6 : Network.special4
    guard !special.contains(where: { $0.contains(self) }) else { return false }
    return !isVersion6 || Network.global6?.contains(self) == true
  }
}

/// An address and a prefix length, such as 127.0.0.0/8.
package struct Network: Hashable, Sendable {
  let address: IPAddress
  let length: Int

  /// A CIDR block, or a single address.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let address = parts.first.flatMap({ IPAddress(String($0)) }), parts.count <= 2 else { return nil }
    let bits = address.bytes.count * 8
    let length = parts.count == 2 ? Int(parts[1]) : bits
    guard let length, (0...bits).contains(length) else { return nil }
    self.address = address
    self.length = length
  }

  package func contains(_ other: IPAddress) -> Bool {
    guard other.bytes.count == address.bytes.count else { return false }
    for bit in stride(from: 0, to: length, by: 8) {
      let mask: UInt8 = length - bit >= 8 ? 0xff : ~(0xff >> UInt8(length - bit))
      guard address.bytes[bit / 8] & mask == other.bytes[bit / 8] & mask else { return false }
    }
    return true
  }

  fileprivate static let special4 = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
  ].compactMap { Network($0) }

  /// Inside 2000::/3, the only part of IPv6 that is handed out; 2002::/16 and 2001::/32 carry an IPv4
  /// address, maybe a private one.
  fileprivate static let special6 = [
    "2001::/32", "2001:2::/48", "2001:10::/28", "2001:20::/28", "2001:db8::/32", "2002::/16", "3fff::/20",
  ].compactMap { Network($0) }

  fileprivate static let global6 = Network("2000::/3")
}

private func version4(_ text: Substring) -> [UInt8]? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let bytes = parts.compactMap { part in
    // A leading zero could mean octal: refuse it rather than contact another host than the reader thinks.
    part.count <= 3 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && (part.count == 1 || part.first != "0")
      ? UInt8(part) : nil
  }
  return parts.count == 4 && bytes.count == 4 ? bytes : nil
}

private func version6(_ text: Substring) -> [UInt8]? {
  let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
  guard halves.count <= 2, let head = groups(halves[0]) else { return nil }
  guard halves.count == 2 else { return head.count == 16 ? head : nil }
  guard let tail = groups(halves[1]), head.count + tail.count <= 14 else { return nil }
  return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
}

private func groups(_ text: Substring) -> [UInt8]? {
  guard !text.isEmpty else { return [] }
  var bytes: [UInt8] = []
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  for (index, part) in parts.enumerated() {
    if index == parts.count - 1, part.contains("."), let four = version4(part) {
      bytes += four
    } else if (1...4).contains(part.utf8.count), part.first != "+", part.first != "-",
      let group = UInt16(part, radix: 16)
    {
      bytes += [UInt8(group >> 8), UInt8(group & 0xff)]
    } else {
      return nil
    }
  }
  return bytes
}

/// RFC 5952: the longest run of zero groups (two at least) becomes `::`.
private func shortest(_ bytes: [UInt8]) -> String {
  let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
  var best = 0..<0
  var start = 0
  for index in 0...8 where index == 8 || groups[index] != 0 {
    if index - start > best.count { best = start..<index }
    start = index + 1
  }
  let hex = { (slice: ArraySlice<UInt16>) in slice.map { String($0, radix: 16) }.joined(separator: ":") }
  guard best.count >= 2 else { return hex(groups[...]) }
  return hex(groups[..<best.lowerBound]) + "::" + hex(groups[best.upperBound...])
}
