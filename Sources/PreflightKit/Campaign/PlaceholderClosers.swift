/// Where placeholders end: a text's bytes and the place of an opener in, the place of its closer out. A text is searched
/// once for each kind of closer, not once for each opener, of which a hostile text has as many as it has characters.
struct PlaceholderClosers {
  private let bytes: [UInt8]
  private var doubleBrace = Search("}}")
  private var parenthesis = Search(")")
  /// By the place of the `{`.
  private lazy var braces = matchingBraces(bytes)

  init(of bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next `}}`. Those who ask go from left to right.
  mutating func doubleBrace(from start: Int) -> Int? {
    doubleBrace.next(from: start, in: bytes)
  }

  /// The next `)`. Those who ask go from left to right.
  mutating func parenthesis(from start: Int) -> Int? {
    parenthesis.next(from: start, in: bytes)
  }

  /// The `}` that closes the `{` at a place, as braces nest.
  mutating func brace(closing place: Int) -> Int? {
    braces[place]
  }

  /// Remembers how far it has come.
  private struct Search {
    private let closer: StaticString
    private var place = 0

    init(_ closer: StaticString) {
      self.closer = closer
    }

    mutating func next(from start: Int, in bytes: [UInt8]) -> Int? {
      place = max(place, start)
      return closer.withUTF8Buffer { closer in
        while place + closer.count <= bytes.count {
          if closer.elementsEqual(bytes[place..<place + closer.count]) { return place }
          place += 1
        }
        return nil
      }
    }
  }
}

private func matchingBraces(_ bytes: [UInt8]) -> [Int: Int] {
  var open: [Int] = []
  var closers: [Int: Int] = [:]
  for (place, byte) in bytes.enumerated() {
    switch Unicode.Scalar(byte) {
    case "{": open.append(place)
    case "}": if let opener = open.popLast() { closers[opener] = place }
    default: continue
    }
  }
  return closers
}
