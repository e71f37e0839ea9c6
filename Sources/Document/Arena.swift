/// The nodes of a file as flat arrays: the builder fills them, every `YAMLNode` reads them.

/// How a scalar is written.
package enum ScalarStyle: UInt8, Hashable, Sendable {
  case plain, singleQuoted, doubleQuoted, literal, folded
}

/// One node, with no reference in it: a file of ten thousand nodes is three allocations, not ten thousand.
struct NodeRecord: Sendable {
  enum Shape: UInt8, Sendable {
    case scalar, sequence, mapping, alias
  }

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt16
    /// The text is found in the file itself, not in `Arena.texts`.
    static let textInSource = Flags(rawValue: 1)
    /// The node lies in, or is, a flow collection.
    static let flow = Flags(rawValue: 2)
    /// Tag or anchor are listed in `Arena.properties`.
    static let hasProperties = Flags(rawValue: 4)
    static let mergeKey = Flags(rawValue: 8)
    /// A key that a later one of the same name has replaced.
    static let superseded = Flags(rawValue: 16)
    /// A mapping with merge keys, duplicates or complex keys: its entries are not simply its pairs.
    static let irregular = Flags(rawValue: 32)
    /// An empty value for which no colon was written: `{a}`.
    static let noColon = Flags(rawValue: 64)
    /// The scalar covers more than one line.
    static let multiline = Flags(rawValue: 128)
    /// `a: b` in a flow sequence: a mapping without braces.
    static let bracketless = Flags(rawValue: 256)
    /// An alias stands for the node.
    static let shared = Flags(rawValue: 512)
  }

  var start: UInt32
  var end: UInt32
  /// Scalar: where its text begins. Collection: its first place in `Arena.children`. Alias: its target.
  var first: UInt32
  /// Scalar: bytes of text. Collection: number of children (a mapping's are key, value, key, value…).
  var count: UInt32
  var shape: Shape
  var style: ScalarStyle
  var flags: Flags

  /// In place of an index: there is no such node.
  static let none = UInt32.max

  var range: TextRange { TextRange(start: Int(start), end: Int(end)) }
}

/// A tag or anchor, written before the node.
struct NodeProperties: Sendable {
  var node: UInt32
  /// Where the first property begins; the node's own range begins behind the last.
  var start: UInt32
  var tag: String?
}

struct Arena: Sendable {
  let source: SourceText
  var records: [NodeRecord] = []
  var children: [UInt32] = []
  /// The text of scalars that are not written as they read: escapes, folded lines, block scalars.
  var texts: [UInt8] = []
  /// In order of `node`.
  var properties: [NodeProperties] = []

  init(source: SourceText) {
    self.source = source
  }

  /// What an alias stands for, else the node itself. The target of an alias is never an alias.
  func resolved(_ node: UInt32) -> UInt32 {
    let record = records[Int(node)]
    guard record.shape == .alias, record.first != NodeRecord.none else { return node }
    return record.first
  }

  /// The children of a collection: items, or key, value, key, value…
  func children(of node: UInt32) -> ArraySlice<UInt32> {
    let record = records[Int(node)]
    guard record.shape == .sequence || record.shape == .mapping else { return [] }
    return children[Int(record.first)..<Int(record.first + record.count)]
  }

  /// Calls `body` with the text of a scalar; an unresolved alias and a collection have none.
  func withText<Result>(
    of node: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let record = records[Int(resolved(node))]
    guard record.shape == .scalar else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let place = Int(record.first)..<Int(record.first + record.count)
    if record.flags.contains(.textInSource) {
      return source.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[place])) }
    }
    return texts.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[place])) }
  }

  func properties(of node: UInt32) -> NodeProperties? {
    guard records[Int(node)].flags.contains(.hasProperties) else { return nil }
    var low = 0
    var high = properties.count
    while low < high {
      let middle = (low + high) / 2
      if properties[middle].node < node { low = middle + 1 } else { high = middle }
    }
    return low < properties.count && properties[low].node == node ? properties[low] : nil
  }

  /// Where a node begins with its tag and anchor.
  func outerStart(of node: UInt32) -> Int {
    Int(properties(of: node)?.start ?? records[Int(node)].start)
  }
}

/// A finished arena, shared by all cursors into it.
final class Tree: Sendable {
  let arena: Arena

  init(_ arena: Arena) {
    self.arena = arena
  }
}
