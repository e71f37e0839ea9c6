/// What the mail merge fills in for each recipient: a text in; the same text without its tags out.
package struct MergeTags: Sendable {
  private let forms: SortedLines

  /// - Parameter text: rules/words/merge-tags.dat.
  package init(_ text: String) { forms = SortedLines(text) }

  /// The text without `{{ name }}`, `*|NAME|*`, `%name%` and their like.
  package func removed(from text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count <= longestText, bytes.contains(where: opensTag) else { return text }
    var rest: [UInt8] = []
    rest.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if opensTag(bytes[at]), let end = endOfTag(bytes[at...]) {
        at = end
      } else {
        rest.append(bytes[at])
        at += 1
      }
    }
    return rest.count == bytes.count ? text : String(decoding: rest, as: UTF8.self)
  }

  /// Where the tag ends that these begin with.
  private func endOfTag(_ bytes: ArraySlice<UInt8>) -> Int? {
    forms.first { line -> Int? in
      var line = line
      let open = line.nextWord()
      let close = line.nextWord()
      guard bytes.starts(with: open) else { return nil }
      let inside = bytes.dropFirst(open.count).prefix(longestTag)
      guard let end = position(of: close, in: inside) else { return nil }
      return names(inside[..<end], isLoose: open.count > 1) ? end + close.count : nil
    }
  }
}

/// In bytes; no header and no link is longer, and looking for tags takes a while.
private let longestText = 65_536

/// In bytes; of what is longer, no mail program makes a tag.
private let longestTag = 200

/// Whether something is named. One sign alone may stand for itself, so between two of them only a name will do, and no
/// octet as in `%C3%BC`.
private func names(_ inside: ArraySlice<UInt8>, isLoose: Bool) -> Bool {
  guard inside.contains(where: isLetter) else { return false }
  if isLoose { return !inside.contains { $0 < 0x20 } }
  let isOctet = inside.count == 2 && inside.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  return !isOctet && inside.first != space && inside.last != space && inside.allSatisfy(isOfName)
}

private let space = UInt8(ascii: " ")

private func opensTag(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "{", "<", "*", "%", "[": true
  default: false
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "a"..."z", "A"..."Z": true
  default: false
  }
}

private func isOfName(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", ":", "$", "|", ",", "=", " ": true
  default: false
  }
}
