/// Strings as CEL sees them: sequences of code points. Swift's own `==` on strings holds what is
/// canonically equivalent for equal, and its order is by another measure, so both are done on UTF-8 here.
/// UTF-8 sorts as code points do.
enum Text {
  static func areSame(_ first: String, _ second: String) -> Bool {
    if TextBits(first).isSame(as: TextBits(second)) { return true }
    let count = first.utf8.count
    guard count == second.utf8.count else { return false }
    return withBytes(first) { first in
      withBytes(second) { second in
        for index in 0..<count where first[index] != second[index] { return false }
        return true
      }
    }
  }

  static func isLess(_ first: String, _ second: String) -> Bool {
    withBytes(first) { first in
      withBytes(second) { second in
        for index in 0..<min(first.count, second.count) where first[index] != second[index] {
          return first[index] < second[index]
        }
        return first.count < second.count
      }
    }
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

/// The two words that a text consists of, without what they may refer to. Short texts, and literals that the program shares,
/// are equal word by word; that decides most comparisons of keys. They mean something only as long as their text lives.
struct TextBits: Sendable {
  private let words: (UInt64, UInt64)?

  @inline(__always)
  init(_ text: String) {
    words =
      MemoryLayout<String>.size == MemoryLayout<(UInt64, UInt64)>.size
      ? unsafeBitCast(text, to: (UInt64, UInt64).self) : nil
  }

  /// Whether the text of the other is surely the same; both must be alive.
  @inline(__always)
  func isSame(as other: TextBits) -> Bool {
    guard let words, let others = other.words else { return false }
    return words == others
  }
}
