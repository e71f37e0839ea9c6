/// A stretch of a file in bytes, and a place in it as a person reads it.

/// Byte offsets in the file (a byte order mark counts), half-open. They are kept in four bytes each, because every value
/// of a campaign carries some: a larger file is refused before it is read.
package struct TextRange: Hashable, Sendable {
  private var first: UInt32
  private var last: UInt32

  package init(start: Int, end: Int) {
    first = UInt32(clamping: start)
    last = UInt32(clamping: end)
  }

  package var start: Int {
    get { Int(first) }
    set { first = UInt32(clamping: newValue) }
  }

  package var end: Int {
    get { Int(last) }
    set { last = UInt32(clamping: newValue) }
  }

  /// The empty range at an offset.
  package init(at offset: Int) {
    self.init(start: offset, end: offset)
  }

  package var count: Int { end - start }
  package var isEmpty: Bool { start == end }

  package func contains(_ other: TextRange) -> Bool {
    start <= other.start && other.end <= end
  }

  /// The part of this range that lies inside `bounds`; empty at its nearer edge if there is none.
  package func clamped(to bounds: TextRange) -> TextRange {
    let start = min(max(self.start, bounds.start), bounds.end)
    return TextRange(start: start, end: max(start, min(end, bounds.end)))
  }
}

/// A place in a file: line and column count from 1, columns in Unicode scalars; a byte order mark is no column.
package struct Position: Hashable, Sendable {
  package var line: Int
  package var column: Int
  /// In bytes from the beginning of the file, from 0.
  package var offset: Int

  package init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}
