/// Which keys of a mapping have been seen: nodes go in, the earlier node of the same text comes out.
///
/// Small mappings are compared key by key; from a dozen keys on a hash table is used. The hash is Swift's
/// seeded one, so that no file can be written to collide.
struct KeyTable {
  private static let smallest = 12
  private var nodes: [UInt32] = []
  /// Of each of few nodes how long its text is, and how it begins and ends: most keys differ there.
  private var outlines: [UInt64] = []
  private var slots: [UInt32] = []

  init() {
    nodes.reserveCapacity(Self.smallest)
    outlines.reserveCapacity(Self.smallest)
  }

  mutating func reset() {
    nodes.removeAll(keepingCapacity: true)
    outlines.removeAll(keepingCapacity: true)
    if !slots.isEmpty { slots.removeAll(keepingCapacity: true) }
  }

  /// Adds a key and returns the one of the same text that it replaces.
  mutating func insert(_ node: UInt32, in arena: Arena) -> UInt32? {
    if slots.isEmpty, nodes.count < Self.smallest {
      let outline = arena.outline(of: node)
      for index in nodes.indices
      where outlines[index] == outline && arena.isSame(nodes[index], node) {
        defer { nodes[index] = node }
        return nodes[index]
      }
      nodes.append(node)
      outlines.append(outline)
      return nil
    }
    if nodes.count * 2 >= slots.count { grow(in: arena) }
    let slot = find(node, in: arena)
    let earlier = slots[slot]
    slots[slot] = node
    nodes.append(node)
    return earlier == NodeRecord.none ? nil : earlier
  }

  /// Adds a key unless one of the same text is there; tells whether it did.
  mutating func insertIfAbsent(_ node: UInt32, in arena: Arena) -> Bool {
    guard let earlier = insert(node, in: arena) else { return true }
    _ = insert(earlier, in: arena)
    return false
  }

  private func find(_ node: UInt32, in arena: Arena) -> Int {
    let mask = slots.count - 1
    var slot = arena.hash(of: node) & mask
    while slots[slot] != NodeRecord.none, !arena.isSame(slots[slot], node) { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow(in arena: Arena) {
    slots = Array(repeating: NodeRecord.none, count: max(64, slots.count * 2))
    for node in nodes { slots[find(node, in: arena)] = node }
  }
}

extension Arena {
  func isSame(_ one: UInt32, _ other: UInt32) -> Bool {
    let (one, other) = (resolved(one), resolved(other))
    guard records[Int(one)].count == records[Int(other)].count else { return false }
    return withText(of: one) { first in withText(of: other) { second in isEqual(first, second) } }
  }

  /// The length of a text, its first byte and its last.
  func outline(of node: UInt32) -> UInt64 {
    withText(of: node) { text in
      UInt64(truncatingIfNeeded: text.count) << 16 | UInt64(text.first ?? 0) << 8 | UInt64(text.last ?? 0)
    }
  }

  func hash(of node: UInt32) -> Int {
    var hasher = Hasher()
    withText(of: node) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return hasher.finalize()
  }
}

func isEqual(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
  guard one.count == other.count else { return false }
  for index in 0..<one.count where one[index] != other[index] { return false }
  return true
}
