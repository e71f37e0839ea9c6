/// The functions on texts of which only some parts are known: such a text and the arguments in; what holds whatever the rest
/// may be out.
extension Library {
  /// What lies in the first piece has its place, whatever the gap behind it holds.
  @Sendable static func substringPartly(_ text: PartialText, _ unknown: Unknown, _ arguments: [Value])
    -> Value?
  {
    guard let start = arguments[1].integer else { return nil }
    let first = text.pieces[0]
    if arguments.count > 2 {
      guard let end = arguments[2].integer else { return nil }
      return (try? CodePoints.substring(of: first, from: start, to: end)).map { .string($0) }
    }
    guard let rest = try? CodePoints.substring(of: first, from: start) else { return nil }
    return .unknown(unknown.with(PartialText([rest] + text.pieces.dropFirst())))
  }

  /// One character may be replaced in the pieces alone: no other one can lie half in a gap.
  @Sendable static func replacePartly(_ text: PartialText, _ unknown: Unknown, _ arguments: [Value])
    -> Value?
  {
    guard case .string(let part) = arguments[1], case .string(let other) = arguments[2],
      CodePoints.count(part) == 1, other.utf8.count <= PartialText.longest
    else { return nil }
    return .unknown(unknown.with(text.mapped { CodePoints.replace(part, in: $0, with: other, limit: -1) }))
  }
}
