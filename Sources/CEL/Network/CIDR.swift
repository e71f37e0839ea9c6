/// A network as an address and the length of its prefix, "192.168.0.0/24". The address may have bits beyond
/// the prefix: `masked` clears them, and equality does not overlook them.
package struct CIDR: Hashable, Sendable {
  package let address: IPAddress
  package let prefixLength: Int

  init(address: IPAddress, prefixLength: Int) {
    self.address = address
    self.prefixLength = prefixLength
  }

  /// Nil if the text is no network. The length is decimal without leading zeros; an IPv4 network in the
  /// dress of IPv6 is refused.
  package init?(_ text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int64(digits: parts[1]), String(length).utf8.count == parts[1].count
    else {
      return nil
    }
    var reader = IPAddressReader(bytes: Array(parts[0]))
    guard let address = reader.read(), !address.isMapped, length <= address.family.bits else { return nil }
    self.init(address: address, prefixLength: Int(length))
  }

  package var masked: CIDR {
    let mask = self.mask
    return CIDR(
      address: IPAddress(
        family: address.family, high: address.high & mask.high, low: address.low & mask.low),
      prefixLength: prefixLength)
  }

  package func contains(_ other: IPAddress) -> Bool {
    let mask = self.mask
    return other.family == address.family && (other.high ^ address.high) & mask.high == 0
      && (other.low ^ address.low) & mask.low == 0
  }

  package func contains(_ other: CIDR) -> Bool {
    prefixLength <= other.prefixLength && contains(other.address)
  }

  /// Ones for the bits of the prefix. Shifts by 64 or more leave nothing.
  private var mask: (high: UInt64, low: UInt64) {
    switch address.family {
    case .v4: (0, UInt64.max << (32 - prefixLength))
    case .v6: (UInt64.max << max(64 - prefixLength, 0), UInt64.max << min(128 - prefixLength, 64))
    }
  }
}

extension CIDR: CustomStringConvertible {
  package var description: String { "\(address)/\(prefixLength)" }
}
