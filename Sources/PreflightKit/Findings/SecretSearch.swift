/// The search for what looks like a secret: a file's lines, one by one, in; byte ranges out. Every byte of a file with findings
/// is looked at here, so it goes by index.
import Document

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

struct SecretSearch {
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
  private var hasOpenedBlock = false

  init(
    source: SourceText, bytes: UnsafeBufferPointer<UInt8>, roles: UnsafeBufferPointer<ByteRoles>,
    isBroken: Bool
  ) {
    self.source = source
    self.bytes = bytes
    self.roles = roles
    self.isBroken = isBroken
  }

  mutating func look(atLine number: Int, _ clean: inout CleanLines?) {
    guard clean != nil else { return look(atLine: number) }
    let range = source.lineRange(number)
    let mark = CleanLines.number(of: bytes[range.start..<max(range.start, range.end)])
    guard clean?.contains(mark) != true else { return }
    let found = ranges.count
    hasOpenedBlock = false
    look(atLine: number)
    // Of a line that opens a block it depends on the next ones what is secret.
    if ranges.count == found, !hasOpenedBlock { clean?.insert(mark) }
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
    hasOpenedBlock = true
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

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate func suffix(while belongs: (UInt8) -> Bool) -> Self {
    var start = endIndex
    while start > startIndex, belongs(self[start - 1]) { start -= 1 }
    return self[start..<endIndex]
  }
}
