import CEL

/// Whose key a text looks like: the text in, the id of a shape out.
package struct TokenShapes: Sendable {
  private let shapes: SortedLines

  /// - Parameter text: rules/words/token-shapes.dat.
  package init(_ text: String) { shapes = SortedLines(text) }

  /// Empty if the text looks like no key that is known.
  package func shape(of text: String) -> String {
    let value = CodePoints.trim(text)
    for line in shapes.entries {
      let shape = TokenShape(line)
      guard shape.lengths.contains(value.utf8.count), value.hasPrefix(shape.prefix) else { continue }
      if let pattern = try? Pattern("^(?:\(shape.pattern))$"), pattern.matches(value) { return shape.id }
    }
    return ""
  }

  /// All of them, for tests and the reference.
  package var all: [TokenShape] { shapes.entries.map { TokenShape($0) } }
}

/// One line of the table. The pattern may hold single blanks; two end it.
package struct TokenShape: Hashable, Sendable {
  package let id: String
  package let prefix: String
  /// In bytes; it spares most patterns from being compiled.
  package let lengths: ClosedRange<Int>
  package let pattern: String
  package let source: String

  init(_ line: Substring) {
    let head = line.split(separator: " ", maxSplits: 3)
    id = head.first.map(String.init) ?? ""
    prefix = head.count > 1 && head[1] != "-" ? String(head[1]) : ""
    let bounds = head.count > 2 ? head[2].split(separator: "-").compactMap { Int($0) } : []
    let least = bounds.first ?? 0
    lengths = least...max(bounds.last ?? Int.max, least)
    let rest = head.count > 3 ? head[3] : ""
    let split = rest.firstRange(of: "  ")
    pattern = String(split.map { rest[..<$0.lowerBound] } ?? rest)
    source = String(split.map { rest[$0.upperBound...] } ?? "")
  }
}
