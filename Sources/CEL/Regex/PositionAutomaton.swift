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
  private let zeroWidth: Places
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
