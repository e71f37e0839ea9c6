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
    start = withUTF8(text) { bytes in
      var offset = 0
      while offset < bytes.count, bytes[offset] == UInt8(ascii: "#") {
        offset = lineEnd(bytes, from: offset) + 1
      }
      return min(offset, bytes.count)
    }
  }

  /// What follows a key on its line, without the space; nil if there is no such entry.
  package func entry(for key: some Collection<UInt8>) -> String? {
    withUTF8(text) { bytes in
      var low = start
      var high = bytes.count
      while low < high {
        let line = lineStart(bytes, around: (low + high) / 2, notBefore: low)
        let end = lineEnd(bytes, from: line)
        let keyEnd = bytes[line..<end].firstIndex(of: UInt8(ascii: " ")) ?? end
        switch order(key, bytes[line..<keyEnd]) {
        case .before: high = line
        case .behind: low = end + 1
        case .same: return String(decoding: bytes[min(keyEnd + 1, end)..<end], as: UTF8.self)
        }
      }
      return nil
    }
  }

  /// The entries in order, for what has to look at all of a short table.
  package var entries: [Substring] {
    let begin = text.utf8.index(text.startIndex, offsetBy: start)
    return text[begin...].split(separator: "\n")
  }
}

private enum KeyOrder {
  case before, same, behind
}

@inline(__always)
private func order(_ key: some Collection<UInt8>, _ other: Slice<UnsafeBufferPointer<UInt8>>) -> KeyOrder {
  var rest = other.makeIterator()
  for byte in key {
    guard let next = rest.next() else { return .behind }
    if byte != next { return byte < next ? .before : .behind }
  }
  return rest.next() == nil ? .same : .before
}

private func lineStart(_ bytes: UnsafeBufferPointer<UInt8>, around middle: Int, notBefore low: Int) -> Int {
  var start = middle
  while start > low, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
  return start
}

private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var end = start
  while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
  return end
}

@inline(__always)
private func withUTF8<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
  if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
  var copy = text
  return copy.withUTF8(body)
}
