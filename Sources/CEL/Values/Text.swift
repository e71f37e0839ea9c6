/// Strings as CEL sees them: sequences of code points. Swift's own `==` on strings holds what is
/// canonically equivalent for equal, and its order is by another measure, so both are done on UTF-8 here.
/// UTF-8 sorts as code points do.
enum Text {
  static func areSame(_ first: String, _ second: String) -> Bool {
    if haveSameBits(first, second) { return true }
    let count = first.utf8.count
    guard count == second.utf8.count else { return false }
    return withBytes(first) { first in
      withBytes(second) { second in
        for index in 0..<count where first[index] != second[index] { return false }
        return true
      }
    }
  }

  /// Short texts, and literals that the program shares, are equal word by word; that decides most comparisons of keys.
  @inline(__always)
  private static func haveSameBits(_ first: String, _ second: String) -> Bool {
    guard MemoryLayout<String>.size == MemoryLayout<(UInt64, UInt64)>.size else { return false }
    let first = unsafeBitCast(first, to: (UInt64, UInt64).self)
    let second = unsafeBitCast(second, to: (UInt64, UInt64).self)
    return first == second
  }

  static func isLess(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  static func hash(_ text: String, into hasher: inout Hasher) {
    withBytes(text) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Whether the second text occurs in the first.
  static func contains(_ text: String, _ part: String) -> Bool {
    withBytes(text) { text in
      withBytes(part) { part in text.first(part) != nil }
    }
  }

  static func hasPrefix(_ text: String, _ part: String) -> Bool {
    withBytes(text) { text in
      withBytes(part) { part in part.count <= text.count && text.holds(part, at: 0) }
    }
  }

  static func hasSuffix(_ text: String, _ part: String) -> Bool {
    withBytes(text) { text in
      withBytes(part) { part in part.count <= text.count && text.holds(part, at: text.count - part.count) }
    }
  }

  static func withBytes<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = text
    return copy.withUTF8(body)
  }
}
