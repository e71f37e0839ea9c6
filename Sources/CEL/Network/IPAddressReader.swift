/// Reads the text of an address; an IPv6 address that ends in an IPv4 one is read too, but for the mapped
/// ones.
struct IPAddressReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() -> IPAddress? {
    guard bytes.contains(UInt8(ascii: ":")) else {
      guard let value = readDotted(), offset == bytes.count else { return nil }
      return IPAddress(v4: value)
    }
    return readGroups()
  }

  /// Four decimal numbers below 256 without leading zeros.
  private mutating func readDotted() -> UInt32? {
    var value: UInt32 = 0
    for index in 0..<4 {
      if index > 0 {
        guard take(".") else { return nil }
      }
      let digits = bytes[offset...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      guard (1...3).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0"),
        let number = Int64(digits: digits), number < 256
      else { return nil }
      offset += digits.count
      value = value << 8 | UInt32(number)
    }
    return value
  }

  /// Eight groups, or fewer around one "::".
  private mutating func readGroups() -> IPAddress? {
    var groups: [UInt16] = []
    var gap: Int?
    if take(":") {
      guard take(":") else { return nil }
      gap = 0
    }
    while offset < bytes.count {
      if groups.count <= 6, let dotted = readTrailingDotted() {
        groups += [UInt16(dotted >> 16), UInt16(truncatingIfNeeded: dotted)]
        return address(groups, gap: gap, isDotted: true)
      }
      guard groups.count < 8, let group = readGroup() else { return nil }
      groups.append(group)
      guard offset < bytes.count else { break }
      guard take(":") else { return nil }
      if take(":") {
        guard gap == nil else { return nil }
        gap = groups.count
      } else if offset == bytes.count {
        return nil
      }
    }
    return address(groups, gap: gap, isDotted: false)
  }

  private func address(_ groups: [UInt16], gap: Int?, isDotted: Bool) -> IPAddress? {
    guard gap == nil ? groups.count == 8 : groups.count < 8 else { return nil }
    let gap = gap ?? 8
    let zeros = [UInt16](repeating: 0, count: 8 - groups.count)
    let all = Array(groups.prefix(gap)) + zeros + Array(groups.dropFirst(gap))
    let half = { (groups: ArraySlice<UInt16>) in groups.reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
    let address = IPAddress(family: .v6, high: half(all[..<4]), low: half(all[4...]))
    return isDotted && address.isMapped ? nil : address
  }

  /// One to four hexadecimal digits.
  private mutating func readGroup() -> UInt16? {
    var value = 0
    let start = offset
    while offset < bytes.count, offset < start + 4, let digit = digitValue(bytes[offset], radix: 16) {
      value = value * 16 + digit
      offset += 1
    }
    return offset > start ? UInt16(value) : nil
  }

  /// The last 32 bits as an IPv4 address; nil, and nothing read, if what follows is none.
  private mutating func readTrailingDotted() -> UInt32? {
    let start = offset
    if bytes[offset...].contains(UInt8(ascii: ".")), !bytes[offset...].contains(UInt8(ascii: ":")),
      let value = readDotted(), offset == bytes.count
    {
      return value
    }
    offset = start
    return nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }
}
