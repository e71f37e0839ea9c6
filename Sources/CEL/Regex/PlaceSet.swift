/// A set of places of a pattern as bits. The automaton is written once and compiled for each width.
protocol PlaceSet: Sendable {
  /// How many places there can be.
  static var capacity: Int { get }

  init()
  init(place: Int)

  var isEmpty: Bool { get }

  static func | (left: Self, right: Self) -> Self
  static func & (left: Self, right: Self) -> Self

  func subtracting(_ other: Self) -> Self
  func forEach(_ body: (Int) -> Void)
}

extension PlaceSet {
  @inline(__always)
  static func |= (left: inout Self, right: Self) { left = left | right }

  @inline(__always)
  func meets(_ other: Self) -> Bool { !(self & other).isEmpty }
}

/// One machine word.
struct PlaceSet64: PlaceSet {
  private var bits: UInt64

  static var capacity: Int { 64 }

  @inline(__always)
  private init(bits: UInt64) { self.bits = bits }

  @inline(__always)
  init() { bits = 0 }

  @inline(__always)
  init(place: Int) { bits = 1 << place }

  @inline(__always)
  var isEmpty: Bool { bits == 0 }

  @inline(__always)
  static func | (left: PlaceSet64, right: PlaceSet64) -> PlaceSet64 {
    PlaceSet64(bits: left.bits | right.bits)
  }

  @inline(__always)
  static func & (left: PlaceSet64, right: PlaceSet64) -> PlaceSet64 {
    PlaceSet64(bits: left.bits & right.bits)
  }

  @inline(__always)
  func subtracting(_ other: PlaceSet64) -> PlaceSet64 { PlaceSet64(bits: bits & ~other.bits) }

  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    var rest = bits
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }
}

/// Four words, for host names with their lengths counted: `([a-z0-9-]{0,61}[a-z0-9])?` and the like.
struct PlaceSet256: PlaceSet {
  private var words: SIMD4<UInt64>

  static var capacity: Int { 256 }

  @inline(__always)
  private init(words: SIMD4<UInt64>) { self.words = words }

  @inline(__always)
  init() { words = .zero }

  @inline(__always)
  init(place: Int) {
    words = .zero
    words[place >> 6] = 1 << (place & 63)
  }

  @inline(__always)
  var isEmpty: Bool { words == .zero }

  @inline(__always)
  static func | (left: PlaceSet256, right: PlaceSet256) -> PlaceSet256 {
    PlaceSet256(words: left.words | right.words)
  }

  @inline(__always)
  static func & (left: PlaceSet256, right: PlaceSet256) -> PlaceSet256 {
    PlaceSet256(words: left.words & right.words)
  }

  @inline(__always)
  func subtracting(_ other: PlaceSet256) -> PlaceSet256 { PlaceSet256(words: words & ~other.words) }

  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for index in 0..<4 {
      var rest = words[index]
      while rest != 0 {
        body(index << 6 | rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}
