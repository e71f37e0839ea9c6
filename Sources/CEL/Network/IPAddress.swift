/// An address of IP version 4 or 6, without a zone. In: its text; out: its canonical text and what kind of
/// address it is.
///
/// Following CEL's network extension, an IPv4 address in the dress of an IPv6 one is refused when written
/// with dots ("::ffff:192.0.2.1") and is the IPv4 address when written in hexadecimal ("::ffff:c000:201").
package struct IPAddress: Hashable, Sendable {
  package enum Family: Int64, Hashable, Sendable {
    case v4 = 4
    case v6 = 6

    var bits: Int { self == .v4 ? 32 : 128 }
  }

  package let family: Family
  /// The upper and the lower half; an IPv4 address is the last 32 bits of the lower.
  let high: UInt64
  let low: UInt64

  init(family: Family, high: UInt64, low: UInt64) {
    self.family = family
    self.high = high
    self.low = low
  }

  package init(v4 value: UInt32) { self.init(family: .v4, high: 0, low: UInt64(value)) }

  /// Nil if the text is no address. Numbers have no leading zeros, there are no shorter forms, and no zone.
  package init?(_ text: some StringProtocol) {
    var reader = IPAddressReader(bytes: Array(text.utf8))
    guard let address = reader.read() else { return nil }
    self = address.unmapped
  }

  /// The IPv4 address inside ::ffff:0:0/96, or the address itself.
  private var unmapped: IPAddress {
    family == .v6 && high == 0 && low >> 32 == 0xFFFF ? IPAddress(v4: UInt32(truncatingIfNeeded: low)) : self
  }

  var isMapped: Bool { family == .v6 && high == 0 && low >> 32 == 0xFFFF }
}

extension IPAddress {
  package var isUnspecified: Bool { high == 0 && low == 0 }

  /// 127.0.0.0/8, ::1.
  package var isLoopback: Bool {
    family == .v4 ? firstByte == 127 : high == 0 && low == 1
  }

  /// 224.0.0.0/4, ff00::/8.
  package var isMulticast: Bool {
    family == .v4 ? firstByte >> 4 == 0xE : firstByte == 0xFF
  }

  /// 169.254.0.0/16, fe80::/10.
  package var isLinkLocalUnicast: Bool {
    family == .v4 ? low >> 16 == 0xA9FE : high >> 54 == 0x3FA
  }

  /// 224.0.0.0/24, and ff02::/16 with any flags.
  package var isLinkLocalMulticast: Bool {
    family == .v4 ? low >> 8 == 0xE00000 : firstByte == 0xFF && (high >> 48) & 0xF == 2
  }

  /// What can be one host's address beyond its own link; private ranges are among it, as in Go.
  package var isGlobalUnicast: Bool {
    let isBroadcast = family == .v4 && low == 0xFFFF_FFFF
    return !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast && !isBroadcast
  }

  /// RFC 1918 (10/8, 172.16/12, 192.168/16) and RFC 4193 (fc00::/7).
  package var isPrivate: Bool {
    switch family {
    case .v4: low >> 24 == 10 || low >> 20 == 0xAC1 || low >> 16 == 0xC0A8
    case .v6: firstByte >> 1 == 0x7E
    }
  }

  private var firstByte: UInt64 { family == .v4 ? low >> 24 : high >> 56 }
}

extension IPAddress: CustomStringConvertible {
  /// RFC 5952: lower case, no leading zeros, the first of the longest runs of zeros as "::" if it is two
  /// groups or more.
  package var description: String {
    switch family {
    case .v4:
      return stride(from: 24, through: 0, by: -8).map { String((low >> UInt64($0)) & 0xFF) }.joined(
        separator: ".")
    case .v6:
      guard let run = longestRunOfZeros else { return hexadecimal(0..<8) }
      return hexadecimal(0..<run.lowerBound) + "::" + hexadecimal(run.upperBound..<8)
    }
  }

  private func group(_ index: Int) -> UInt64 {
    (index < 4 ? high >> UInt64(48 - 16 * index) : low >> UInt64(112 - 16 * index)) & 0xFFFF
  }

  private func hexadecimal(_ groups: Range<Int>) -> String {
    groups.map { String(group($0), radix: 16) }.joined(separator: ":")
  }

  private var longestRunOfZeros: Range<Int>? {
    var longest = 0..<1
    var start = 0
    for index in 0..<8 {
      if group(index) != 0 { start = index + 1 }
      if index + 1 - start > longest.count { longest = start..<index + 1 }
    }
    return longest.count > 1 ? longest : nil
  }
}
