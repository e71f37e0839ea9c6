/// List and map literals. Their parts may be unknown; only an error takes the whole.

/// `[a, ?b]`
final class ListNode: Node {
  let elements: [(node: Node, isOptional: Bool)]

  init(_ elements: [(node: Node, isOptional: Bool)], _ span: Span) {
    self.elements = elements
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    var undecided: Value?
    for element in elements {
      let value = element.node.evaluate(&frame)
      if case .error = value { return value }
      guard element.isOptional else {
        values.append(value)
        continue
      }
      switch value {
      case .optional(let content): if let content { values.append(content) }
      case .unknown: undecided = undecided ?? value
      default: return noOverload("optional element", value)
      }
    }
    guard frame.meter.charge(values.count) else { return failure(.outOfSteps) }
    return undecided ?? shallow(.list(ListValue(values)))
  }
}

/// `{k: v, ?k: v}`
final class MapNode: Node {
  let entries: [(key: Node, value: Node, isOptional: Bool)]

  init(_ entries: [(key: Node, value: Node, isOptional: Bool)], _ span: Span) {
    self.entries = entries
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    var builder = MapBuilder(capacity: entries.count)
    for entry in entries {
      let key = entry.key.evaluate(&frame)
      let value = entry.value.evaluate(&frame)
      guard let error = builder.add(key, value, isOptional: entry.isOptional) else { continue }
      return .error(error.at(entry.key.span))
    }
    guard frame.meter.charge(entries.count) else { return failure(.outOfSteps) }
    return shallow(builder.value)
  }
}

private struct MapBuilder {
  private var entries: [MapValue.Entry] = []
  private var seen: [MapKey] = []
  private var many: Set<MapKey> = []
  private var undecided = Undecided()

  init(capacity: Int) {
    entries.reserveCapacity(capacity)
  }

  /// With an unknown key nothing can be said of the map.
  var value: Value { undecided.value ?? .map(MapValue(entries: entries)) }

  mutating func add(_ key: Value, _ value: Value, isOptional: Bool) -> EvaluationError? {
    if case .error(let error) = key { return error }
    if case .error(let error) = value { return error }
    if case .unknown(let unknown) = key {
      undecided.add(unknown)
      return nil
    }
    guard let unique = literalKey(key) else { return EvaluationError(.notAKey(type: key.typeValue.name)) }
    guard isOptional else { return insert(unique, key, value) }
    switch value {
    case .optional(let content): return content.flatMap { insert(unique, key, $0) }
    case .unknown(let unknown): undecided.add(unknown)
    default:
      let types = [value.typeValue.name]
      return EvaluationError(.noSuchOverload(function: "optional entry", arguments: types))
    }
    return nil
  }

  private mutating func insert(_ unique: MapKey, _ key: Value, _ value: Value) -> EvaluationError? {
    guard isNew(unique) else { return EvaluationError(.repeatedKey(key.literalText)) }
    entries.append((key, value))
    return nil
  }

  /// Most literals have few keys; to hash the first of them would cost more than to compare all.
  private mutating func isNew(_ key: MapKey) -> Bool {
    if many.isEmpty, seen.count < 32 {
      if seen.contains(key) { return false }
      seen.append(key)
      return true
    }
    if many.isEmpty { many = Set(seen) }
    return many.insert(key).inserted
  }

  /// A double may look a key up, but may not be one.
  private func literalKey(_ key: Value) -> MapKey? {
    if case .double = key { return nil }
    return MapKey(key)
  }
}
