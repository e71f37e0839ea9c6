import CEL

/// Whose key a text looks like: the text in, the id of a shape out.
package struct TokenShapes: Sendable {
  private let shapes: SortedLines

  /// - Parameter text: rules/words/token-shapes.dat.
  package init(_ text: String) { shapes = SortedLines(text) }

  /// Empty if the text looks like no key that is known.
  package func shape(of text: String) -> String {
    let value = CodePoints.trim(text)
    let bytes = Array(value.utf8)
    return shapes.first { line in
      let shape = TokenShape(line)
      guard shape.lengths.contains(bytes.count), bytes.starts(with: shape.prefix),
        let pattern = try? Pattern("^(?:\(shape.pattern.string))$"), pattern.matches(value)
      else { return nil }
      return shape.id.string
    } ?? ""
  }

  /// What tells most words from keys at once.
  var beginnings: TokenBeginnings { TokenBeginnings(shapes) }

  /// The lines of the table, for a test that reads all of them.
  var lines: [String] {
    var lines: [String] = []
    _ = shapes.first { line -> Void? in
      lines.append(line.string)
      return nil
    }
    return lines
  }
}

/// How keys begin that can be told by it, wherever they stand.
struct TokenBeginnings: Sendable {
  private var prefixes: [[UInt8]] = []
  private var pairs = BytePairs()

  /// One letter says too little.
  private static let shortest = 2

  fileprivate init(_ shapes: SortedLines) {
    _ = shapes.first { line -> Void? in
      let prefix = Array(TokenShape(line).prefix)
      if prefix.count >= Self.shortest {
        prefixes.append(prefix)
        pairs.insert(prefix[0], prefix[1])
      }
      return nil
    }
  }

  /// Whether a key may stand at a place.
  @inline(__always)
  func mayBegin(at place: Int, in bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Bool {
    place + 1 < end && pairs.mayHold(bytes[place], bytes[place + 1])
      && begins(at: place, in: bytes, before: end)
  }

  private func begins(at place: Int, in bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Bool {
    prefixes.contains { prefix in
      prefix.count <= end - place && prefix.indices.allSatisfy { prefix[$0] == bytes[place + $0] }
    }
  }
}

/// One line of the table. The pattern may hold single blanks; two end it.
struct TokenShape {
  let id: SortedLines.Line
  let prefix: SortedLines.Line
  /// In bytes; it spares most patterns from being compiled.
  let lengths: ClosedRange<Int>
  private let rest: SortedLines.Line

  init(_ line: SortedLines.Line) {
    var rest = line
    id = rest.nextWord()
    let word = rest.nextWord()
    prefix = word.elementsEqual("-".utf8) ? word.prefix(0) : word
    lengths = bounds(rest.nextWord())
    self.rest = rest
  }

  var pattern: SortedLines.Line { rest[..<(blank ?? rest.endIndex)] }

  var source: SortedLines.Line { rest[(blank.map { $0 + 2 } ?? rest.endIndex)...] }

  private var blank: Int? {
    rest.indices.first { rest[$0] == UInt8(ascii: " ") && rest[$0...].dropFirst().first == rest[$0] }
  }
}

/// "20" or "40-255".
private func bounds(_ word: SortedLines.Line) -> ClosedRange<Int> {
  var least: Int?
  var number = 0
  for byte in word {
    if byte == UInt8(ascii: "-") {
      least = number
      number = 0
    } else {
      number = number * 10 + Int(byte &- UInt8(ascii: "0"))
    }
  }
  return (least ?? number)...max(number, least ?? number)
}
