/// A text while it is written: pieces in, the whole out. By the byte, because a string looks after each piece at what has
/// become of it, and a report has hundreds of thousands of pieces.

struct Page: ~Copyable {
  private var bytes: [UInt8] = []

  /// - Parameter count: of bytes; a guess will do.
  init(expecting count: Int) {
    bytes.reserveCapacity(count)
  }

  mutating func add(_ piece: String) {
    var piece = piece
    piece.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func addBlanks(_ count: Int) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(0, count)))
  }

  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  mutating func add(lines: [String]) {
    for line in lines {
      add(line)
      endLine()
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
