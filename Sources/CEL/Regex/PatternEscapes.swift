// What follows a backslash: characters (`\n`, `\x{e9}`, `\.`), classes (`\d`, `\pL`), boundaries (`\b`),
// quotation (`\Q…\E`).

extension PatternParser {
  /// Reads an escape sequence outside of a class.
  mutating func parseEscape() throws(PatternError) {
    switch peek(1) {
    case UInt8(ascii: "A"): pushBoundary(.textStart)
    case UInt8(ascii: "z"): pushBoundary(.textEnd)
    case UInt8(ascii: "b"): pushBoundary(.word)
    case UInt8(ascii: "B"): pushBoundary(.notWord)
    case UInt8(ascii: "C"): throw error(.singleByte, offset..<offset + 2)
    case UInt8(ascii: "Q"): pushQuotation()
    default:
      if let set = try parseClassEscape() {
        push(set)
      } else {
        pushScalar(try parseScalarEscape())
      }
    }
  }

  private mutating func pushBoundary(_ boundary: PatternTree.Boundary) {
    offset += 2
    push(.boundary(boundary))
  }

  /// Everything up to `\E`, or the end, stands for itself.
  private mutating func pushQuotation() {
    offset += 2
    while offset < bytes.count {
      if peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "E") {
        offset += 2
        return
      }
      pushScalar(nextScalar())
    }
  }

  /// Reads `\d`, `\W`, `\pL`, `\p{^Greek}` …; nil, and nothing read, if the backslash begins no class.
  mutating func parseClassEscape() throws(PatternError) -> ScalarSet? {
    guard let letter = peek(1) else { return nil }
    var set = ScalarSet()
    switch letter {
    case UInt8(ascii: "d"), UInt8(ascii: "D"): set.ascii = .digit
    case UInt8(ascii: "s"), UInt8(ascii: "S"): set.ascii = .space
    case UInt8(ascii: "w"), UInt8(ascii: "W"): set.ascii = .word
    case UInt8(ascii: "p"), UInt8(ascii: "P"): return try parseProperty()
    default: return nil
    }
    offset += 2
    return finished(set, isNegated: letter & 0x20 == 0)
  }

  private mutating func parseProperty() throws(PatternError) -> ScalarSet {
    let start = offset
    var isNegated = peek(1) == UInt8(ascii: "P")
    offset += 2
    var name = offset..<offset
    if peek() == UInt8(ascii: "{") {
      guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "}")) else {
        throw error(.unknownProperty, start..<bytes.count)
      }
      name = offset + 1..<end
      offset = end + 1
    } else if offset < bytes.count {
      _ = nextScalar()
      name = name.lowerBound..<offset
    }
    if !name.isEmpty, bytes[name.lowerBound] == UInt8(ascii: "^") {
      isNegated.toggle()
      name = name.lowerBound + 1..<name.upperBound
    }
    guard let set = propertySet(name) else { throw error(.unknownProperty, start..<offset) }
    return finished(set, isNegated: isNegated)
  }

  private func propertySet(_ name: Range<Int>) -> ScalarSet? {
    let name = Substring(decoding: bytes[name], as: UTF8.self)
    var set = ScalarSet()
    if let categories = CategorySet.named(name) {
      set.insert(categories)
    } else if let ranges = Scripts.named(name) {
      for range in ranges { set.insert(range) }
    } else {
      return nil
    }
    return set
  }

  /// A named class as the flags want it. Case folds before the negation, as in RE2: `(?i)\P{Lu}` has no "A"
  /// and no "a".
  func finished(_ set: ScalarSet, isNegated: Bool) -> ScalarSet {
    var set = set
    if flags.contains(.ignoresCase) { set.foldCase() }
    if isNegated { set.invert() }
    return set
  }

  /// Reads an escape sequence that stands for one character.
  mutating func parseScalarEscape() throws(PatternError) -> UInt32 {
    let start = offset
    guard let letter = peek(1) else { throw error(.trailingBackslash, offset..<offset + 1) }
    offset += 2
    switch letter {
    case UInt8(ascii: "a"): return 0x07
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "v"): return 0x0B
    case UInt8(ascii: "x"): return try parseHexadecimal(from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseOctal(from: start)
    default:
      guard letter < 0x80, letter == UInt8(ascii: "_") || !ASCIISet.word.contains(letter) else {
        offset -= 1
        _ = nextScalar()
        throw error(.unknownEscape, start..<offset)
      }
      return UInt32(letter)
    }
  }

  /// Reads the rest of `\0`, `\012` or `\12`. A single digit but 0 would be a reference to a group.
  private mutating func parseOctal(from start: Int) throws(PatternError) -> UInt32 {
    guard var value = digitValue(bytes[offset - 1], radix: 8),
      value == 0 || peek().flatMap({ digitValue($0, radix: 8) }) != nil
    else { throw error(.backreference, start..<offset) }
    for _ in 0..<2 {
      guard let digit = peek().flatMap({ digitValue($0, radix: 8) }) else { break }
      value = value * 8 + digit
      offset += 1
    }
    return UInt32(value)
  }

  /// Reads the rest of `\x41` or `\x{1F600}`.
  private mutating func parseHexadecimal(from start: Int) throws(PatternError) -> UInt32 {
    let isBraced = peek() == UInt8(ascii: "{")
    if isBraced { offset += 1 }
    let first = offset
    var value = 0
    while isBraced || offset < first + 2, let digit = peek().flatMap({ digitValue($0, radix: 16) }) {
      value = min(value * 16 + digit, 0x110000)
      offset += 1
    }
    let isClosed = isBraced ? peek() == UInt8(ascii: "}") && offset > first : offset == first + 2
    if isBraced, isClosed { offset += 1 }
    guard isClosed, value <= 0x10FFFF else {
      throw error(.unknownEscape, start..<max(offset, start + 2))
    }
    return UInt32(value)
  }
}
