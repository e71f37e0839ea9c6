/// Strings as CEL sees them: sequences of code points. Swift's own `==` on strings holds what is canonically equivalent
/// for equal, and its order is by another measure, so both are done on UTF-8 here. UTF-8 sorts as code points do.
enum Text {
  static func areSame(_ first: String, _ second: String) -> Bool {
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
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  static func hash(_ text: String, into hasher: inout Hasher) {
    withBytes(text) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Whether the second text occurs in the first.
  static func contains(_ text: String, _ part: String) -> Bool {
    withBytes(text) { text in
      withBytes(part) { part in
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { matches(text, at: $0, part) }
      }
    }
  }

  static func hasPrefix(_ text: String, _ part: String) -> Bool {
    withBytes(text) { text in
      withBytes(part) { part in part.count <= text.count && matches(text, at: 0, part) }
    }
  }

  static func hasSuffix(_ text: String, _ part: String) -> Bool {
    withBytes(text) { text in
      withBytes(part) { part in part.count <= text.count && matches(text, at: text.count - part.count, part) }
    }
  }

  static func withBytes<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = text
    return copy.withUTF8(body)
  }

  private static func matches(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int, _ part: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for index in 0..<part.count where text[start + index] != part[index] { return false }
    return true
  }
}
