/// A file's bytes with its table of lines: offsets go in, lines, columns and pieces of text come out.
///
/// Lines end at LF, CRLF or CR, as editors, terminals and SARIF viewers count them. libyaml (YAML 1.1) also
/// breaks lines at NEL, U+2028 and U+2029; those are ordinary characters here, so that a reported line is the
/// line an editor jumps to.
///
/// A class, because whatever was made of a file holds it: as a value each of its parts would be counted.
package final class SourceText: Sendable {
  package let name: String
  package let bytes: [UInt8]
  /// Offset of each line's first byte.
  let lineStarts: [UInt32]
  let isASCII: Bool
  /// The first thing that makes these bytes something else than YAML in UTF-8.
  let defect: SourceDefect?
  /// Where the text begins: behind the byte order mark, if there is one.
  let textStart: Int

  package init(name: String, bytes: [UInt8]) {
    let scan = bytes.withUnsafeBufferPointer { SourceScan($0) }
    self.name = name
    self.bytes = bytes
    lineStarts = scan.lineStarts
    isASCII = scan.isASCII
    defect = scan.defect
    textStart = scan.textStart
  }

  package convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Every position's line is at most this: the empty line behind a final line break counts.
  package var lineCount: Int { lineStarts.count }

  /// The whole file.
  package var range: TextRange { TextRange(start: 0, end: bytes.count) }

  /// The place of an offset; offsets beyond the file count as its end, those inside a character as its start.
  package func position(at offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    let line = lineIndex(of: offset)
    let start = max(Int(lineStarts[line]), line == 0 ? textStart : 0)
    return Position(line: line + 1, column: 1 + scalarCount(from: start, to: offset), offset: offset)
  }

  /// A line's bytes without its terminator (and without the byte order mark); lines count from 1.
  package func lineRange(_ line: Int) -> TextRange {
    let index = min(max(line, 1), lineStarts.count) - 1
    let start = max(Int(lineStarts[index]), index == 0 ? textStart : 0)
    guard index + 1 < lineStarts.count else { return TextRange(start: start, end: bytes.count) }
    var end = Int(lineStarts[index + 1]) - 1
    if bytes[end] == Byte.lineFeed, end > start, bytes[end - 1] == Byte.carriageReturn { end -= 1 }
    return TextRange(start: start, end: end)
  }

  /// The text of a range, as far as it lies in the file; invalid bytes become U+FFFD.
  package func text(_ range: TextRange) -> String {
    let range = range.clamped(to: self.range)
    return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  /// The line an offset lies on, from 0.
  func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The terminator this file uses, for lines that an edit adds.
  var lineBreak: String {
    guard lineStarts.count > 1 else { return "\n" }
    let end = Int(lineStarts[1])
    if bytes[end - 1] == Byte.carriageReturn { return "\r" }
    return end > 1 && bytes[end - 2] == Byte.carriageReturn ? "\r\n" : "\n"
  }

  private func scalarCount(from start: Int, to offset: Int) -> Int {
    guard start < offset else { return 0 }
    if isASCII { return offset - start }
    var count = 0
    for index in start..<offset where bytes[index] & 0xC0 != 0x80 { count += 1 }
    let isInsideCharacter = offset < bytes.count && bytes[offset] & 0xC0 == 0x80
    return isInsideCharacter ? count - 1 : count
  }
}

/// The bytes that YAML's syntax is made of.
enum Byte {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let doubleQuote = UInt8(ascii: "\"")
  static let singleQuote = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")
  static let hash = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let dash = UInt8(ascii: "-")
  static let question = UInt8(ascii: "?")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let ampersand = UInt8(ascii: "&")
  static let asterisk = UInt8(ascii: "*")
  static let exclamation = UInt8(ascii: "!")

  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
  static func isBreak(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }
  static func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || isBreak(byte) }
}
