/// A regular expression in RE2's syntax that is matched in time linear in the text, whatever the pattern.
///
/// In: the pattern, once. Out: for each text whether it occurs, or where it first does. What is refused for
/// the sake of linear time (references back, looking ahead or behind) and what is not accepted for its size
/// is a `PatternError`.
package struct Pattern: Sendable {
  package let text: String
  private let tree: PatternTree
  private let matcher: Matcher

  /// Which engine answers `matches`. All accept the same language; the automata are an order of magnitude
  /// faster and have room for 64 and 256 places.
  private enum Matcher {
    case narrow(PositionAutomaton<PlaceSet64>)
    case wide(PositionAutomaton<PlaceSet256>)
    case program(PatternProgram)
  }

  package init(_ text: String) throws(PatternError) {
    try self.init(text, limits: PatternLimits())
  }

  package init(_ text: String, limits: PatternLimits) throws(PatternError) {
    self.text = text
    self.tree = try PatternParser.parse(text, limits: limits)
    if let automaton = PositionAutomaton<PlaceSet64>(tree) {
      matcher = .narrow(automaton)
    } else if let automaton = PositionAutomaton<PlaceSet256>(tree) {
      matcher = .wide(automaton)
    } else {
      matcher = .program(PatternProgram(tree))
    }
  }

  /// Whether the pattern occurs anywhere in the text; anchor it with `^` and `$` to match the whole.
  package func matches(_ text: String) -> Bool {
    var meter = Meter.endless
    return matches(text, paying: &meter)
  }

  /// Whether it occurs in a text of which some parts are known; nil where that depends on the rest.
  func matches(_ text: PartialText) -> Bool? {
    switch matcher {
    case .narrow(let automaton): automaton.outlook(text.pieces)
    case .wide(let automaton): automaton.outlook(text.pieces)
    case .program: nil
    }
  }

  /// The same, where the general engine pays for its work; false too when the meter has run out. What a fast engine does
  /// is known before: `places` for each byte.
  func matches(_ text: String, paying meter: inout Meter) -> Bool {
    withUTF8(of: text) { bytes in
      switch matcher {
      case .narrow(let automaton): automaton.accepts(bytes)
      case .wide(let automaton): automaton.accepts(bytes)
      case .program(let program):
        program.firstMatch(in: bytes, wantsRange: false, paying: &meter) != nil
      }
    }
  }

  /// The leftmost match, by the rules of Perl (the first alternative that works), as UTF-8 offsets.
  package func firstMatch(in text: String) -> Range<Int>? {
    let program =
      switch matcher {
      case .narrow, .wide: PatternProgram(tree)
      case .program(let program): program
      }
    var meter = Meter.endless
    return withUTF8(of: text) { program.firstMatch(in: $0, wantsRange: true, paying: &meter) }
  }

  /// Characters and boundaries, with the repetitions written out.
  var places: Int { tree.places }
  /// Instructions, likewise; what compiling it takes.
  var steps: Int { tree.steps }

  /// Whether a fast engine has room for this pattern.
  package var isFast: Bool {
    switch matcher {
    case .narrow, .wide: true
    case .program: false
    }
  }
}

/// What keeps a hostile pattern cheap: each limit ends in a `PatternError` within milliseconds.
package struct PatternLimits: Sendable {
  package var bytes = 10_000
  package var depth = 250
  /// Steps of the program, repetitions written out.
  package var steps = 10_000
  /// RE2's: no repetition, nor the product of nested ones, runs to more.
  package var repetitions = 1_000

  package init() {}
}

@inline(__always)
private func withUTF8<Result>(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
  if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
  var copy = text
  return copy.withUTF8(body)
}
