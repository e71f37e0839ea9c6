/// The characters that one place of a pattern accepts: a bit map for ASCII, and ranges and Unicode
/// categories beyond it.
struct ScalarSet: Hashable, Sendable {
  var ascii = ASCIISet()
  var wide = WideScalars()

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    scalar < 0x80 ? ascii.contains(UInt8(truncatingIfNeeded: scalar)) : wide.contains(scalar)
  }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    if range.lowerBound < 0x80 {
      ascii.insert(UInt8(range.lowerBound)...UInt8(min(range.upperBound, 0x7F)))
    }
    if range.upperBound >= 0x80 {
      wide.ranges.append(ScalarRange(first: max(range.lowerBound, 0x80), last: range.upperBound))
    }
  }

  mutating func formUnion(_ other: ScalarSet) {
    ascii.formUnion(other.ascii)
    if other.wide.isInverted || other.wide.foldsCase {
      wide.parts.append(other.wide)
    } else {
      wide.ranges += other.wide.ranges
      wide.categories.formUnion(other.wide.categories)
      wide.parts += other.wide.parts
    }
  }

  mutating func insert(_ categories: CategorySet) {
    for code in UInt8(0)..<0x80 where categories.contains(UInt32(code)) { ascii.insert(code...code) }
    wide.categories.formUnion(categories)
  }

  /// Makes the set deaf to case: whoever folds to the same scalar as a member is a member.
  mutating func foldCase() {
    if !wide.isEmpty {
      for variant in CaseFolding.wideVariantsOfASCII where wide.contains(variant.wide) {
        ascii.insert(variant.letter...variant.letter)
      }
    }
    ascii.foldCase()
    for variant in CaseFolding.wideVariantsOfASCII where ascii.contains(variant.letter) {
      wide.ranges.append(ScalarRange(first: variant.wide, last: variant.wide))
    }
    wide.foldsCase = !wide.isEmpty
  }

  mutating func invert() {
    ascii.invert()
    wide.isInverted.toggle()
  }

  static let everything = ScalarSet(ascii: .all, wide: WideScalars(isInverted: true))
  static let notNewline = ScalarSet(
    ascii: ASCIISet("\n").inverted, wide: WideScalars(isInverted: true))
}

/// Scalars from one to another. A type of its own, because the first array of `ClosedRange` costs a start a search through
/// all conformances in the binary.
struct ScalarRange: Hashable, Sendable {
  let first: UInt32
  let last: UInt32

  func contains(_ scalar: UInt32) -> Bool { first <= scalar && scalar <= last }
}

/// The part of a set beyond ASCII; it is asked about scalars from U+0080 up.
struct WideScalars: Hashable, Sendable {
  var ranges: [ScalarRange] = []
  var categories = CategorySet()
  /// Sets inside this one that cannot be written as ranges: what `[\P{Lu}…]` leaves.
  var parts: [WideScalars] = []
  var foldsCase = false
  var isInverted = false

  var isEmpty: Bool { ranges.isEmpty && categories.isEmpty && parts.isEmpty && !isInverted }

  func contains(_ scalar: UInt32) -> Bool {
    var isMember = containsExactly(scalar)
    if !isMember, foldsCase {
      // What folds to ASCII is among the ranges: `ScalarSet.foldCase` has put it there.
      isMember = CaseFolding.variants(of: scalar).contains { $0 >= 0x80 && containsExactly($0) }
    }
    return isMember != isInverted
  }

  private func containsExactly(_ scalar: UInt32) -> Bool {
    ranges.contains { $0.contains(scalar) } || (!categories.isEmpty && categories.contains(scalar))
      || parts.contains { $0.contains(scalar) }
  }
}
