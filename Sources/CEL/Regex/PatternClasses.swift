// Character classes in brackets: `[a-z]`, `[^@\s]`, `[[:alpha:]_]`.

extension PatternParser {
  /// Reads a class from its `[` to its `]`. A `]` that comes first, and a `-` that joins nothing, stand for
  /// themselves.
  mutating func parseClass() throws(PatternError) -> ScalarSet {
    let start = offset
    offset += 1
    let isNegated = peek() == UInt8(ascii: "^")
    if isNegated { offset += 1 }
    var set = ScalarSet()
    let first = offset
    while peek() != UInt8(ascii: "]") || offset == first {
      guard offset < bytes.count else { throw error(.missingBracket, start..<bytes.count) }
      try parseClassItem(into: &set, classStart: start)
    }
    offset += 1
    return finished(set, isNegated: isNegated)
  }

  private mutating func parseClassItem(into set: inout ScalarSet, classStart: Int) throws(PatternError) {
    if peek() == UInt8(ascii: "["), peek(1) == UInt8(ascii: ":"), let named = try parsePOSIXClass() {
      set.formUnion(named)
    } else if peek() == UInt8(ascii: "\\"), let escaped = try parseClassEscape() {
      set.formUnion(escaped)
    } else {
      set.insert(try parseClassRange(classStart: classStart))
    }
  }

  /// Reads `a` or `a-z`.
  private mutating func parseClassRange(classStart: Int) throws(PatternError) -> ClosedRange<UInt32> {
    let start = offset
    let low = try parseClassScalar()
    guard peek() == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]") else { return low...low }
    offset += 1
    let high = try parseClassScalar()
    guard low <= high else { throw error(.reversedRange, start..<offset) }
    return low...high
  }

  private mutating func parseClassScalar() throws(PatternError) -> UInt32 {
    peek() == UInt8(ascii: "\\") ? try parseScalarEscape() : nextScalar()
  }

  /// Reads `[:alpha:]` or `[:^alpha:]`; nil, and nothing read, if there is no `:]`.
  private mutating func parsePOSIXClass() throws(PatternError) -> ScalarSet? {
    let start = offset
    var end = offset + 2
    while end + 1 < bytes.count, bytes[end] != UInt8(ascii: ":") || bytes[end + 1] != UInt8(ascii: "]") {
      end += 1
    }
    guard end + 1 < bytes.count else { return nil }
    offset = end + 2
    let isNegated = bytes[start + 2] == UInt8(ascii: "^")
    let name = Substring(decoding: bytes[(start + (isNegated ? 3 : 2))..<end], as: UTF8.self)
    guard let ascii = ASCIISet.posix(name) else { throw error(.unknownClass, start..<offset) }
    return finished(ScalarSet(ascii: ascii), isNegated: isNegated)
  }
}
