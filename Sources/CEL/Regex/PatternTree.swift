/// What the parser makes of a pattern: nodes that refer to each other by index, so that a tree is two flat
/// arrays.
struct PatternTree: Sendable {
  typealias Index = Int32

  enum Node: Hashable, Sendable {
    case empty
    case scalar(UInt32)
    /// An index into `sets`.
    case set(Index)
    case boundary(Boundary)
    /// Chains of these lean to the right, so that whoever walks them recurses to the left only.
    case sequence(Index, Index)
    case choice(Index, Index)
    /// `maximum` nil: without end.
    case repetition(Index, minimum: Int16, maximum: Int16?, isLazy: Bool)
  }

  /// A place between two characters.
  enum Boundary: Hashable, Sendable {
    case textStart, textEnd, lineStart, lineEnd, word, notWord
  }

  var nodes: [Node] = []
  var sets: [ScalarSet] = []
  var root: Index = 0
  /// How many characters and boundaries there are with the repetitions written out.
  var places = 0
  /// How many instructions a program of it has, at most.
  var steps = 0

  subscript(index: Index) -> Node { nodes[Int(index)] }
}

extension PatternTree.Boundary {
  /// Whether this boundary lies between two bytes; nil is the outside of the text.
  ///
  /// Bytes suffice: RE2 knows words and lines in ASCII only, and no byte of a longer character is ASCII.
  @inline(__always)
  func holds(between before: UInt8?, and after: UInt8?) -> Bool {
    switch self {
    case .textStart: before == nil
    case .textEnd: after == nil
    case .lineStart: before == nil || before == UInt8(ascii: "\n")
    case .lineEnd: after == nil || after == UInt8(ascii: "\n")
    case .word: isWord(before) != isWord(after)
    case .notWord: isWord(before) == isWord(after)
    }
  }
}

@inline(__always)
private func isWord(_ byte: UInt8?) -> Bool {
  guard let byte, byte < 0x80 else { return false }
  return ASCIISet.word.contains(byte)
}
