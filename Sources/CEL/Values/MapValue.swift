/// A map in order of insertion. Few keys are searched one by one, many through an index.
package struct MapValue: @unchecked Sendable {
  // Unchecked, because whoever holds a buffer of the library could write to it. Nobody does: only `Fields` fills one, which
  // cannot be copied, and gives it away when the map is made.
  private let storage: MapStorage

  /// A map with string keys, such as an object of a configuration. Of equal keys the first is found.
  package init(fields: [(String, Value)]) {
    var gathered = Fields(capacity: fields.count)
    for (key, value) in fields { gathered.add(FieldName(key), value) }
    self.init(gathered)
  }

  /// A map of entries whose keys are bool, int, uint or string and differ.
  package init(entries: [Entry]) {
    var gathered = Fields(capacity: entries.count)
    for entry in entries { gathered.add(entry) }
    self.init(gathered)
  }

  /// The same of fields that were gathered one by one.
  package init(_ fields: consuming Fields) {
    storage = fields.finished()
  }

  /// A key and its value.
  package typealias Entry = (key: Value, value: Value)

  /// The entries in order of insertion.
  package var entries: Entries { Entries(map: self) }
  /// How many entries there are.
  package var count: Int { storage.count }
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
    position(of: field).map { storage.value(at: $0) }
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
      return index[wanted].map { storage.value(at: $0) }
    }
    for entry in entries where MapKey(entry.key) == wanted { return entry.value }
    return nil
  }

  /// The map itself, not counted.
  var uncounted: UncountedMap { UncountedMap(Unmanaged.passUnretained(storage)) }

  /// The entries of a map.
  package struct Entries: RandomAccessCollection, Sendable {
    fileprivate let map: MapValue

    package var startIndex: Int { 0 }
    package var endIndex: Int { map.count }

    package subscript(position: Int) -> Entry { map.storage.entry(at: position) }
  }

  /// The fields of a map while they are gathered, in order.
  package struct Fields: ~Copyable {
    private var storage: MapStorage
    private var content = Content()
    private var hasOtherKeys = false

    /// - Parameter capacity: so many are expected.
    package init(capacity: Int) {
      storage = MapStorage.empty(capacity: capacity)
    }

    package mutating func add(_ key: borrowing FieldName, _ value: consuming Value) {
      add((.string(key.text), value), key.mark)
    }

    /// The value of the first field with this key.
    package subscript(key: FieldName) -> Value? {
      storage.position(of: key.mark, { key.text }).map { storage.value(at: $0) }
    }

    fileprivate mutating func add(_ entry: Entry) { add(entry, KeyMark(entry.key)) }

    private mutating func add(_ entry: consuming Entry, _ mark: KeyMark) {
      content.weight += 1
      content.add(entry.value)
      if !mark.isOfName { hasOtherKeys = true }
      if storage.isFull { storage = storage.grown() }
      storage.append(entry, mark)
    }

    fileprivate consuming func finished() -> MapStorage {
      storage.finish(content, hasOtherKeys: hasOtherKeys)
      return storage
    }
  }
}

/// A map as long as another one that holds it, or it itself, lives: what looks through many maps counts no references.
struct UncountedMap {
  private let storage: Unmanaged<MapStorage>

  fileprivate init(_ storage: Unmanaged<MapStorage>) {
    self.storage = storage
  }

  /// - Parameter name: the key's text, which is seldom needed.
  @inline(__always)
  func position(of mark: KeyMark, _ name: () -> String) -> Int? {
    storage._withUnsafeGuaranteedRef { $0.position(of: mark, name) }
  }

  func value(at position: Int) -> Value {
    storage._withUnsafeGuaranteedRef { $0.value(at: position) }
  }

  /// The value at a position, if it is a map.
  func map(at position: Int) -> UncountedMap? {
    storage._withUnsafeGuaranteedRef { storage in
      storage.withValue(at: position) { value in
        guard case .map(let map) = value else { return nil }
        return map.uncounted
      }
    }
  }

  /// The number of the value at a position, which is no map.
  func number(at position: Int) -> UInt64 {
    storage._withUnsafeGuaranteedRef { $0.number(at: position) }
  }
}
