/// When two values are equal. Numbers are equal by value, whatever their types; strings by code points;
/// collections element by element, where one known difference decides though others are unknown. Values of
/// unlike types differ.
enum Equality {
  static func compare(_ first: Value, _ second: Value) -> Truth {
    switch (first, second) {
    case (.string(let first), .string(let second)): Truth(Text.areSame(first, second))
    case (.int(let first), .int(let second)): Truth(first == second)
    case (.bool(let first), .bool(let second)): Truth(first == second)
    case (.null, .null): .yes
    case (.uint(let first), .uint(let second)): Truth(first == second)
    case (.double(let first), .double(let second)): Truth(first == second)
    case (.bytes(let first), .bytes(let second)): Truth(first == second)
    case (.timestamp(let first), .timestamp(let second)): Truth(first == second)
    case (.duration(let first), .duration(let second)): Truth(first == second)
    case (.type(let first), .type(let second)): Truth(Text.areSame(first.name, second.name))
    case (.opaque(let first), .opaque(let second)): Truth(first.isEqual(to: second))
    case (.list(let first), .list(let second)): lists(first, second)
    case (.map(let first), .map(let second)): maps(first, second)
    case (.optional(let first), .optional(let second)): optionals(first, second)
    case (.unknown(let first), .unknown(let second)): .unknown(first.union(second))
    case (.unknown(let unknown), let other), (let other, .unknown(let unknown)):
      unknown.couldBe(other) ? .unknown(unknown.withoutText) : .no
    default: Truth(Ordering.numbers(first, second) == .equal)
    }
  }

  private static func optionals(_ first: Value?, _ second: Value?) -> Truth {
    switch (first, second) {
    case (nil, nil): .yes
    case (let first?, let second?): compare(first, second)
    default: .no
    }
  }

  private static func lists(_ first: ListValue, _ second: ListValue) -> Truth {
    guard first.count == second.count else { return .no }
    var undecided = Undecided()
    for index in 0..<first.count {
      switch compare(first[index], second[index]) {
      case .yes: continue
      case .no: return .no
      case .unknown(let unknown): undecided.add(unknown)
      }
    }
    return undecided.unknown.map { .unknown($0) } ?? .yes
  }

  private static func maps(_ first: MapValue, _ second: MapValue) -> Truth {
    guard first.count == second.count else { return .no }
    var undecided = Undecided()
    for entry in first.entries {
      guard let other = second[entry.key] else { return .no }
      switch compare(entry.value, other) {
      case .yes: continue
      case .no: return .no
      case .unknown(let unknown): undecided.add(unknown)
      }
    }
    return undecided.unknown.map { .unknown($0) } ?? .yes
  }

  /// Whether a value equal to the first is among the elements.
  static func contains(_ list: ListValue, _ value: Value) -> Truth {
    var undecided = Undecided()
    for element in list.elements {
      switch compare(element, value) {
      case .yes: return .yes
      case .no: continue
      case .unknown(let unknown): undecided.add(unknown)
      }
    }
    return undecided.unknown.map { .unknown($0) } ?? .no
  }
}

extension Unknown {
  /// Whether it can turn out to be a known value: of a text some pieces may speak against it.
  func couldBe(_ value: Value) -> Bool {
    guard let text, case .string(let value) = value else { return true }
    return text.couldBe(value)
  }
}

extension Value: Equatable {
  /// Whether both are surely equal. Two unknowns are the same when they name the same paths, two errors
  /// when they say the same; inside an expression neither is equal to anything.
  package static func == (first: Value, second: Value) -> Bool {
    switch (first, second) {
    case (.unknown(let first), .unknown(let second)): return first == second
    case (.error(let first), .error(let second)): return first.kind == second.kind
    default:
      if case .yes = Equality.compare(first, second) { return true }
      return false
    }
  }
}
