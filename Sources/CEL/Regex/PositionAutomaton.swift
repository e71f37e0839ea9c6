/// The fast engine: a pattern of at most 64 places as one machine word, in which a bit says "a match may
/// have just read this place". In: a tree. Out: whether the pattern occurs in a text.
///
/// This is Glushkov's construction: places are the characters and boundaries of the pattern with its
/// repetitions written out, `follow` tells which may come after which. One step for a byte is a union of a
/// few words and an intersection, so the time is linear in the text; nothing is built while matching, so it
/// can be shared. A boundary is a place that reads nothing: between two characters, those that hold there
/// are taken until nothing more follows.
struct PositionAutomaton: Sendable {
  typealias Positions = UInt64

  /// For each ASCII character the places that read it (128 words), then for each place those that may
  /// follow it (64).
  private let words: [Positions]
  private let wideSets: [(set: ScalarSet, positions: Positions)]
  private let boundaries: [(boundary: PatternTree.Boundary, positions: Positions)]
  private let first: Positions
  private let last: Positions
  private let zeroWidth: Positions
  /// The places where a match may begin once the first character is behind.
  private let restart: Positions
  private let isNullable: Bool

  /// Nil if the pattern has more places than fit.
  init?(_ tree: PatternTree) {
    var builder = PositionBuilder(tree: tree)
    guard let whole = builder.build(tree.root) else { return nil }
    first = whole.first
    last = whole.last
    isNullable = whole.isNullable
    words = builder.words
    wideSets = builder.wideSets
    boundaries = builder.boundaries
    zeroWidth = boundaries.reduce(0) { $0 | $1.positions }
    let textStart = boundaries.first { $0.boundary == .textStart }?.positions ?? 0
    restart = first & ~textStart
  }

  func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if isNullable { return true }
    return words.withUnsafeBufferPointer { words in
      run(text, table: words.baseAddress.unsafelyUnwrapped)
    }
  }

  @inline(__always)
  private func run(_ text: UnsafeBufferPointer<UInt8>, table: UnsafePointer<Positions>) -> Bool {
    var reachable = first
    var offset = 0
    while true {
      if reachable & zeroWidth != 0 {
        let taken = take(&reachable, in: text, at: offset, table: table)
        if taken & last != 0 { return true }
      }
      guard offset < text.count else { return false }
      let byte = text[offset]
      let active: Positions
      if byte < 0x80 {
        active = reachable & table[Int(byte)]
        offset += 1
      } else {
        let (scalar, length) = decodeScalar(text, at: offset)
        active = reachable & readers(of: scalar)
        offset += length
      }
      if active & last != 0 { return true }
      reachable = restart | follow(active, table: table)
      if reachable == 0 { return false }
    }
  }

  @inline(__always)
  private func follow(_ positions: Positions, table: UnsafePointer<Positions>) -> Positions {
    var rest = positions
    var union: Positions = 0
    while rest != 0 {
      union |= table[128 + rest.trailingZeroBitCount]
      rest &= rest &- 1
    }
    return union
  }

  /// Takes the boundaries that hold at this offset, and adds what may follow them to what is reachable.
  private func take(
    _ reachable: inout Positions, in text: UnsafeBufferPointer<UInt8>, at offset: Int,
    table: UnsafePointer<Positions>
  ) -> Positions {
    let before = offset > 0 ? text[offset - 1] : nil
    let after = offset < text.count ? text[offset] : nil
    var holding: Positions = 0
    for (boundary, positions) in boundaries where boundary.holds(between: before, and: after) {
      holding |= positions
    }
    var taken: Positions = 0
    while true {
      let new = reachable & holding & ~taken
      guard new != 0 else { return taken }
      taken |= new
      reachable |= follow(new, table: table)
    }
  }

  private func readers(of scalar: UInt32) -> Positions {
    wideSets.reduce(0) { $1.set.wide.contains(scalar) ? $0 | $1.positions : $0 }
  }
}

/// Numbers the places of a tree and finds out which may follow which.
private struct PositionBuilder {
  typealias Positions = PositionAutomaton.Positions

  struct Fragment {
    var first: Positions
    var last: Positions
    var isNullable: Bool
  }

  let tree: PatternTree
  var words = [Positions](repeating: 0, count: 128 + 64)
  private var used = 0
  private var setPositions: [Positions]
  private var wideScalars: [(set: ScalarSet, positions: Positions)] = []
  private(set) var boundaries: [(boundary: PatternTree.Boundary, positions: Positions)] = []

  init(tree: PatternTree) {
    self.tree = tree
    setPositions = Array(repeating: 0, count: tree.sets.count)
  }

  /// The sets that have members beyond ASCII.
  var wideSets: [(set: ScalarSet, positions: Positions)] {
    zip(tree.sets, setPositions).filter { !$0.0.wide.isEmpty }.map { ($0.0, $0.1) } + wideScalars
  }

  mutating func build(_ root: PatternTree.Index) -> Fragment? {
    guard let whole = fragment(root) else { return nil }
    for (set, positions) in zip(tree.sets, setPositions) {
      set.ascii.forEach { words[$0] |= positions }
    }
    return whole
  }

  private mutating func fragment(_ index: PatternTree.Index) -> Fragment? {
    switch tree[index] {
    case .empty: Fragment(first: 0, last: 0, isNullable: true)
    case .scalar, .set, .boundary: place(tree[index])
    case .sequence(let left, let right): sequence(left, right)
    case .choice(let left, let right): choice(left, right)
    case .repetition(let operand, let minimum, let maximum, _):
      repetition(operand, minimum: Int(minimum), maximum: maximum.map { Int($0) })
    }
  }

  private mutating func place(_ node: PatternTree.Node) -> Fragment? {
    guard used < 64 else { return nil }
    let position: Positions = 1 << used
    used += 1
    switch node {
    case .scalar(let scalar) where scalar < 0x80: words[Int(scalar)] |= position
    case .scalar(let scalar):
      var set = ScalarSet()
      set.insert(scalar...scalar)
      wideScalars.append((set, position))
    case .set(let set): setPositions[Int(set)] |= position
    case .boundary(let boundary): insert(boundary, at: position)
    case .empty, .sequence, .choice, .repetition: break
    }
    return Fragment(first: position, last: position, isNullable: false)
  }

  private mutating func insert(_ boundary: PatternTree.Boundary, at position: Positions) {
    if let index = boundaries.firstIndex(where: { $0.boundary == boundary }) {
      boundaries[index].positions |= position
    } else {
      boundaries.append((boundary, position))
    }
  }

  /// Walks a chain to the right without recursion.
  private mutating func sequence(_ left: PatternTree.Index, _ right: PatternTree.Index) -> Fragment? {
    guard var whole = fragment(left) else { return nil }
    var rest = right
    while case .sequence(let next, let following) = tree[rest] {
      guard let part = fragment(next) else { return nil }
      whole = join(whole, part)
      rest = following
    }
    guard let end = fragment(rest) else { return nil }
    return join(whole, end)
  }

  private mutating func choice(_ left: PatternTree.Index, _ right: PatternTree.Index) -> Fragment? {
    guard var whole = fragment(left) else { return nil }
    var rest = right
    while case .choice(let next, let following) = tree[rest] {
      guard let part = fragment(next) else { return nil }
      whole = either(whole, part)
      rest = following
    }
    guard let end = fragment(rest) else { return nil }
    return either(whole, end)
  }

  private mutating func repetition(_ operand: PatternTree.Index, minimum: Int, maximum: Int?) -> Fragment? {
    var whole = Fragment(first: 0, last: 0, isNullable: true)
    for copy in 0..<(maximum ?? max(minimum, 1)) {
      guard var part = fragment(operand) else { return nil }
      if maximum == nil, copy + 1 >= minimum { link(part.last, to: part.first) }
      if copy >= minimum { part.isNullable = true }
      whole = join(whole, part)
    }
    return whole
  }

  private mutating func join(_ left: Fragment, _ right: Fragment) -> Fragment {
    link(left.last, to: right.first)
    return Fragment(
      first: left.isNullable ? left.first | right.first : left.first,
      last: right.isNullable ? left.last | right.last : right.last,
      isNullable: left.isNullable && right.isNullable)
  }

  private func either(_ left: Fragment, _ right: Fragment) -> Fragment {
    Fragment(
      first: left.first | right.first, last: left.last | right.last,
      isNullable: left.isNullable || right.isNullable)
  }

  private mutating func link(_ places: Positions, to followers: Positions) {
    var rest = places
    while rest != 0 {
      words[128 + rest.trailingZeroBitCount] |= followers
      rest &= rest &- 1
    }
  }
}
