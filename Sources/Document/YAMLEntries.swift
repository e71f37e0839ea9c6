/// A mapping's entries: merge keys applied, own keys first in rank, of duplicates the last.
package struct YAMLEntry: Sendable {
  package fileprivate(set) var key: YAMLNode
  package fileprivate(set) var value: YAMLNode
  /// It came from a merge key (`<<`).
  package let merged: Bool
}

package struct YAMLEntries: RandomAccessCollection, Sendable {
  enum Storage: Sendable {
    /// Key, value, key, value…
    case pairs(ArraySlice<UInt32>)
    case resolved([Pair])
  }

  let tree: Tree
  let storage: Storage
  let use: UInt32

  package var startIndex: Int { 0 }
  package var endIndex: Int {
    switch storage {
    case .pairs(let children): children.count / 2
    case .resolved(let pairs): pairs.count
    }
  }

  package subscript(index: Int) -> YAMLEntry {
    switch storage {
    case .pairs(let children):
      let place = children.startIndex + 2 * index
      return YAMLEntry(
        key: YAMLNode(tree, children[place], use: use), value: YAMLNode(tree, children[place + 1], use: use),
        merged: false)
    case .resolved(let pairs):
      return pairs[index].entry(in: tree, use)
    }
  }

  package func makeIterator() -> Iterator { Iterator(entries: self) }

  /// Quicker than the standard one, which in another module goes through unspecialised code.
  package struct Iterator: IteratorProtocol {
    let entries: YAMLEntries
    var index = 0

    package mutating func next() -> YAMLEntry? {
      guard index < entries.endIndex else { return nil }
      defer { index += 1 }
      return entries[index]
    }
  }
}

/// A key with its value, and the alias through which a merge brought it.
struct Pair: Sendable {
  var key: UInt32
  var value: UInt32
  var use: UInt32
  var merged: Bool

  func entry(in tree: Tree, _ outerUse: UInt32) -> YAMLEntry {
    let use = outerUse == NodeRecord.none ? self.use : outerUse
    return YAMLEntry(
      key: YAMLNode(tree, key, use: use), value: YAMLNode(tree, value, use: use), merged: merged)
  }
}

extension YAMLNode {
  /// A mapping's entries in order of writing; none for other nodes. Complex keys are left out.
  package var entries: YAMLEntries {
    let arena = tree.arena
    guard record.shape == .mapping else { return YAMLEntries(tree: tree, storage: .pairs([]), use: use) }
    let isIrregular = record.flags.contains(.irregular)
    let storage: YAMLEntries.Storage =
      isIrregular ? .resolved(arena.pairs(of: index)) : .pairs(arena.children(of: index))
    return YAMLEntries(tree: tree, storage: storage, use: use)
  }

  /// Visits the same entries one by one. An entry that is only visited counts no reference to the tree.
  package func visitEntries(_ body: (YAMLEntry) -> Void) {
    guard record.shape == .mapping else { return }
    guard !record.flags.contains(.irregular) else {
      for pair in tree.arena.pairs(of: index) { body(pair.entry(in: tree, use)) }
      return
    }
    let (tree, children) = (tree, tree.arena.children(of: index))
    // One entry that moves on: to make others would count references to the tree.
    var entry = YAMLEntry(key: self, value: self, merged: false)
    var place = children.startIndex
    while place + 1 < children.endIndex {
      let (key, value) = (children[place], children[place + 1])
      entry.key.move(to: key, tree.arena.resolved(key), use: use)
      entry.value.move(to: value, tree.arena.resolved(value), use: use)
      body(entry)
      place += 2
    }
  }

  package func value(for key: String) -> YAMLNode? {
    guard record.shape == .mapping, let pair = tree.arena.pair(for: key, in: index) else { return nil }
    return YAMLNode(tree, pair.value, use: use == NodeRecord.none ? pair.use : use)
  }

  package func entry(for key: String) -> YAMLEntry? {
    guard record.shape == .mapping, let pair = tree.arena.pair(for: key, in: index) else { return nil }
    return pair.entry(in: tree, use)
  }

  /// The node at the end of a path of keys and indices.
  package func node(at path: NodePath) -> YAMLNode? {
    var node = self
    for step in path.steps {
      switch step {
      case .key(let key):
        guard let value = node.value(for: key) else { return nil }
        node = value
      case .index(let index):
        guard node.items.indices.contains(index) else { return nil }
        node = node.items[index]
      }
    }
    return node
  }
}

// Merges nest no deeper than `Limits.depth` and visit no more nodes than `Limits.expandedNodes`, because the
// builder counts what every alias adds; so plain recursion is safe here.
extension Arena {
  /// The pairs of an irregular mapping, merges put in where they are written.
  func pairs(of mapping: UInt32) -> [Pair] {
    var result: [Pair] = []
    var seen = KeyTable()
    let children = children(of: mapping)
    let places = stride(from: children.startIndex, to: children.endIndex, by: 2)
    for place in places where isOwnKey(children[place]) { _ = seen.insert(children[place], in: self) }
    // Of two merge keys the later one wins, as of any two keys.
    for place in places.reversed() {
      let (key, value) = (children[place], children[place + 1])
      if isMergeKey(key) {
        var merged: [Pair] = []
        for source in mergeSources(value) { merge(source, into: &merged, &seen) }
        result += merged.reversed()
      } else if isOwnKey(key) {
        result.append(Pair(key: key, value: value, use: NodeRecord.none, merged: false))
      }
    }
    return result.reversed()
  }

  private func merge(_ source: MergeSource, into result: inout [Pair], _ seen: inout KeyTable) {
    for pair in pairs(of: source.mapping) where seen.insertIfAbsent(pair.key, in: self) {
      var pair = pair
      pair.merged = true
      if source.use != NodeRecord.none { pair.use = source.use }
      result.append(pair)
    }
  }

  func pair(for key: String, in mapping: UInt32) -> Pair? {
    var key = key
    return key.withUTF8 { pair(for: $0, in: mapping) }
  }

  private func pair(for key: UnsafeBufferPointer<UInt8>, in mapping: UInt32) -> Pair? {
    let record = records[Int(mapping)]
    var place = Int(record.first)
    let end = place + Int(record.count)
    while place < end {
      let node = children[place]
      if isText(node, key), isOwnKey(node) {
        return Pair(key: node, value: children[place + 1], use: NodeRecord.none, merged: false)
      }
      place += 2
    }
    return record.flags.contains(.irregular) ? mergedPair(for: key, in: mapping) : nil
  }

  private func mergedPair(for key: UnsafeBufferPointer<UInt8>, in mapping: UInt32) -> Pair? {
    let children = children(of: mapping)
    let places = stride(from: children.startIndex, to: children.endIndex, by: 2)
    for place in places.reversed() where isMergeKey(children[place]) {
      for source in mergeSources(children[place + 1]) {
        guard var pair = pair(for: key, in: source.mapping) else { continue }
        pair.merged = true
        if source.use != NodeRecord.none { pair.use = source.use }
        return pair
      }
    }
    return nil
  }

  private func isMergeKey(_ key: UInt32) -> Bool {
    records[Int(key)].flags.contains(.mergeKey)
  }

  private func isOwnKey(_ key: UInt32) -> Bool {
    let isScalar = records[Int(resolved(key))].shape == .scalar
    return isScalar && records[Int(key)].flags.isDisjoint(with: [.mergeKey, .superseded])
  }

  private struct MergeSource {
    var mapping: UInt32
    var use: UInt32
  }

  /// The mappings that the value of `<<` names; what is none is left out.
  private func mergeSources(_ value: UInt32) -> [MergeSource] {
    let target = resolved(value)
    let use = target == value ? NodeRecord.none : value
    switch records[Int(target)].shape {
    case .scalar, .alias: return []
    case .mapping: return [MergeSource(mapping: target, use: use)]
    case .sequence:
      return children(of: target).compactMap { item in
        let mapping = resolved(item)
        guard records[Int(mapping)].shape == .mapping else { return nil }
        return MergeSource(
          mapping: mapping, use: use == NodeRecord.none && mapping != item ? item : use)
      }
    }
  }
}
