/// The functions of CEL's strings extension: texts in, texts and positions out. Positions count code points; comparison is
/// of bytes, never of Swift's characters. All work is done on the UTF-8, where sound texts meet at the borders of
/// characters only.
package enum CodePoints {
  package struct OutOfRange: Error, Hashable, Sendable {
    package let position: Int64
  }

  package static func count(_ text: String) -> Int64 {
    Text.withBytes(text) { $0.characters }
  }

  // MARK: Cutting

  /// The character at a position; nothing right behind the last one.
  package static func character(of text: String, at position: Int64) throws(OutOfRange) -> String {
    let found = Text.withBytes(text) { bytes -> String? in
      guard let start = bytes.offset(ofCharacter: position) else { return nil }
      let end = bytes.offset(ofCharacter: 1, from: start) ?? start
      return bytes.text(start..<end)
    }
    guard let found else { throw OutOfRange(position: position) }
    return found
  }

  package static func substring(of text: String, from start: Int64, to end: Int64? = nil) throws(OutOfRange)
    -> String
  {
    let found = Text.withBytes(text) { bytes -> Result<String, OutOfRange> in
      guard let lower = bytes.offset(ofCharacter: start) else { return .failure(OutOfRange(position: start)) }
      guard let end else { return .success(bytes.text(lower..<bytes.count)) }
      guard let upper = bytes.offset(ofCharacter: end), lower <= upper else {
        return .failure(OutOfRange(position: end))
      }
      return .success(bytes.text(lower..<upper))
    }
    return try found.get()
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

  /// Without the white space of Unicode at both ends.
  package static func trim(_ text: String) -> String {
    let isTrim = Text.withBytes(text) { bytes in
      guard let first = bytes.first, let last = bytes.last else { return true }
      return isPlainLetter(first) && isPlainLetter(last)
    }
    if isTrim { return text }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(text[first..<scalars.index(after: last)])
  }

  /// Without the white space of Unicode at its beginning.
  static func trimStart(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.drop { $0.properties.isWhitespace }))
  }

  /// Without the white space of Unicode at its end.
  static func trimEnd(_ text: String) -> String {
    let last = text.unicodeScalars.lastIndex { !$0.properties.isWhitespace }
    return last.map { String(text.unicodeScalars[...$0]) } ?? ""
  }

  /// A character of ASCII that can be seen; nothing that `trim` looks for.
  private static func isPlainLetter(_ byte: UInt8) -> Bool { 0x21...0x7E ~= byte }

  // MARK: Searching

  /// The position of the first occurrence at or behind a position, or -1.
  package static func firstIndex(of part: String, in text: String, from start: Int64 = 0) throws(OutOfRange)
    -> Int64
  {
    let position = Text.withBytes(text) { bytes -> Int64? in
      guard let lower = bytes.offset(ofCharacter: start) else { return nil }
      let found = Text.withBytes(part) { bytes.first($0, from: lower) }
      return found.map { UnsafeBufferPointer(rebasing: bytes[..<$0]).characters } ?? -1
    }
    guard let position else { throw OutOfRange(position: start) }
    return position
  }

  /// The position of the last occurrence at or before a position, or -1.
  package static func lastIndex(of part: String, in text: String, from start: Int64? = nil) throws(OutOfRange)
    -> Int64
  {
    let position = Text.withBytes(text) { bytes -> Int64? in
      guard let upper = start.map({ bytes.offset(ofCharacter: $0) }) ?? bytes.count else { return nil }
      let found = Text.withBytes(part) { bytes.last($0, upTo: upper) }
      return found.map { UnsafeBufferPointer(rebasing: bytes[..<$0]).characters } ?? -1
    }
    guard let position else { throw OutOfRange(position: start ?? 0) }
    return position
  }

  // MARK: Changing

  /// Replaces up to `limit` occurrences from the left; all of them if it is negative.
  package static func replace(_ part: String, in text: String, with other: String, limit: Int64 = -1)
    -> String
  {
    if !part.isEmpty, !Text.contains(text, part) { return text }
    return join(separate(text, by: part, limit: limit < 0 ? .max : limit), with: other)
  }

  /// Not the library's own, whose first call takes as long as a hundred joins: it asks the runtime what a list of
  /// texts is.
  package static func join(_ pieces: [String], with separator: String) -> String {
    guard pieces.count > 1 else { return pieces.first ?? "" }
    var joined = ""
    joined.reserveCapacity(
      pieces.reduce((pieces.count - 1) * separator.utf8.count) { $0 + $1.utf8.count })
    for (place, piece) in pieces.enumerated() {
      if place > 0 { joined += separator }
      joined += piece
    }
    return joined
  }

  package static func reverse(_ text: String) -> String {
    var reversed = String.UnicodeScalarView()
    reversed.append(contentsOf: text.unicodeScalars.reversed())
    return String(reversed)
  }

  package static func lowerASCII(_ text: String) -> String {
    changed(text) { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
  }

  package static func upperASCII(_ text: String) -> String {
    changed(text) { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 ? $0 & ~0x20 : $0 }
  }

  /// The text itself if no byte of it changes.
  private static func changed(_ text: String, _ change: (UInt8) -> UInt8) -> String {
    Text.withBytes(text) { bytes in
      guard bytes.contains(where: { change($0) != $0 }) else { return text }
      return String(unsafeUninitializedCapacity: bytes.count) { room in
        for index in 0..<bytes.count { room[index] = change(bytes[index]) }
        return bytes.count
      }
    }
  }
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
  return Text.withBytes(text) { bytes in
    Text.withBytes(part) { part in
      var pieces: [String] = []
      var start = 0
      while pieces.count < limit, let found = bytes.first(part, from: start) {
        pieces.append(bytes.text(start..<found))
        start = found + part.count
      }
      if start == 0 { return [text] }
      pieces.append(bytes.text(start..<bytes.count))
      return pieces
    }
  }
}
