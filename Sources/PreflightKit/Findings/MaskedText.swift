/// A file's text with every secret covered. Snippets are cut from this, so no format ever holds what it must not show.
package import Document

package struct MaskedText: Sendable {
  /// What stands in the place of a secret, whatever its length.
  package static let mask = "********"

  private let source: SourceText
  /// Byte ranges of secrets: sorted, disjoint, none crosses a line break.
  private let covered: [TextRange]

  /// Ranges that span lines are covered line by line.
  package init(_ source: SourceText, covering secrets: [TextRange]) {
    self.source = source
    self.covered = Self.perLine(secrets, in: source)
  }

  package var lineCount: Int { source.lineCount }

  /// One line for display: its text, with a way from source columns to display columns.
  package func line(_ number: Int) -> MaskedLine {
    let range = source.lineRange(number)
    var pieces: [MaskedLine.Piece] = []
    var at = range.start
    for secret in covered where secret.start >= range.start && secret.end <= range.end && secret.start >= at {
      pieces.append(.shown(source.text(TextRange(start: at, end: secret.start))))
      pieces.append(.covered(scalars: source.text(secret).unicodeScalars.count))
      at = secret.end
    }
    pieces.append(.shown(source.text(TextRange(start: at, end: range.end))))
    return MaskedLine(number: number, pieces: pieces)
  }

  private static func perLine(_ ranges: [TextRange], in source: SourceText) -> [TextRange] {
    var result: [TextRange] = []
    for range in ranges where range.end > range.start {
      let first = source.position(at: range.start).line
      let last = source.position(at: range.end).line
      for line in first...max(first, last) {
        let bounds = source.lineRange(line)
        let cut = TextRange(start: max(range.start, bounds.start), end: min(range.end, bounds.end))
        if cut.end > cut.start { result.append(cut) }
      }
    }
    result.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    return result.reduce(into: []) { merged, next in
      if let last = merged.last, next.start < last.end {
        merged[merged.count - 1].end = max(last.end, next.end)
      } else {
        merged.append(next)
      }
    }
  }
}

package struct MaskedLine: Sendable {
  enum Piece: Sendable {
    case shown(String)
    case covered(scalars: Int)
  }

  package let number: Int
  let pieces: [Piece]

  /// The line as it may be shown.
  package var text: String {
    pieces.map { piece in
      switch piece {
      case .shown(let text): text
      case .covered: MaskedText.mask
      }
    }.joined()
  }

  /// The number of scalars of `text` that stand before a source column (from 1).
  package func displayOffset(ofColumn column: Int) -> Int {
    var left = column - 1
    var offset = 0
    for piece in pieces {
      let width: Int
      let shown: Int
      switch piece {
      case .shown(let text):
        width = text.unicodeScalars.count
        shown = width
      case .covered(let scalars):
        width = scalars
        shown = MaskedText.mask.count
      }
      if left < width {
        if case .shown = piece { return offset + left }
        return left == 0 ? offset : offset + shown
      }
      left -= width
      offset += shown
    }
    return offset
  }
}
