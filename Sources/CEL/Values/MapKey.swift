/// A key of a map in the form under which equal keys are the same: numbers by their value, strings by their code points.
enum MapKey: Hashable {
  case bool(Bool)
  case int(Int64)
  /// Only what does not fit into `int`.
  case uint(UInt64)
  case string(String)

  /// Nil for what can not be a key: a double with a fraction, null, a list.
  init?(_ value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map(MapKey.int) ?? .uint(value)
    case .double(let value):
      guard let whole = MapKey(whole: value) else { return nil }
      self = whole
    case .string(let value): self = .string(value)
    case .null, .bytes, .list, .map, .timestamp, .duration, .type, .optional, .opaque, .unknown, .error:
      return nil
    }
  }

  /// The key that a double without a fraction is equal to.
  private init?(whole value: Double) {
    if value >= -0x1p63, value < 0x1p63 {
      let int = Int64(value)
      guard Double(int) == value else { return nil }
      self = .int(int)
    } else if value >= 0x1p63, value < 0x1p64 {
      self = .uint(UInt64(value))
    } else {
      return nil
    }
  }

  static func == (first: MapKey, second: MapKey) -> Bool {
    switch (first, second) {
    case (.bool(let first), .bool(let second)): first == second
    case (.int(let first), .int(let second)): first == second
    case (.uint(let first), .uint(let second)): first == second
    case (.string(let first), .string(let second)): Text.areSame(first, second)
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .uint(let value): hasher.combine(value)
    case .string(let value): Text.hash(value, into: &hasher)
    }
  }
}
