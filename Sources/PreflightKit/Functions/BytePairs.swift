/// Pairs of bytes in; whether two bytes may be one of them out: what tells most places of a text from those that are worth
/// a closer look. Beginnings of words differ soon.
struct BytePairs: Sendable {
  /// For each first byte the seconds, by their last six bits.
  private var seconds = Array(repeating: UInt64(0), count: 256)

  mutating func insert(_ first: UInt8, _ second: UInt8) {
    seconds[Int(first)] |= 1 << UInt64(second & 63)
  }

  /// Never false for a pair that was inserted; seldom true for another.
  @inline(__always)
  func mayHold(_ first: UInt8, _ second: UInt8) -> Bool {
    seconds[Int(first)] >> UInt64(second & 63) & 1 == 1
  }
}
