/// Comments: found in the gaps between scalars, kept as bare ranges, read on demand.
package struct Comment: Hashable, Sendable {
  /// From `#` to the end of the line.
  package let range: TextRange
  /// What stands behind `#`, without space round it.
  package let text: String
  /// From 1.
  package let line: Int
  /// Nothing else stands on its line.
  package let isAlone: Bool
}

/// The comments of a file in order. A hostile file may hold millions, so each is made when it is asked for.
package struct Comments: RandomAccessCollection, Sendable {
  let source: SourceText
  let ranges: [CommentScan.Span]

  package var startIndex: Int { 0 }
  package var endIndex: Int { ranges.count }

  package subscript(index: Int) -> Comment {
    let range = self.range(at: index)
    let bytes = source.bytes
    let line = source.lineIndex(of: range.start)
    let lineStart = source.lineRange(line + 1).start
    return Comment(
      range: range, text: trimmed(bytes[range.start + 1..<range.end]), line: line + 1,
      isAlone: bytes[lineStart..<range.start].allSatisfy(Byte.isBlank))
  }

  package func range(at index: Int) -> TextRange {
    TextRange(start: Int(ranges[index].start), end: Int(ranges[index].end))
  }

  /// Whether a comment's text begins with `prefix` (ASCII), without making a string of it.
  package func text(at index: Int, startsWith prefix: StaticString) -> Bool {
    let range = self.range(at: index)
    return source.bytes.withUnsafeBufferPointer { bytes in
      var start = range.start + 1
      while start < range.end, Byte.isBlank(bytes[start]) { start += 1 }
      return prefix.withUTF8Buffer { wanted in
        start + wanted.count <= range.end
          && isEqual(UnsafeBufferPointer(rebasing: bytes[start..<start + wanted.count]), wanted)
      }
    }
  }
}

/// Collects comments while the builder tells it where scalars lie: any other `#` begins a comment.
struct CommentScan {
  struct Span: Sendable {
    var start: UInt32
    var end: UInt32
  }

  private(set) var found: [Span] = []
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The next `#` that has not been judged.
  private var next: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    next = firstHash(bytes, from: start)
  }

  /// A scalar has been read: what lies before it was a gap.
  mutating func pass(scalarFrom start: Int, to end: Int) {
    while next < start {
      let end = commentEnd(bytes, from: next)
      found.append(Span(start: UInt32(next), end: UInt32(end)))
      next = firstHash(bytes, from: end)
    }
    if next < end { next = firstHash(bytes, from: end) }
  }
}

/// Eight bytes a step, since most of a file is searched in vain.
private func firstHash(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let raw = UnsafeRawBufferPointer(bytes)
  var index = start
  while index + 8 <= bytes.count {
    let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    let difference = word ^ (ones &* UInt64(Byte.hash))
    let zeros = (difference &- ones) & ~difference & (ones &* 0x80)
    if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
    index += 8
  }
  while index < bytes.count, bytes[index] != Byte.hash { index += 1 }
  return index
}

/// libyaml ends a comment at NEL, U+2028 and U+2029 as well, and reads on behind them.
private func commentEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var index = start
  while index < bytes.count, !Byte.isBreak(bytes[index]) {
    if bytes[index] >= 0x80, let scalar = decodeScalar(bytes, at: index),
      scalar.value == 0x85 || scalar.value == 0x2028 || scalar.value == 0x2029
    {
      return index
    }
    index += 1
  }
  return index
}

private func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
  var bytes = bytes
  while let first = bytes.first, Byte.isBlank(first) { bytes.removeFirst() }
  while let last = bytes.last, Byte.isBlank(last) { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}
