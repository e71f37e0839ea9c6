/// Glushkov's construction: the tree of a pattern in; its places numbered, who reads them and which may follow which out.
struct PositionBuilder<Places> {
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
