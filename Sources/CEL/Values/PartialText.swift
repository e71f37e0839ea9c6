/// A text of which parts are not known, as in `smtp.${REGION}.example.com`: the pieces that are known in; what holds
/// whatever lies between them out. Of what may or may not hold the answer is nil.
package struct PartialText: Hashable, Sendable {
  /// The known pieces in order, two or more. Between two of them lies a gap: any text, the empty one as well.
  package let pieces: [String]

  /// A text with more bytes is not known at all, and is compared with none that has more: looking for the pieces takes
  /// time that grows with the square.
  package static let longest = 256
  /// Nor is one with more pieces, which nobody writes who means it.
  package static let mostPieces = 8

  /// nil if there is no gap, if nothing is known beside the gaps, or if it is too long.
  package init?(_ pieces: [String]) {
    guard 2...Self.mostPieces ~= pieces.count, pieces.contains(where: { !$0.isEmpty }),
      pieces.reduce(0, { $0 + $1.utf8.count + 1 }) <= Self.longest
    else { return nil }
    self.pieces = pieces
  }

  private var first: String { pieces[0] }
  private var last: String { pieces[pieces.count - 1] }

  /// Whether the gaps can be filled so that it is the other text.
  package func couldBe(_ text: String) -> Bool {
    guard text.utf8.count <= Self.longest else { return true }
    return Text.withBytes(text) { bytes in
      var rest = bytes[...]
      guard rest.starts(with: first.utf8) else { return false }
      rest = rest.dropFirst(first.utf8.count)
      guard rest.count >= last.utf8.count, rest.suffix(last.utf8.count).elementsEqual(last.utf8) else {
        return false
      }
      rest = rest.dropLast(last.utf8.count)
      for piece in pieces.dropFirst().dropLast() {
        guard let place = Text.withBytes(piece, { UnsafeBufferPointer(rebasing: rest).first($0) }) else {
          return false
        }
        rest = rest.dropFirst(place + piece.utf8.count)
      }
      return true
    }
  }

  func contains(_ part: String) -> Bool? {
    pieces.contains { Text.contains($0, part) } ? true : nil
  }

  func hasPrefix(_ part: String) -> Bool? {
    if Text.hasPrefix(first, part) { return true }
    return Text.hasPrefix(part, first) ? nil : false
  }

  func hasSuffix(_ part: String) -> Bool? {
    if Text.hasSuffix(last, part) { return true }
    return Text.hasSuffix(part, last) ? nil : false
  }

  /// With every piece changed. The change must be the same for a piece as for the whole, as lower case is.
  func mapped(_ change: (String) -> String) -> PartialText? { PartialText(pieces.map(change)) }

  /// Without white space at its ends. Where nothing else stands at an end, the gap beside it may be empty, and the white
  /// space beyond belongs to the end as well.
  func trimmed() -> PartialText? {
    var pieces = pieces
    for index in pieces.indices {
      pieces[index] = CodePoints.trimStart(pieces[index])
      if !pieces[index].isEmpty { break }
    }
    for index in pieces.indices.reversed() {
      pieces[index] = CodePoints.trimEnd(pieces[index])
      if !pieces[index].isEmpty { break }
    }
    return PartialText(pieces)
  }

  static func + (text: String, partial: PartialText) -> PartialText? {
    PartialText([text + partial.first] + partial.pieces.dropFirst())
  }

  static func + (partial: PartialText, text: String) -> PartialText? {
    PartialText(partial.pieces.dropLast() + [partial.last + text])
  }

  static func + (first: PartialText, second: PartialText) -> PartialText? {
    PartialText(first.pieces.dropLast() + [first.last + second.first] + second.pieces.dropFirst())
  }
}
