/// Which of two values comes first, for the types that have an order.
enum Ordering {
  case less, equal, greater
  /// Comparable types, but no answer: NaN.
  case unordered

  private init<Element: Comparable>(_ first: Element, _ second: Element) {
    if first < second {
      self = .less
    } else if first == second {
      self = .equal
    } else {
      self = first > second ? .greater : .unordered
    }
  }

  /// Nil when the types have no order between them.
  static func compare(_ first: Value, _ second: Value) -> Ordering? {
    switch (first, second) {
    case (.int(let first), .int(let second)): Ordering(first, second)
    case (.string(let first), .string(let second)): texts(first, second)
    case (.uint(let first), .uint(let second)): Ordering(first, second)
    case (.double(let first), .double(let second)): Ordering(first, second)
    case (.bool(let first), .bool(let second)): Ordering(first ? 1 : 0, second ? 1 : 0)
    case (.timestamp(let first), .timestamp(let second)): Ordering(first, second)
    case (.duration(let first), .duration(let second)): Ordering(first, second)
    case (.bytes(let first), .bytes(let second)): sequences(first, second)
    default: numbers(first, second)
    }
  }

  /// Numbers of unlike types. Beyond the integer's range the double decides by its size; within it both are compared as
  /// doubles, as the conformance vectors have it (2^63 - 1 is not less than 2^63 as a double).
  static func numbers(_ first: Value, _ second: Value) -> Ordering? {
    switch (first, second) {
    case (.int(let first), .uint(let second)): first < 0 ? .less : Ordering(UInt64(first), second)
    case (.uint(let first), .int(let second)): second < 0 ? .greater : Ordering(first, UInt64(second))
    case (.int(let first), .double(let second)): Ordering(Double(first), second)
    case (.double(let first), .int(let second)): Ordering(first, Double(second))
    case (.uint(let first), .double(let second)): Ordering(Double(first), second)
    case (.double(let first), .uint(let second)): Ordering(first, Double(second))
    default: nil
    }
  }

  private static func texts(_ first: String, _ second: String) -> Ordering {
    if Text.areSame(first, second) { return .equal }
    return Text.isLess(first, second) ? .less : .greater
  }

  private static func sequences(_ first: [UInt8], _ second: [UInt8]) -> Ordering {
    if first == second { return .equal }
    return first.lexicographicallyPrecedes(second) ? .less : .greater
  }
}
