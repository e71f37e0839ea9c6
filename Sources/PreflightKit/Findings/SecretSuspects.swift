/// What looks like a secret by its surroundings, in comments and broken files too: a file in, ranges out. The value
/// after a key whose name speaks of a secret, and the password in a URL's user information.
import Document

struct SecretSuspects {
  let ranges: [TextRange]

  init(_ source: SourceText) {
    ranges = source.bytes.withUnsafeBufferPointer { bytes in
      var search = SecretSearch(source: source, bytes: bytes)
      for number in 1...max(1, source.lineCount) { search.look(atLine: number) }
      return search.ranges
    }
  }
}

/// A part of a file's bytes, where they lie.
private typealias Piece = Slice<UnsafeBufferPointer<UInt8>>

private struct SecretSearch {
  let source: SourceText
  let bytes: UnsafeBufferPointer<UInt8>
  var ranges: [TextRange] = []

  // Every byte of a file with findings is looked at here, so the loop goes by index, and once.
  mutating func look(atLine number: Int) {
    let range = source.lineRange(number)
    let line = bytes[range.start..<range.end]
    var endOfValue = range.start
    var endOfAuthority = range.start
    for at in range.start..<max(range.start, range.end) where bytes[at].separatesKey {
      if at >= endOfValue { endOfValue = findValue(after: at, in: line, number: number) }
      if at >= endOfAuthority { endOfAuthority = findUserInformation(after: at, in: line) }
    }
  }

  /// Where what was looked at ends.
  private mutating func findValue(after separator: Int, in line: Piece, number: Int) -> Int {
    var start = separator
    while start > line.startIndex, bytes[start - 1].isKeyPart { start -= 1 }
    guard speaksOfSecret(start..<separator) else { return separator + 1 }
    let isFlow = line[..<start].contains(UInt8(ascii: "{"))
    let value = value(after: separator, in: line, isFlow: isFlow)
    if opensBlock(line[value]) {
      coverBlock(below: number)
    } else if !value.isEmpty {
      ranges.append(TextRange(start: value.lowerBound, end: value.upperBound))
    }
    return max(separator + 1, value.upperBound)
  }

  private func value(after separator: Int, in line: Piece, isFlow: Bool) -> Range<Int> {
    var start = separator + 1
    while start < line.endIndex, line[start].isBlank { start += 1 }
    guard start < line.endIndex else { return start..<start }
    if line[start].isQuote {
      let end = line[(start + 1)...].lastIndex(of: line[start]) ?? line.endIndex
      return start + 1..<end
    }
    var end = isFlow ? line[start...].firstIndex { $0.endsFlowValue } ?? line.endIndex : line.endIndex
    while end > start, line[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  private func opensBlock(_ value: Piece) -> Bool {
    value.first == UInt8(ascii: "|") || value.first == UInt8(ascii: ">")
  }

  /// The lines of a block scalar: those that are indented deeper than the line that opens it.
  private mutating func coverBlock(below number: Int) {
    let depth = indentation(of: number)
    var next = number + 1
    while next <= source.lineCount, indentation(of: next) > depth {
      let range = source.lineRange(next)
      let start = range.start + indentation(of: next)
      if start < range.end { ranges.append(TextRange(start: start, end: range.end)) }
      next += 1
    }
  }

  private func indentation(of number: Int) -> Int {
    let range = source.lineRange(number)
    return bytes[range.start..<range.end].prefix(while: \.isBlank).count
  }

  /// `scheme://user:password@host`: the part between the first colon after the scheme and the at sign. Where what was
  /// looked at ends.
  private mutating func findUserInformation(after colon: Int, in line: Piece) -> Int {
    guard bytes[colon] == UInt8(ascii: ":"), begins("//", colon + 1, before: line.endIndex) else {
      return colon + 1
    }
    let start = colon + 3
    let end = line[start...].firstIndex(where: \.endsAuthority) ?? line.endIndex
    guard let sign = line[start..<end].lastIndex(of: UInt8(ascii: "@")),
      let inner = line[start..<sign].firstIndex(of: UInt8(ascii: ":")), inner + 1 < sign
    else { return colon + 1 }
    ranges.append(TextRange(start: inner + 1, end: sign))
    return sign
  }

  /// Whether the name of a key holds one of the words, or is or ends in "pass" or "pw" as a word of its own.
  private func speaksOfSecret(_ key: Range<Int>) -> Bool {
    for start in key {
      func begins(_ word: StaticString) -> Bool { self.begins(word, start, before: key.upperBound) }
      switch bytes[start] | 0x20 {
      case UInt8(ascii: "p"):
        if begins("passw") || begins("passphrase") || begins("pasword") || begins("pwd") { return true }
        let isWord = start == key.lowerBound || !bytes[start - 1].isLetterOrDigit
        if isWord, ends("pass", key, from: start) || ends("pw", key, from: start) { return true }
      case UInt8(ascii: "s"): if begins("secret") { return true }
      case UInt8(ascii: "t"): if begins("token") { return true }
      case UInt8(ascii: "a"): if begins("api_key") || begins("apikey") || begins("api-key") { return true }
      default: continue
      }
    }
    return false
  }

  /// Whether a word stands at an offset, and nothing after it but quotes.
  private func ends(_ word: StaticString, _ key: Range<Int>, from offset: Int) -> Bool {
    begins(word, offset, before: key.upperBound)
      && bytes[(offset + word.utf8CodeUnitCount)..<key.upperBound].allSatisfy(\.isQuote)
  }

  /// Whether a word stands at an offset, its letters of either case.
  private func begins(_ word: StaticString, _ offset: Int, before end: Int) -> Bool {
    guard end - offset >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount
    where lowercase(bytes[offset + index]) != word.utf8Start[index] { return false }
    return true
  }
}

private func lowercase(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }
  fileprivate var separatesKey: Bool { self == UInt8(ascii: ":") || self == UInt8(ascii: "=") }
  fileprivate var endsFlowValue: Bool { self == UInt8(ascii: ",") || self == UInt8(ascii: "}") }
  fileprivate var endsAuthority: Bool { isBlank || isQuote || self == UInt8(ascii: "/") }

  fileprivate var isKeyPart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: isQuote
    }
  }
}
