/// A sorted table in a text: a head of `#` lines, then one entry a line, its key up to the first space.
/// Look-up is a binary search in the text itself, so a table that is embedded in the binary costs nothing
/// until it is asked, and nothing to keep.
package struct SortedLines: Sendable {
  private let text: String
  /// Where the entries begin, in UTF-8.
  private let start: Int

  /// - Parameter text: entries sorted by the bytes of their keys, each ended by a line feed.
  package init(_ text: String) {
    self.text = text
    start = withBytes(of: text) { bytes in
      var offset = 0
      while offset < bytes.count, bytes[offset] == UInt8(ascii: "#") {
        offset = lineEnd(bytes, from: offset) + 1
      }
      return min(offset, bytes.count)
    }
  }

  /// What follows a key on its line, without the space; nil if there is no such entry.
  package func entry(for key: some Collection<UInt8>) -> String? {
    withBytes(of: text) { bytes in
      let found = key.withContiguousStorageIfAvailable { find($0, in: bytes, from: start) }
      return (found ?? Array(key).withUnsafeBufferPointer { find($0, in: bytes, from: start) })?.string
    }
  }

  /// Calls the body with each entry in turn until it gives something: for what has to look at all of a short
  /// table.
  package func first<Result>(_ body: (Line) -> Result?) -> Result? {
    withBytes(of: text) { bytes in
      var offset = start
      while offset < bytes.count {
        let end = lineEnd(bytes, from: offset)
        if let result = body(bytes[offset..<end]) { return result }
        offset = end + 1
      }
      return nil
    }
  }

  /// An entry as it stands in the text; not to be kept.
  package typealias Line = Slice<UnsafeBufferPointer<UInt8>>
}

extension SortedLines.Line {
  /// Takes the next word off the line, and the space behind it.
  mutating func nextWord() -> Self {
    let word = prefix { $0 != UInt8(ascii: " ") }
    self = self[Swift.min(word.endIndex + 1, endIndex)...]
    return word
  }

  var string: String { String(decoding: self, as: UTF8.self) }
}

/// The rest of the line whose key this is.
private func find(
  _ key: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
) -> SortedLines.Line? {
  var low = start
  var high = bytes.count
  while low < high {
    var line = (low + high) / 2
    while line > low, bytes[line - 1] != UInt8(ascii: "\n") { line -= 1 }
    var matched = 0
    while matched < key.count, !isKeyEnd(bytes, line + matched), bytes[line + matched] == key[matched] {
      matched += 1
    }
    let keyEnd = line + matched
    if matched == key.count, isKeyEnd(bytes, keyEnd) {
      return bytes[min(keyEnd + 1, lineEnd(bytes, from: keyEnd))..<lineEnd(bytes, from: keyEnd)]
    }
    if matched == key.count || !isKeyEnd(bytes, keyEnd) && key[matched] < bytes[keyEnd] {
      high = line
    } else {
      low = lineEnd(bytes, from: keyEnd) + 1
    }
  }
  return nil
}

private func isKeyEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
  offset >= bytes.count || bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\n")
}

private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var end = start
  while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
  return end
}
