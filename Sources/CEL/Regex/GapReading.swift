/// Patterns on texts that are known in parts: the known pieces in; whether the pattern occurs however the gaps between them
/// are filled, or does not occur however they are filled, out.
extension PositionAutomaton where Places: PlaceSet {
  /// nil where it depends on the gaps.
  func outlook(_ pieces: [String]) -> Bool? {
    if isNullable { return true }
    let pieces = pieces.map { Array($0.utf8) }
    if pieces.indices.contains(where: { lies(in: pieces, at: $0) }) { return true }
    return mayLie(in: pieces) ? nil : false
  }

  /// Whether an occurrence lies in one piece, whatever stands around it.
  private func lies(in pieces: [[UInt8]], at index: Int) -> Bool {
    var reachable = index == 0 ? first : restart
    return reads(Piece(pieces, index, isSure: true), &reachable)
  }

  /// Whether there is a filling with which it occurs.
  private func mayLie(in pieces: [[UInt8]]) -> Bool {
    var reachable = first
    for index in pieces.indices {
      if index > 0,
        readsAnything(
          &reachable, isAtStart: index == 1 && pieces[0].isEmpty,
          isAtEnd: pieces[index...].allSatisfy(\.isEmpty))
      {
        return true
      }
      if reads(Piece(pieces, index, isSure: false), &reachable) { return true }
    }
    return false
  }

  /// Reads a piece; true as soon as the end of a match is reached.
  private func reads(_ piece: Piece, _ reachable: inout Places) -> Bool {
    var offset = 0
    while true {
      if take(&reachable, piece, at: offset).meets(last) { return true }
      guard offset < piece.bytes.count else { return false }
      let (scalar, length) = piece.bytes.withUnsafeBufferPointer { decodeScalar($0, at: offset) }
      let readers = scalar < 0x80 ? words[Int(scalar)] : readers(of: scalar)
      let active = reachable & readers
      if active.meets(last) { return true }
      reachable = restart | follow(active)
      offset += length
    }
  }

  /// Takes the boundaries that lie at an offset, and adds what may follow them to what is reachable.
  private func take(_ reachable: inout Places, _ piece: Piece, at offset: Int) -> Places {
    let holding = places(ofBoundaries: { piece.holds($0, at: offset) })
    var taken = Places()
    while true {
      let new = (reachable & holding).subtracting(taken)
      guard !new.isEmpty else { return taken }
      taken |= new
      reachable |= follow(new)
    }
  }

  /// A gap, in which any text may lie: whatever can follow is reached. True if that is the end of a match.
  private func readsAnything(_ reachable: inout Places, isAtStart: Bool, isAtEnd: Bool) -> Bool {
    let impossible = places(ofBoundaries: { $0 == .textStart && !isAtStart || $0 == .textEnd && !isAtEnd })
    while true {
      let active = reachable.subtracting(impossible)
      if active.meets(last) { return true }
      let new = (restart | follow(active)).subtracting(reachable)
      guard !new.isEmpty else { return false }
      reachable |= new
    }
  }

  private func follow(_ positions: Places) -> Places {
    var union = Places()
    positions.forEach { union |= words[128 + $0] }
    return union
  }
}

/// A piece of the text, with what may stand beside it.
private struct Piece {
  let bytes: [UInt8]
  private let before: [UInt8?]
  private let after: [UInt8?]
  /// Whether a boundary counts if it surely lies there, or if it may.
  private let isSure: Bool

  init(_ pieces: [[UInt8]], _ index: Int, isSure: Bool) {
    bytes = pieces[index]
    self.isSure = isSure
    before = Self.neighbours(isEdge: index == 0, mayBeEdge: pieces[..<index].allSatisfy(\.isEmpty))
    after = Self.neighbours(
      isEdge: index == pieces.count - 1, mayBeEdge: pieces[(index + 1)...].allSatisfy(\.isEmpty))
  }

  /// One of each kind that boundaries tell apart; nil is the end of the text.
  private static func neighbours(isEdge: Bool, mayBeEdge: Bool) -> [UInt8?] {
    let any: [UInt8?] = [UInt8(ascii: "a"), UInt8(ascii: " "), UInt8(ascii: "\n")]
    return isEdge ? [nil] : mayBeEdge ? any + [nil] : any
  }

  func holds(_ boundary: PatternTree.Boundary, at offset: Int) -> Bool {
    let before = offset > 0 ? [bytes[offset - 1]] : before
    let after = offset < bytes.count ? [bytes[offset]] : after
    return isSure
      ? before.allSatisfy { left in after.allSatisfy { boundary.holds(between: left, and: $0) } }
      : before.contains { left in after.contains { boundary.holds(between: left, and: $0) } }
  }
}
