/// Standard input line by line: bytes as they come in; a line as soon as it is whole, or word that it is too long, out.
import Document

struct LineReader {
  enum Line {
    /// Without its line feed.
    case bytes(ArraySlice<UInt8>)
    /// It has been passed over.
    case tooLong(limit: Int)
  }

  /// The most bytes of a line.
  var limit = Limits().bytes
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer.
  private var start = 0
  private var isTooLong = false
  private var hasEnded = false

  /// nil at the end. A last line needs no line feed.
  mutating func next() throws(ReadFault) -> Line? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return take(upTo: end)
      }
      if hasEnded { return start < buffer.count || isTooLong ? takeLast() : nil }
      searched = keepRest()
      let piece = try FileReader().nextOfStandardInput()
      if piece.isEmpty { hasEnded = true } else { buffer += piece }
    }
  }

  private mutating func take(upTo end: Int) -> Line {
    defer { isTooLong = false }
    return isTooLong || end - start > limit ? .tooLong(limit: limit) : .bytes(buffer[start..<end])
  }

  private mutating func takeLast() -> Line {
    defer { start = buffer.count }
    return take(upTo: buffer.count)
  }

  /// Lets go of what has been given out, and of a line that has grown too long; returns how much is left.
  private mutating func keepRest() -> Int {
    isTooLong = isTooLong || buffer.count - start > limit
    buffer.removeFirst(isTooLong ? buffer.count : start)
    start = 0
    return buffer.count
  }
}
