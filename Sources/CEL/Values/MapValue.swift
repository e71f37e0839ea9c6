/// A map in order of insertion. Few keys are searched one by one, many through an index.
package struct MapValue: Sendable {
  private let storage: Storage

  /// A map with string keys, such as an object of a configuration. Of equal keys the first is found.
  package init(fields: [(String, Value)]) {
    var gathered = Fields(capacity: fields.count)
    for (key, value) in fields { gathered.add(FieldName(key), value) }
    self.init(gathered)
  }

  /// The same of fields that were gathered one by one.
  package init(_ fields: consuming Fields) {
    storage = Storage(fields)
  }

  /// A map of entries whose keys are bool, int, uint or string and differ.
  package init(entries: [Entry]) {
    storage = Storage(entries)
  }

  /// A key and its value.
  package typealias Entry = (key: Value, value: Value)

  /// The entries in order of insertion.
  package var entries: [Entry] { storage.entries }
  /// How many entries there are.
  package var count: Int { storage.entries.count }
  /// What must be known to know every value; nil when all are known.
  package var unknownParts: Unknown? { storage.unknownParts }
  var weight: Int { storage.weight }
  var depth: Int { storage.depth }

  /// The value of a string key.
  package subscript(field field: String) -> Value? { self[FieldName(field)] }

  /// The number of the entry with a string key.
  package func position(of field: FieldName) -> Int? { storage.position(of: field.mark) { field.text } }

  /// The value of a string key whose fingerprint is known.
  subscript(field: FieldName) -> Value? {
    position(of: field).map { storage.entries[$0].value }
  }

  /// The end of a path of string keys. The maps on the way live as long as this one, so nothing need be counted.
  func walk(_ steps: [Path.Step]) -> Path.End {
    steps.withUnsafeBufferPointer { steps in
      var here = uncounted
      let last = steps.count - 1
      for place in 0..<last {
        guard let position = here.position(of: steps[place].field.mark, { steps[place].field.text }) else {
          return .missing(place)
        }
        guard let next = here.map(at: position) else { return .astray }
        here = next
      }
      guard let position = here.position(of: steps[last].field.mark, { steps[last].field.text }) else {
        return .missing(last)
      }
      return .value(here.value(at: position))
    }
  }

  /// The value of a key of any type; numbers are equal across int, uint and double.
  subscript(key: Value) -> Value? {
    if case .string(let field) = key { return self[FieldName(field)] }
    guard let wanted = MapKey(key) else { return nil }
    if let index = storage.index {
      return index[wanted].map { storage.entries[$0].value }
    }
    for entry in storage.entries where MapKey(entry.key) == wanted { return entry.value }
    return nil
  }

  /// The map itself, not counted.
  var uncounted: UncountedMap { UncountedMap(Unmanaged.passUnretained(storage)) }

  fileprivate final class Storage: Sendable {
    let entries: [Entry]
    /// Of each entry.
    let marks: [EntryMark]
    let index: [MapKey: Int]?
    let weight: Int
    let depth: Int
    let unknownParts: Unknown?

    convenience init(_ entries: [Entry]) {
      var fields = Fields(capacity: entries.count)
      for entry in entries { fields.add(entry, KeyMark(entry.key)) }
      self.init(fields)
    }

    init(_ fields: consuming Fields) {
      let isLarge =
        fields.entries.count > (fields.hasOtherKeys ? Storage.mostInOrder : Storage.mostNamesInOrder)
      entries = fields.entries
      index = isLarge ? Storage.index(fields.entries) : nil
      marks = fields.marks
      weight = fields.content.weight
      depth = fields.content.depth
      unknownParts = fields.content.unknown
    }

    /// So many keys are found sooner one by one than through an index.
    private static let mostInOrder = 64
    /// Marks tell names apart at once, and to make an index takes as long as some hundred looks.
    private static let mostNamesInOrder = 256

    @inline(__always)
    func position(of mark: KeyMark, _ name: () -> String) -> Int? {
      if let index { return index[.string(name())] }
      return entries.position(of: mark, marks, name)
    }

    private static func index(_ entries: [Entry]) -> [MapKey: Int] {
      var index: [MapKey: Int] = [:]
      index.reserveCapacity(entries.count)
      for (position, entry) in entries.enumerated() {
        if let key = MapKey(entry.key), index[key] == nil { index[key] = position }
      }
      return index
    }
  }
}

/// A map as long as another one that holds it, or it itself, lives: what looks through many maps counts no references.
struct UncountedMap {
  private let storage: Unmanaged<MapValue.Storage>

  fileprivate init(_ storage: Unmanaged<MapValue.Storage>) {
    self.storage = storage
  }

  /// - Parameter name: the key's text, which is seldom needed.
  @inline(__always)
  func position(of mark: KeyMark, _ name: () -> String) -> Int? {
    storage._withUnsafeGuaranteedRef { $0.position(of: mark, name) }
  }

  func value(at position: Int) -> Value {
    storage._withUnsafeGuaranteedRef { $0.entries[position].value }
  }

  /// The value at a position, if it is a map.
  func map(at position: Int) -> UncountedMap? {
    storage._withUnsafeGuaranteedRef { storage in
      guard case .map(let map) = storage.entries[position].value else { return nil }
      return map.uncounted
    }
  }

  /// The number of the value at a position, which is no map.
  func number(at position: Int) -> UInt64 {
    storage._withUnsafeGuaranteedRef { $0.marks[position].number }
  }
}

extension MapValue {
  /// The fields of a map while they are gathered, in order.
  package struct Fields: ~Copyable {
    fileprivate var entries: [Entry] = []
    fileprivate var marks: [EntryMark] = []
    fileprivate var content = Content()
    fileprivate var hasOtherKeys = false

    package init(capacity: Int) {
      entries.reserveCapacity(capacity)
      marks.reserveCapacity(capacity)
    }

    package mutating func add(_ key: FieldName, _ value: Value) {
      add((.string(key.text), value), key.mark)
    }

    /// The number of the first field with this key.
    package func position(of key: FieldName) -> Int? { entries.position(of: key.mark, marks) { key.text } }

    fileprivate mutating func add(_ entry: Entry, _ mark: KeyMark) {
      content.weight += 1
      content.add(entry.value)
      if !mark.isOfName { hasOtherKeys = true }
      marks.append(EntryMark(key: mark, number: entry.value.ownNumber))
      entries.append(entry)
    }
  }
}

extension [MapValue.Entry] {
  /// The number of the first entry with a string key, by the marks of all keys.
  @inline(__always)
  fileprivate func position(of wanted: KeyMark, _ marks: [EntryMark], _ name: () -> String) -> Int? {
    marks.withUnsafeBufferPointer { marks in
      for position in 0..<marks.count where marks[position].key.fingerprint == wanted.fingerprint {
        if marks[position].key.bits.isSame(as: wanted.bits) { return position }
        if case .string(let key) = self[position].key, Text.areSame(key, name()) { return position }
      }
      return nil
    }
  }
}

/// What an entry is told by without counting a reference to its key or value.
private struct EntryMark: Sendable {
  let key: KeyMark
  /// Of the value, as `ExactHash` has it; 0 for a map.
  let number: UInt64
}

/// A key in the form under which equal keys are the same: numbers by their value, strings by their code
/// points.
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
