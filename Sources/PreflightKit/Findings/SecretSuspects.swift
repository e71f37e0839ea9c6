/// What looks like a secret by its surroundings, in comments and broken files too: a file in, ranges out. The value
/// after a key whose name speaks of a secret, the password in a URL's user information, and what has the shape of a
/// provider's key.
import Document

struct SecretSuspects {
  let ranges: [TextRange]
  /// Parts of the ranges that may be repeated alone: in a query, the value up to the next field.
  let words: [TextRange]

  /// - Parameter isBroken: the file cannot be read as YAML; a separator may be missing.
  init(_ source: SourceText, isBroken: Bool = false) {
    (ranges, words) = source.bytes.withUnsafeBufferPointer { bytes in
      byteRoles.withUnsafeBufferPointer { roles in
        var search = SecretSearch(source: source, bytes: bytes, roles: roles, isBroken: isBroken)
        for number in 1...max(1, source.lineCount) { search.look(atLine: number) }
        return (search.ranges, search.words)
      }
    }
  }

  /// The secrets in a text that is no file.
  static func texts(in text: String) -> [String] {
    let source = SourceText(name: "", text: text)
    return SecretSuspects(source).ranges.map(source.text)
  }
}

/// A part of a file's bytes, where they lie.
private typealias Piece = Slice<UnsafeBufferPointer<UInt8>>

/// What stands between blanks and quotes.
private struct Word {
  var end = 0
  /// Where its last at sign is.
  var lastSign: Int?

  init() {}

  init(_ start: Int, in line: Piece) {
    end = line[start...].firstIndex { $0.isBlank || $0.isQuote } ?? line.endIndex
    lastSign = line[start..<end].lastIndex(of: UInt8(ascii: "@"))
  }
}

private struct SecretSearch {
  let source: SourceText
  let bytes: UnsafeBufferPointer<UInt8>
  let isBroken: Bool
  let beginnings = tokenBeginnings
  let roles: UnsafeBufferPointer<ByteRoles>
  let namePairs = pairsInSecretNames
  var ranges: [TextRange] = []
  var words: [TextRange] = []
  /// The word at hand, measured once: it may hold any number of colons.
  private var word = Word()

  init(
    source: SourceText, bytes: UnsafeBufferPointer<UInt8>, roles: UnsafeBufferPointer<ByteRoles>,
    isBroken: Bool
  ) {
    self.source = source
    self.bytes = bytes
    self.roles = roles
    self.isBroken = isBroken
  }

  // Every byte of a file with findings is looked at here, so the loop goes by index, and once.
  mutating func look(atLine number: Int) {
    let range = source.lineRange(number)
    let (start, end) = (range.start, max(range.start, range.end))
    let line = bytes[start..<end]
    var first = start
    while first < end, bytes[first].isBlank { first += 1 }
    if beginnings.mayBegin(at: first, in: bytes, before: end) { findKey(from: first, in: line) }
    if isBroken { findValueWithoutSeparator(in: line[first...]) }
    var endOfValue = first
    var endOfAuthority = first
    let (bytes, roles) = (bytes, roles)
    for at in first..<end {
      let role = roles[Int(bytes[at])]
      guard role.contains(.endsWord) else { continue }
      if beginnings.mayBegin(at: at + 1, in: bytes, before: end) { findKey(from: at + 1, in: line) }
      guard role.contains(.separatesKey) else { continue }
      if at >= endOfValue { endOfValue = findValue(after: at, in: line, number: number) }
      if at >= endOfAuthority { endOfAuthority = findUserInformation(after: at, in: line) }
    }
  }

  /// A provider's key, known by how it begins.
  private mutating func findKey(from start: Int, in line: Piece) {
    let word = line[start...].prefix { $0.isLetterOrDigit || $0.joinsWord }
    guard !tokenShapes.shape(of: String(decoding: word, as: UTF8.self)).isEmpty else { return }
    ranges.append(TextRange(start: word.startIndex, end: word.endIndex))
  }

  /// Where what was looked at ends.
  private mutating func findValue(after separator: Int, in line: Piece, number: Int) -> Int {
    guard let start = beginning(ofNameBefore: separator, in: line) else { return separator + 1 }
    let isFlow = line[..<start].contains(UInt8(ascii: "{"))
    let value = value(after: separator, in: line, isFlow: isFlow)
    if opensBlock(line[value]) {
      coverBlock(below: number)
    } else if !value.isEmpty {
      ranges.append(TextRange(start: value.lowerBound, end: value.upperBound))
      if bytes[separator] == UInt8(ascii: "="), value.lowerBound == separator + 1 {
        let word = line[value].prefix { !$0.endsField }
        words.append(TextRange(start: word.startIndex, end: word.endIndex))
      }
    }
    return max(separator + 1, value.upperBound)
  }

  /// Where the name before a separator begins, if it speaks of a secret.
  private func beginning(ofNameBefore separator: Int, in line: Piece) -> Int? {
    var start = separator
    var mayHoldWord = false
    while start > line.startIndex, roles[Int(bytes[start - 1])].contains(.keyPart) {
      start -= 1
      if namePairs.mayHold(bytes[start], bytes[start + 1]) { mayHoldWord = true }
    }
    return mayHoldWord && speaksOfSecret(bytes[start..<separator]) ? start : nil
  }

  /// `password secret`: the colon that is missing may be what the file cannot be read for.
  private mutating func findValueWithoutSeparator(in line: Piece) {
    let entry = line.drop { $0.isBlank || $0 == UInt8(ascii: "-") }
    let name = entry.prefix { roles[Int($0)].contains(.keyPart) }
    guard name.endIndex < line.endIndex, line[name.endIndex].isBlank, speaksOfSecret(name) else { return }
    let value = line[name.endIndex...].drop(while: \.isBlank)
    if !value.isEmpty { ranges.append(TextRange(start: value.startIndex, end: value.endIndex)) }
  }

  private func value(after separator: Int, in line: Piece, isFlow: Bool) -> Range<Int> {
    var start = separator + 1
    while start < line.endIndex, line[start].isBlank { start += 1 }
    guard start < line.endIndex else { return start..<start }
    if line[start].isQuote {
      let end = line[(start + 1)...].lastIndex(of: line[start]) ?? line.endIndex
      // What follows the quotes without a blank may belong to it.
      let isWhole = end + 1 >= line.endIndex || line[end + 1].isBlank || line[end + 1].endsFlowValue
      return start + 1..<(isWhole ? end : line.endIndex)
    }
    var end = isFlow ? endOfFlowValue(from: start, in: line) : line.endIndex
    while end > start, line[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// In `{password: a,b}` the comma may belong to the password: somebody forgot the quotes.
  private func endOfFlowValue(from start: Int, in line: Piece) -> Int {
    var end = start
    while end < line.endIndex {
      let next = end + 1
      if line[end].endsFlowValue, next == line.endIndex || line[next].isBlank || line[next].endsFlowValue {
        return end
      }
      end = next
    }
    return end
  }

  /// `|`, `>-`, `|2`: with anything more it is no block scalar, but a value that begins so.
  private func opensBlock(_ value: Piece) -> Bool {
    guard value.first == UInt8(ascii: "|") || value.first == UInt8(ascii: ">") else { return false }
    let header = value.dropFirst().drop { $0.isOfBlockHeader }
    return header.isEmpty || header.first?.isBlank == true
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

  /// `scheme://user:password@host`, also without the scheme: the part between the first colon after the scheme and the at
  /// sign. A password may hold a slash, but then no number, a port, stands before it. Where what was looked at ends.
  private mutating func findUserInformation(after colon: Int, in line: Piece) -> Int {
    // Behind a key of YAML comes a blank.
    guard bytes[colon] == UInt8(ascii: ":"), colon + 1 < line.endIndex, !bytes[colon + 1].isBlank else {
      return colon + 1
    }
    let hasScheme =
      colon + 2 < line.endIndex && bytes[colon + 1] == UInt8(ascii: "/")
      && bytes[colon + 2] == UInt8(ascii: "/")
    guard hasScheme || isUser(before: colon, in: line) else { return colon + 1 }
    let start = hasScheme ? colon + 3 : colon
    if start >= word.end { word = Word(start, in: line) }
    guard let last = word.lastSign, last >= start else { return colon + 1 }
    let authority = line[start..<word.end].prefix { !$0.endsAuthority }
    guard let inner = authority.firstIndex(of: UInt8(ascii: ":")),
      let sign = authority.lastIndex(of: UInt8(ascii: "@"))
        ?? (authority[(inner + 1)...].allSatisfy(\.isDigit) ? nil : last),
      inner + 1 < sign
    else { return colon + 1 }
    ranges.append(TextRange(start: inner + 1, end: sign))
    return sign
  }

  /// Whether a colon stands behind a word that begins a value, and is none of a URL without slashes.
  private func isUser(before colon: Int, in line: Piece) -> Bool {
    let word = line[..<colon].suffix(while: { $0.isLetterOrDigit || $0.joinsWord })
    guard !word.isEmpty, word.startIndex > line.startIndex else { return false }
    let before = line[word.startIndex - 1]
    return (before.isQuote || before.isBlank) && !addressSchemes.contains { word.elementsEqual($0.utf8) }
  }
}

/// An address follows them, and nothing secret.
private let addressSchemes = ["mailto", "sip", "sips", "xmpp", "acct"]

private let tokenShapes = TokenShapes(EmbeddedRules.text(of: "words/token-shapes.dat") ?? "")
private let tokenBeginnings = tokenShapes.beginnings

extension UInt8 {
  fileprivate var joinsWord: Bool {
    self == UInt8(ascii: ".") || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
  }
  fileprivate var isOfBlockHeader: Bool {
    isDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-")
  }
  /// Ends a value in a query, or in a line of a shell.
  fileprivate var endsField: Bool { isBlank || isQuote || self == UInt8(ascii: "&") }
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }
  fileprivate var endsFlowValue: Bool { self == UInt8(ascii: ",") || self == UInt8(ascii: "}") }
  fileprivate var endsAuthority: Bool {
    self == UInt8(ascii: "/") || self == UInt8(ascii: "?") || self == UInt8(ascii: "#")
  }
}

/// What a byte may be in a line.
private struct ByteRoles: OptionSet, Sendable {
  let rawValue: UInt8
  static let endsWord = ByteRoles(rawValue: 1)
  static let separatesKey = ByteRoles(rawValue: 2)
  static let keyPart = ByteRoles(rawValue: 4)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(of byte: UInt8) {
    self = byte.isLetterOrDigit || byte.joinsWord || byte.isQuote ? .keyPart : []
    switch Unicode.Scalar(byte) {
    case ":", "=": formUnion([.endsWord, .separatesKey])
    case " ", "\t", "\"", "'", "(", ",", "<", "[", "{": insert(.endsWord)
    default: break
    }
  }
}

/// Of each byte. Asked of every one of a file, so without a branch for each role.
private let byteRoles = (0...UInt8.max).map { ByteRoles(of: $0) }

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate func suffix(while belongs: (UInt8) -> Bool) -> Self {
    var start = endIndex
    while start > startIndex, belongs(self[start - 1]) { start -= 1 }
    return self[start..<endIndex]
  }
}
