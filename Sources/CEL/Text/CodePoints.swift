/// The functions of CEL's strings extension: positions count code points, comparison is of bytes, never of
/// Swift's characters.
package enum CodePoints {
  package struct OutOfRange: Error, Hashable, Sendable {
    package let position: Int64
  }

  package static func count(_ text: String) -> Int64 {
    Int64(text.utf8.count { !isContinuation($0) })
  }

  /// The character at a position; nothing right behind the last one.
  package static func character(of text: String, at position: Int64) throws(OutOfRange) -> String {
    let scalars = text.unicodeScalars
    let index = try index(in: text, of: position)
    return index < scalars.endIndex ? String(scalars[index]) : ""
  }

  package static func substring(of text: String, from start: Int64, to end: Int64? = nil) throws(OutOfRange)
    -> String
  {
    let lower = try index(in: text, of: start)
    guard let end else { return String(text.unicodeScalars[lower...]) }
    let upper = try index(in: text, of: end)
    guard lower <= upper else { throw OutOfRange(position: end) }
    return String(text.unicodeScalars[lower..<upper])
  }

  /// The position of the first occurrence at or behind a position, or -1.
  package static func firstIndex(of part: String, in text: String, from start: Int64 = 0) throws(OutOfRange)
    -> Int64
  {
    let lower = try index(in: text, of: start)
    let bytes = Array(text.utf8)
    let offset = text.utf8.distance(from: text.startIndex, to: lower)
    guard let found = find(Array(part.utf8), in: bytes, from: offset) else { return -1 }
    return position(ofByte: found, in: bytes)
  }

  /// The position of the last occurrence at or before a position, or -1.
  package static func lastIndex(of part: String, in text: String, from start: Int64? = nil) throws(OutOfRange)
    -> Int64
  {
    let bytes = Array(text.utf8)
    let part = Array(part.utf8)
    let upper = try start.map { start throws(OutOfRange) in try index(in: text, of: start) } ?? text.endIndex
    var offset = min(text.utf8.distance(from: text.startIndex, to: upper), bytes.count - part.count)
    while offset >= 0 {
      if bytes[offset...].starts(with: part) { return position(ofByte: offset, in: bytes) }
      offset -= 1
    }
    return -1
  }

  /// Replaces up to `limit` occurrences from the left; all of them if it is negative.
  package static func replace(_ part: String, in text: String, with other: String, limit: Int64 = -1)
    -> String
  {
    let pieces = separate(text, by: part, limit: limit < 0 ? .max : limit)
    return join(pieces, with: other)
  }

  /// Splits into at most `limit` pieces; into any number if it is negative. An empty separator splits into
  /// characters.
  package static func split(_ text: String, by separator: String, limit: Int64 = -1) -> [String] {
    if limit == 0 { return [] }
    if !separator.isEmpty { return separate(text, by: separator, limit: limit < 0 ? .max : limit - 1) }
    let scalars = Array(text.unicodeScalars)
    let whole = limit < 0 ? scalars.count : min(Int(limit) - 1, scalars.count)
    var rest = String.UnicodeScalarView()
    rest.append(contentsOf: scalars[whole...])
    return scalars[..<whole].map { String($0) } + (rest.isEmpty ? [] : [String(rest)])
  }

  /// Not the library's own, whose first call takes as long as a hundred joins: it asks the runtime what a list of
  /// texts is.
  package static func join(_ pieces: [String], with separator: String) -> String {
    guard var joined = pieces.first else { return "" }
    for piece in pieces.dropFirst() {
      joined += separator
      joined += piece
    }
    return joined
  }

  /// Without the white space of Unicode at both ends.
  package static func trim(_ text: String) -> String {
    if let first = text.utf8.first, let last = text.utf8.last, isPlainLetter(first), isPlainLetter(last) {
      return text
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  /// A character of ASCII that can be seen; nothing that `trim` looks for.
  private static func isPlainLetter(_ byte: UInt8) -> Bool { 0x21...0x7E ~= byte }

  package static func reverse(_ text: String) -> String {
    var reversed = String.UnicodeScalarView()
    reversed.append(contentsOf: text.unicodeScalars.reversed())
    return String(reversed)
  }

  package static func lowerASCII(_ text: String) -> String {
    guard text.utf8.contains(where: { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }) else { return text }
    return String(
      decoding: text.utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  package static func upperASCII(_ text: String) -> String {
    String(
      decoding: text.utf8.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 ? $0 & ~0x20 : $0 }, as: UTF8.self
    )
  }

  package static func contains(_ text: String, _ part: String) -> Bool {
    find(Array(part.utf8), in: Array(text.utf8), from: 0) != nil
  }
}

/// Positions run from 0 to the count.
private func index(in text: String, of position: Int64) throws(CodePoints.OutOfRange) -> String.Index {
  guard position >= 0, position <= Int64(text.utf8.count),
    let index = text.unicodeScalars.index(
      text.startIndex, offsetBy: Int(position), limitedBy: text.endIndex)
  else { throw CodePoints.OutOfRange(position: position) }
  return index
}

private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

private func position(ofByte offset: Int, in bytes: [UInt8]) -> Int64 {
  Int64(bytes[..<offset].count { !isContinuation($0) })
}

/// Sound UTF-8 is found in sound UTF-8 at the borders of characters only, unless it is empty.
private func find(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
  guard let first = part.first else { return start }
  guard bytes.count >= part.count, start <= bytes.count - part.count else { return nil }
  return (start...(bytes.count - part.count)).first { bytes[$0] == first && bytes[$0...].starts(with: part) }
}

/// The text between up to `limit` occurrences. An empty part is found before each character and at the end,
/// as in Go.
private func separate(_ text: String, by part: String, limit: Int64) -> [String] {
  guard !part.isEmpty else {
    let scalars = text.unicodeScalars.map { String($0) }
    let borders = min(Int(clamping: limit), scalars.count + 1)
    guard borders > 0 else { return [text] }
    return [""] + scalars[..<(borders - 1)] + [scalars[(borders - 1)...].joined()]
  }
  let bytes = Array(text.utf8)
  let part = Array(part.utf8)
  var pieces: [String] = []
  var start = 0
  while pieces.count < limit, let found = find(part, in: bytes, from: start) {
    pieces.append(String(decoding: bytes[start..<found], as: UTF8.self))
    start = found + part.count
  }
  return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
}
