/// A set of ASCII characters in 128 bits, with the sets that Perl and POSIX have names for.
struct ASCIISet: Hashable, Sendable {
  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0

  init() {}

  init(_ members: StaticString) {
    members.withUTF8Buffer { for byte in $0 { insert(byte...byte) } }
  }

  private init(_ ranges: ClosedRange<Unicode.Scalar>...) {
    for range in ranges {
      insert(UInt8(ascii: range.lowerBound)...UInt8(ascii: range.upperBound))
    }
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    (byte < 64 ? low >> byte : high >> (byte & 63)) & 1 == 1
  }

  mutating func insert(_ range: ClosedRange<UInt8>) {
    for byte in range {
      if byte < 64 { low |= 1 << byte } else { high |= 1 << (byte & 63) }
    }
  }

  mutating func formUnion(_ other: ASCIISet) {
    low |= other.low
    high |= other.high
  }

  mutating func invert() {
    low = ~low
    high = ~high
  }

  var inverted: ASCIISet {
    var copy = self
    copy.invert()
    return copy
  }

  /// Letters of both cases lie 32 bits apart in the upper half.
  mutating func foldCase() {
    let capitals: UInt64 = 0x07FF_FFFE
    high |= (high & capitals) << 32 | (high >> 32) & capitals
  }

  /// Calls the body with each member in turn.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    var rest = low
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    rest = high
    while rest != 0 {
      body(64 + rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }

  static let all = ASCIISet().inverted
  static let digit = ASCIISet("0"..."9")
  static let space = ASCIISet("\t\n\u{C}\r ")
  static let word = ASCIISet("0"..."9", "A"..."Z", "a"..."z", "_"..."_")

  /// The set of `[:name:]`.
  static func posix(_ name: Substring) -> ASCIISet? {
    switch name {
    case "alnum": ASCIISet("0"..."9", "A"..."Z", "a"..."z")
    case "alpha": ASCIISet("A"..."Z", "a"..."z")
    case "ascii": all
    case "blank": ASCIISet("\t ")
    case "cntrl": ASCIISet("\0"..."\u{1F}", "\u{7F}"..."\u{7F}")
    case "digit": digit
    case "graph": ASCIISet("!"..."~")
    case "lower": ASCIISet("a"..."z")
    case "print": ASCIISet(" "..."~")
    case "punct": ASCIISet("!"..."/", ":"..."@", "["..."`", "{"..."~")
    case "space": ASCIISet("\t"..."\r", " "..." ")
    case "upper": ASCIISet("A"..."Z")
    case "word": word
    case "xdigit": ASCIISet("0"..."9", "A"..."F", "a"..."f")
    default: nil
    }
  }
}
