/// The fast engine: a pattern of few places as a set of bits, in which each says "a match may have
/// just read this place". In: a tree. Out: whether the pattern occurs in a text.
///
/// This is Glushkov's construction: places are the characters and boundaries of the pattern with its
/// repetitions written out, `follow` tells which may come after which. One step for a character is a union
/// of a few words and an intersection, so the time is linear in the text; nothing is built while matching,
/// so it can be shared. A boundary is a place that reads nothing: between two characters, those that hold
/// there are taken until nothing more follows.
///
/// What the type of places can do is said of the extensions, not of the types: else the runtime would search all
/// conformances of the program for it at a start.
struct PositionAutomaton<Places: Sendable>: Sendable {
  /// For each ASCII character the places that read it (128 words), then for each place those that may follow.
  let words: [Places]
  /// The sets with members beyond ASCII, and of each the places that read it. Arrays beside each other, not of pairs: the
  /// runtime sets up a type for an array of pairs, which takes as long as half a pattern.
  private let wideSets: [ScalarSet]
  private let wideReaders: [Places]
  /// The boundaries, and of each its places.
  private let boundaries: [PatternTree.Boundary]
  private let boundaryPlaces: [Places]
  let first: Places
  let last: Places
  let zeroWidth: Places
  /// The places where a match may begin once the first character is behind.
  let restart: Places
  let isNullable: Bool
}

extension PositionAutomaton where Places: PlaceSet {
  /// Nil if the pattern has more places than the set.
  init?(_ tree: PatternTree) {
    guard tree.places <= Places.capacity else { return nil }
    var builder = PositionBuilder<Places>(tree: tree)
    let whole = builder.build(tree.root)
    first = whole.first
    last = whole.last
    isNullable = whole.isNullable
    words = builder.words
    builder.noteWideSets()
    wideSets = builder.wideSets
    wideReaders = builder.wideReaders
    boundaries = builder.boundaries
    boundaryPlaces = builder.boundaryPlaces
    zeroWidth = boundaryPlaces.reduce(Places()) { $0 | $1 }
    let textStart = builder.boundaries.firstIndex(of: .textStart)
    restart = textStart.map { whole.first.subtracting(builder.boundaryPlaces[$0]) } ?? whole.first
  }

  func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if isNullable { return true }
    return words.withUnsafeBufferPointer { words in
      run(text, table: words.baseAddress.unsafelyUnwrapped)
    }
  }

  @inline(__always)
  private func run(_ text: UnsafeBufferPointer<UInt8>, table: UnsafePointer<Places>) -> Bool {
    var reachable = first
    var offset = 0
    while true {
      if reachable.meets(zeroWidth) {
        let taken = take(&reachable, in: text, at: offset, table: table)
        if taken.meets(last) { return true }
      }
      guard offset < text.count else { return false }
      let byte = text[offset]
      let active: Places
      if byte < 0x80 {
        active = reachable & table[Int(byte)]
        offset += 1
      } else {
        let (scalar, length) = decodeScalar(text, at: offset)
        active = reachable & readers(of: scalar)
        offset += length
      }
      if active.meets(last) { return true }
      reachable = restart | follow(active, table: table)
      if reachable.isEmpty { return false }
    }
  }

  @inline(__always)
  private func follow(_ positions: Places, table: UnsafePointer<Places>) -> Places {
    var union = Places()
    positions.forEach { union |= table[128 + $0] }
    return union
  }

  /// Takes the boundaries that hold at this offset, and adds what may follow them to what is reachable.
  private func take(
    _ reachable: inout Places, in text: UnsafeBufferPointer<UInt8>, at offset: Int,
    table: UnsafePointer<Places>
  ) -> Places {
    let before = offset > 0 ? text[offset - 1] : nil
    let after = offset < text.count ? text[offset] : nil
    var holding = Places()
    for index in 0..<boundaries.count where boundaries[index].holds(between: before, and: after) {
      holding |= boundaryPlaces[index]
    }
    var taken = Places()
    while true {
      let new = (reachable & holding).subtracting(taken)
      guard !new.isEmpty else { return taken }
      taken |= new
      reachable |= follow(new, table: table)
    }
  }

  func readers(of scalar: UInt32) -> Places {
    var readers = Places()
    for index in 0..<wideSets.count where wideSets[index].wide.contains(scalar) {
      readers |= wideReaders[index]
    }
    return readers
  }

  /// The places of those boundaries that a test holds for.
  func places(ofBoundaries test: (PatternTree.Boundary) -> Bool) -> Places {
    var places = Places()
    for index in 0..<boundaries.count where test(boundaries[index]) { places |= boundaryPlaces[index] }
    return places
  }
}

/// Numbers the places of a tree and finds out which may follow which.
private struct PositionBuilder<Places> {
  struct Fragment {
    var first: Places
    var last: Places
    var isNullable: Bool
  }

  let tree: PatternTree
  var words: [Places]
  private var used = 0
  private var setPositions: [Places]
  private(set) var wideSets: [ScalarSet] = []
  private(set) var wideReaders: [Places] = []
  private(set) var boundaries: [PatternTree.Boundary] = []
  private(set) var boundaryPlaces: [Places] = []
}

extension PositionBuilder where Places: PlaceSet {
  init(tree: PatternTree) {
    self.tree = tree
    words = Array(repeating: Places(), count: 128 + tree.places)
    setPositions = Array(repeating: Places(), count: tree.sets.count)
  }

  /// Adds the sets that have members beyond ASCII; single characters are noted where they stand.
  mutating func noteWideSets() {
    for index in tree.sets.indices where !tree.sets[index].wide.isEmpty {
      wideSets.append(tree.sets[index])
      wideReaders.append(setPositions[index])
    }
  }

  mutating func build(_ root: PatternTree.Index) -> Fragment {
    let whole = fragment(root)
    for index in tree.sets.indices {
      let positions = setPositions[index]
      tree.sets[index].ascii.forEach { words[$0] |= positions }
    }
    return whole
  }

  private mutating func fragment(_ index: PatternTree.Index) -> Fragment {
    switch tree[index] {
    case .empty: Fragment(first: Places(), last: Places(), isNullable: true)
    case .scalar, .set, .boundary: place(tree[index])
    case .sequence(let left, let right): sequence(left, right)
    case .choice(let left, let right): choice(left, right)
    case .repetition(let operand, let minimum, let maximum, _):
      repetition(operand, minimum: Int(minimum), maximum: maximum.map { Int($0) })
    }
  }

  private mutating func place(_ node: PatternTree.Node) -> Fragment {
    let position = Places(place: used)
    used += 1
    switch node {
    case .scalar(let scalar) where scalar < 0x80: words[Int(scalar)] |= position
    case .scalar(let scalar):
      var set = ScalarSet()
      set.insert(scalar...scalar)
      wideSets.append(set)
      wideReaders.append(position)
    case .set(let set): setPositions[Int(set)] |= position
    case .boundary(let boundary): insert(boundary, at: position)
    case .empty, .sequence, .choice, .repetition: break
    }
    return Fragment(first: position, last: position, isNullable: false)
  }

  private mutating func insert(_ boundary: PatternTree.Boundary, at position: Places) {
    if let index = boundaries.firstIndex(of: boundary) {
      boundaryPlaces[index] |= position
    } else {
      boundaries.append(boundary)
      boundaryPlaces.append(position)
    }
  }

  /// Walks a chain to the right without recursion.
  private mutating func sequence(_ left: PatternTree.Index, _ right: PatternTree.Index) -> Fragment {
    var whole = fragment(left)
    var rest = right
    while case .sequence(let next, let following) = tree[rest] {
      whole = join(whole, fragment(next))
      rest = following
    }
    return join(whole, fragment(rest))
  }

  private mutating func choice(_ left: PatternTree.Index, _ right: PatternTree.Index) -> Fragment {
    var whole = fragment(left)
    var rest = right
    while case .choice(let next, let following) = tree[rest] {
      whole = either(whole, fragment(next))
      rest = following
    }
    return either(whole, fragment(rest))
  }

  /// `x{2,4}` is `xx(x(x)?)?`: who leaves a copy goes on to the next or out, so the links stay few.
  private mutating func repetition(_ operand: PatternTree.Index, minimum: Int, maximum: Int?) -> Fragment {
    var whole = Fragment(first: Places(), last: Places(), isNullable: true)
    for copy in 0..<minimum {
      let part = fragment(operand)
      if maximum == nil, copy + 1 == minimum { link(part.last, to: part.first) }
      whole = join(whole, part)
    }
    guard let maximum else { return minimum == 0 ? star(operand) : whole }
    var previous = whole.last
    for copy in minimum..<max(maximum, minimum) {
      let part = fragment(operand)
      link(previous, to: part.first)
      if whole.isNullable, copy == minimum { whole.first |= part.first }
      whole.last |= part.last
      previous = part.last
    }
    return whole
  }

  private mutating func star(_ operand: PatternTree.Index) -> Fragment {
    var part = fragment(operand)
    link(part.last, to: part.first)
    part.isNullable = true
    return part
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

  private mutating func link(_ places: Places, to followers: Places) {
    places.forEach { words[128 + $0] |= followers }
  }
}
