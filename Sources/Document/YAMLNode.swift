/// A cursor into a file's tree: cheap to make and to copy, it follows aliases as it goes.
package struct YAMLNode: Sendable {
  package enum Kind: Hashable, Sendable {
    case scalar, sequence, mapping
  }

  let tree: Tree
  /// The node itself, an alias followed.
  private(set) var index: UInt32
  /// The alias or merge key through which it was reached, the outermost if there are several.
  private(set) var use: UInt32

  init(_ tree: Tree, _ index: UInt32, use: UInt32 = NodeRecord.none) {
    self.tree = tree
    let target = tree.arena.resolved(index)
    self.index = target
    self.use = use == NodeRecord.none && target != index ? index : use
  }

  /// Goes to another node of the tree.
  ///
  /// - Parameter target: the node itself, an alias followed.
  mutating func move(to index: UInt32, _ target: UInt32, use: UInt32) {
    self.index = target
    self.use = use == NodeRecord.none && target != index ? index : use
  }

  var record: NodeRecord { tree.arena.records[Int(index)] }

  /// An alias that leads nowhere; it counts as a null, and a fault tells of it.
  package var isUnresolved: Bool { record.shape == .alias }

  package var kind: Kind {
    switch record.shape {
    case .scalar, .alias: .scalar
    case .sequence: .sequence
    case .mapping: .mapping
    }
  }

  /// Where the node stands, tag and anchor left out, quotes included. Reached by an alias, it is the alias.
  package var range: TextRange {
    use == NodeRecord.none ? record.range : tree.arena.records[Int(use)].range
  }

  /// Whether an alias stands for the node somewhere: what is written here holds there too.
  package var isShared: Bool { record.flags.contains(.shared) }

  /// Where the node is written, when that is somewhere else than `range`.
  package var definition: TextRange? {
    use == NodeRecord.none ? nil : record.range
  }

  /// Where the node is written, whatever way it was reached; without quotes, or without a block scalar's header.
  package var contentRange: TextRange {
    let range = record.range
    guard record.shape == .scalar else { return range }
    switch record.style {
    case .plain: return range
    case .singleQuoted, .doubleQuoted:
      return TextRange(start: range.start + 1, end: max(range.start + 1, range.end - 1))
    case .literal, .folded:
      let start = tree.arena.source.bytes.withUnsafeBufferPointer { nextLine($0, from: range.start) }
      return TextRange(start: min(start, range.end), end: range.end)
    }
  }

  /// As libyaml resolves it: `tag:yaml.org,2002:str` for `!!str`, `!x` for `!x`; nil where none is written.
  package var tag: String? { tree.arena.properties(of: index)?.tag }

  package var style: ScalarStyle { record.style }

  /// A collection in brackets or braces.
  package var isFlow: Bool { record.flags.contains(.flow) }

  // MARK: Scalars

  /// A scalar's text, escapes and folding undone; empty for collections.
  package var text: String {
    withText { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads a scalar's text in UTF-8 without making a string of it.
  func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    tree.arena.withText(of: index, body)
  }

  /// The same for other modules, where what is generic costs more.
  package func readText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    tree.arena.withText(of: index, body)
  }

  /// Whether this is a scalar with exactly these bytes for text.
  package func isText(_ other: String) -> Bool {
    kind == .scalar && tree.arena.isText(index, other)
  }

  /// An empty value, `~` or `null` without quotes, or tagged `!!null`.
  package var isNull: Bool {
    let record = record
    guard record.shape == .scalar || record.shape == .alias else { return false }
    // No null has more than four bytes; most values do.
    if record.shape == .scalar, record.style == .plain, record.count > 4,
      !record.flags.contains(.hasProperties)
    {
      return false
    }
    guard let tag else { return record.style == .plain && withText(isNullText) }
    return tag == "tag:yaml.org,2002:null"
  }

  // MARK: Collections

  /// Items of a sequence, entries of a mapping.
  package var count: Int {
    switch kind {
    case .scalar: 0
    case .sequence: Int(record.count)
    case .mapping: record.flags.contains(.irregular) ? entries.count : Int(record.count) / 2
    }
  }

  package subscript(index: Int) -> YAMLNode { items[index] }

  /// The items of a sequence; none for other nodes.
  package var items: YAMLItems {
    YAMLItems(tree: tree, children: kind == .sequence ? tree.arena.children(of: index) : [], use: use)
  }
}

package struct YAMLItems: RandomAccessCollection, Sendable {
  let tree: Tree
  let children: ArraySlice<UInt32>
  let use: UInt32

  package var startIndex: Int { 0 }
  package var endIndex: Int { children.count }

  package subscript(index: Int) -> YAMLNode {
    YAMLNode(tree, children[children.startIndex + index], use: use)
  }

  package func makeIterator() -> Iterator { Iterator(items: self) }

  /// As `YAMLEntries.Iterator`.
  package struct Iterator: IteratorProtocol {
    let items: YAMLItems
    var index = 0

    package mutating func next() -> YAMLNode? {
      guard index < items.endIndex else { return nil }
      defer { index += 1 }
      return items[index]
    }
  }
}

extension Arena {
  func isText(_ node: UInt32, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isText(node, $0) }
  }

  func isText(_ node: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let record = records[Int(resolved(node))]
    guard record.shape == .scalar, Int(record.count) == text.count else { return false }
    return withText(of: node) { isEqual($0, text) }
  }
}

private func isNullText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  switch text.count {
  case 0: true
  case 1: text[0] == UInt8(ascii: "~")
  case 4: ["null", "Null", "NULL"].contains { $0.utf8.elementsEqual(text) }
  default: false
  }
}
