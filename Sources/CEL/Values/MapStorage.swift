/// The memory of a map: entries one by one in; keys found, and values, out. Entries, and what they are told by, lie in one
/// piece behind what is said of all of them, so that a map is one allocation.

struct MapHead {
  fileprivate(set) var count = 0
  fileprivate let capacity: Int
  fileprivate(set) var weight = 1
  fileprivate(set) var depth = 1
  fileprivate(set) var unknownParts: Unknown?
  /// Of many keys.
  fileprivate(set) var index: [MapKey: Int]?
}

struct MapSlot {
  fileprivate let mark: KeyMark
  /// Of the value, as `ExactHash` has it; 0 for a map.
  fileprivate let number: UInt64
  fileprivate let entry: MapValue.Entry
}

/// Filled by one owner, and never changed from then on.
final class MapStorage: ManagedBuffer<MapHead, MapSlot> {
  static func empty(capacity: Int) -> MapStorage {
    let made = create(minimumCapacity: capacity) { _ in MapHead(capacity: capacity) }
    return unsafeDowncast(made, to: MapStorage.self)
  }

  deinit {
    _ = withUnsafeMutablePointers { head, slots in slots.deinitialize(count: head.pointee.count) }
  }

  // MARK: Filling

  var isFull: Bool { withUnsafeMutablePointerToHeader { $0.pointee.count == $0.pointee.capacity } }

  /// There must be room.
  func append(_ entry: consuming MapValue.Entry, _ mark: KeyMark) {
    withUnsafeMutablePointers { head, slots in
      let number = entry.value.ownNumber
      (slots + head.pointee.count).initialize(to: MapSlot(mark: mark, number: number, entry: entry))
      head.pointee.count += 1
    }
  }

  /// The same with more room.
  func grown() -> MapStorage {
    let larger = MapStorage.empty(capacity: max(4, header.capacity * 2))
    withUnsafeMutablePointers { head, slots in
      larger.withUnsafeMutablePointers { largerHead, largerSlots in
        largerSlots.initialize(from: slots, count: head.pointee.count)
        largerHead.pointee.count = head.pointee.count
      }
    }
    return larger
  }

  /// So many keys are found sooner one by one than through an index.
  private static let mostInOrder = 64
  /// Marks tell names apart at once, and to make an index takes as long as some hundred looks.
  private static let mostNamesInOrder = 256

  func finish(_ content: borrowing Content, hasOtherKeys: Bool) {
    withUnsafeMutablePointerToHeader { head in
      head.pointee.weight = content.weight
      head.pointee.depth = content.depth
      head.pointee.unknownParts = content.unknown
    }
    guard count > (hasOtherKeys ? Self.mostInOrder : Self.mostNamesInOrder) else { return }
    var index: [MapKey: Int] = [:]
    index.reserveCapacity(count)
    for position in 0..<count {
      if let key = MapKey(entry(at: position).key), index[key] == nil { index[key] = position }
    }
    header.index = index
  }

  // MARK: Reading

  var count: Int { withUnsafeMutablePointerToHeader { $0.pointee.count } }
  var weight: Int { withUnsafeMutablePointerToHeader { $0.pointee.weight } }
  var depth: Int { withUnsafeMutablePointerToHeader { $0.pointee.depth } }
  var unknownParts: Unknown? { withUnsafeMutablePointerToHeader { $0.pointee.unknownParts } }
  var index: [MapKey: Int]? { withUnsafeMutablePointerToHeader { $0.pointee.index } }

  /// The number of the first entry with a string key.
  ///
  /// - Parameter name: the key's text, which is seldom needed.
  @inline(__always)
  func position(of wanted: KeyMark, _ name: () -> String) -> Int? {
    withUnsafeMutablePointers { head, slots in
      if let index = head.pointee.index { return index[.string(name())] }
      for position in 0..<head.pointee.count
      where slots[position].mark.fingerprint == wanted.fingerprint {
        if slots[position].mark.bits.isSame(as: wanted.bits) { return position }
        if case .string(let key) = slots[position].entry.key, Text.areSame(key, name()) { return position }
      }
      return nil
    }
  }

  func entry(at position: Int) -> MapValue.Entry { slot(at: position) { $0.pointee.entry } }

  func value(at position: Int) -> Value { slot(at: position) { $0.pointee.entry.value } }

  @inline(__always)
  func withValue<Result>(at position: Int, _ body: (borrowing Value) -> Result) -> Result {
    slot(at: position) { body($0.pointee.entry.value) }
  }

  func number(at position: Int) -> UInt64 { slot(at: position) { $0.pointee.number } }

  @inline(__always)
  private func slot<Result>(at position: Int, _ body: (UnsafeMutablePointer<MapSlot>) -> Result) -> Result {
    withUnsafeMutablePointers { head, slots in
      assert(position >= 0 && position < head.pointee.count)
      return body(slots + position)
    }
  }
}
