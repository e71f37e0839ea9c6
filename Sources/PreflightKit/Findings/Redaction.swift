/// Redaction: a file's text and the places of its known secrets in; every range that must be covered, and texts with
/// secrets covered, out. Used once, where findings leave the engine.
package import Document

package struct Redaction: Sendable {
  /// Byte ranges to cover in the file.
  package let ranges: [TextRange]
  /// The secrets themselves, longest first, to be covered wherever a text repeats them.
  private let secrets: [String]

  /// - Parameter known: places of values that the schema marks, or that stand under a secret's misspelt name.
  package init(_ source: SourceText, known: [TextRange]) {
    var ranges = known.map { unquoted($0, in: source) }
    ranges += suspects(in: source)
    self.ranges = ranges
    secrets = Set(ranges.map(source.text).filter { $0.utf8.count >= 4 && !isPlaceholder($0) })
      .sorted { ($0.utf8.count, $1) > ($1.utf8.count, $0) }
  }

  /// The text with every known secret covered.
  package func cover(_ text: String) -> String {
    guard secrets.contains(where: { text.utf8.count >= $0.utf8.count }) else { return text }
    var bytes = Array(text.utf8)
    let mask = Array(MaskedText.mask.utf8)
    for secret in secrets {
      let needle = Array(secret.utf8)
      var at = 0
      while at + needle.count <= bytes.count {
        if bytes[at] == needle[0], bytes[at..<at + needle.count].elementsEqual(needle) {
          bytes.replaceSubrange(at..<at + needle.count, with: mask)
          at += mask.count
        } else {
          at += 1
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The range inside a scalar's quotes.
private func unquoted(_ range: TextRange, in source: SourceText) -> TextRange {
  guard range.end - range.start >= 2, let first = source.bytes[range.start..<range.end].first,
    first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"), source.bytes[range.end - 1] == first
  else { return range }
  return TextRange(start: range.start + 1, end: range.end - 1)
}

private func isPlaceholder(_ text: String) -> Bool {
  text.hasPrefix("${") && text.hasSuffix("}") && !text.contains(":-")
}

/// What looks like a secret by its surroundings, in comments and broken files too: the value after a key whose name
/// speaks of one, and the password in a URL's user information.
private func suspects(in source: SourceText) -> [TextRange] {
  var found: [TextRange] = []
  for line in 1...max(1, source.lineCount) {
    let range = source.lineRange(line)
    let bytes = source.bytes[range.start..<range.end]
    guard bytes.contains(UInt8(ascii: ":")) || bytes.contains(UInt8(ascii: "=")) else { continue }
    if let value = valueAfterSecretKey(bytes) { found.append(value) }
    found += userInformation(bytes)
  }
  return found
}

private func valueAfterSecretKey(_ line: ArraySlice<UInt8>) -> TextRange? {
  guard let separator = line.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }),
    speaksOfSecret(line[line.startIndex..<separator])
  else { return nil }
  var start = separator + 1
  var end = line.endIndex
  while start < end, line[start].isBlankOrQuote { start += 1 }
  while end > start, line[end - 1].isBlankOrQuote || line[end - 1] == UInt8(ascii: "\r") { end -= 1 }
  guard end > start else { return nil }
  let value = String(decoding: line[start..<end], as: UTF8.self)
  // A placeholder names a variable, and `|` opens a block below; neither is a secret.
  return isPlaceholder(value) || value == "|" || value == ">" ? nil : TextRange(start: start, end: end)
}

private func speaksOfSecret(_ key: ArraySlice<UInt8>) -> Bool {
  let name = String(decoding: key.suffix(40), as: UTF8.self).lowercased()
  let words = ["password", "passwd", "passphrase", "pasword", "passwrd", "secret", "token", "api_key", "apikey", "api-key"]
  return words.contains { name.contains($0) } || name.hasSuffix(" pass") || name.hasSuffix("_pass")
}

/// `scheme://user:password@host`: the part between the first colon after the scheme and the at sign.
private func userInformation(_ line: ArraySlice<UInt8>) -> [TextRange] {
  var found: [TextRange] = []
  var at = line.startIndex
  while let colon = line[at...].firstIndex(of: UInt8(ascii: ":")) {
    at = colon + 1
    guard line[at...].starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) else { continue }
    let start = at + 2
    let end = line[start...].firstIndex { $0.endsAuthority } ?? line.endIndex
    guard let sign = line[start..<end].lastIndex(of: UInt8(ascii: "@")),
      let inner = line[start..<sign].firstIndex(of: UInt8(ascii: ":")), inner + 1 < sign
    else { continue }
    let value = String(decoding: line[inner + 1..<sign], as: UTF8.self)
    if !isPlaceholder(value) { found.append(TextRange(start: inner + 1, end: sign)) }
    at = sign
  }
  return found
}

extension UInt8 {
  fileprivate var isBlankOrQuote: Bool {
    self == 0x20 || self == 0x09 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "'")
  }

  fileprivate var endsAuthority: Bool {
    self == 0x20 || self == UInt8(ascii: "/") || self == UInt8(ascii: "\"") || self == UInt8(ascii: "'")
  }
}
