/// A file's text with every secret covered. Snippets are cut from this, so no format ever holds what it must not show.
package import Document

package struct MaskedText: Sendable {
  /// What stands in the place of a secret, whatever its length.
  package static let mask = Secret.mask

  private let source: SourceText
  /// Byte ranges of secrets: sorted, disjoint, none crosses a line break.
  private let covered: [TextRange]

  /// Ranges that span lines are covered line by line.
  package init(_ source: SourceText, covering secrets: [TextRange]) {
    self.source = source
    self.covered = Self.perLine(secrets, in: source)
  }

  package var lineCount: Int { source.lineCount }

  /// One whole line for display.
  package func line(_ number: Int) -> MaskedLine {
    let range = source.lineRange(number)
    return cut(range, ofLine: number, in: range)
  }

  /// The part of a line that lies within `reach` bytes of `focus`. What a line of ten megabytes costs to show does not
  /// depend on its length.
  package func line(_ number: Int, near focus: Range<Int>, reach: Int) -> MaskedLine {
    let whole = source.lineRange(number)
    let start = max(whole.start, min(focus.lowerBound, whole.end) - reach)
    let end = min(whole.end, max(focus.upperBound, whole.start) + reach, start + Self.longestExcerpt)
    return cut(
      TextRange(
        start: boundary(start, above: whole.start), end: boundary(max(start, end), above: whole.start)),
      ofLine: number, in: whole)
  }

  /// The bytes of a line, without its terminator.
  package func byteRange(ofLine number: Int) -> Range<Int> {
    let range = source.lineRange(number)
    return range.start..<max(range.start, range.end)
  }

  private static let longestExcerpt = 65_536

  private func cut(_ range: TextRange, ofLine number: Int, in whole: TextRange) -> MaskedLine {
    var pieces: [MaskedLine.Piece] = []
    var at = range.start
    for secret in covered where secret.end > range.start && secret.start < range.end {
      if secret.start > at { pieces.append(shown(at, secret.start)) }
      pieces.append(.covered(secret.start..<secret.end))
      at = max(at, secret.end)
    }
    if at < range.end { pieces.append(shown(at, range.end)) }
    return MaskedLine(
      number: number, pieces: pieces, isCutBefore: range.start > whole.start,
      isCutAfter: range.end < whole.end)
  }

  private func shown(_ start: Int, _ end: Int) -> MaskedLine.Piece {
    .shown(source.text(TextRange(start: start, end: end)), from: start)
  }

  /// The start of the scalar that holds the byte at `offset`, so that no cut goes through one.
  private func boundary(_ offset: Int, above start: Int) -> Int {
    var offset = offset
    while offset > start, offset < source.bytes.count, source.bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
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

/// A line, or a part of one, that may be shown.
package struct MaskedLine: Sendable {
  enum Piece: Sendable {
    case shown(String, from: Int)
    case covered(Range<Int>)
  }

  package let number: Int
  let pieces: [Piece]
  /// Whether the line has more text before or after what is here.
  package let isCutBefore: Bool
  package let isCutAfter: Bool

  /// The line as it may be shown.
  package var text: String {
    pieces.map { piece in
      switch piece {
      case .shown(let text, from: _): text
      case .covered: MaskedText.mask
      }
    }.joined()
  }

  /// The number of scalars of `text` that stand before a byte of the file. A byte inside a secret counts as its end,
  /// a byte outside the line as the nearest end of it.
  package func displayOffset(ofByte byte: Int) -> Int {
    var offset = 0
    for piece in pieces {
      switch piece {
      case .shown(let text, let start):
        if byte <= start { return offset }
        let inside = byte - start
        if inside < text.utf8.count { return offset + scalars(in: text.utf8.prefix(inside)) }
        offset += text.unicodeScalars.count
      case .covered(let range):
        if byte <= range.lowerBound { return offset }
        offset += MaskedText.mask.unicodeScalars.count
        if byte < range.upperBound { return offset }
      }
    }
    return offset
  }

  private func scalars(in bytes: String.UTF8View.SubSequence) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
