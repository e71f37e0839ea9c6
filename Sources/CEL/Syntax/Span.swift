/// Where something stands in an expression: UTF-8 byte offsets, half open.
package struct Span: Hashable, Sendable {
  /// The first byte.
  package var start: Int32
  /// One past the last byte.
  package var end: Int32

  /// A span from one offset up to another.
  package init(_ start: Int, _ end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  init(from first: Span, to last: Span) {
    start = first.start
    end = last.end
  }

  /// The same as a range of `Int`.
  package var range: Range<Int> { Int(start)..<Int(max(start, end)) }
}

/// A name as it is written, and where.
package struct Name: Hashable, Sendable {
  /// The text, without back quotes.
  package let text: String
  /// Its place in the expression.
  package let span: Span

  package init(_ text: String, _ span: Span) {
    self.text = text
    self.span = span
  }
}
