import CEL

/// Values that a template left behind: "CHANGE_ME", "<your_password>", "xxxxxxx", "***", "??". A text in,
/// yes or no out.
///
/// A real value taken for a left-over is worse than one that is missed. So a word counts where nobody would
/// choose it: alone, or as a whole piece of the value; marks count in numbers that no key has.
package struct Leftovers: Sendable {
  private let words: SortedLines
  private let affixes: SortedLines
  private let realNames: SortedLines

  /// - Parameters:
  ///   - words: rules/words/leftovers.dat.
  ///   - affixes: rules/words/leftover-affixes.dat.
  ///   - realNames: rules/words/real-names.dat.
  package init(words: String, affixes: String, realNames: String) {
    self.words = SortedLines(words)
    self.affixes = SortedLines(affixes)
    self.realNames = SortedLines(realNames)
  }

  package func contains(_ text: String) -> Bool {
    let value = WrittenValue(text)
    if value.bytes.isEmpty { return false }
    if value.isFiller || value.hasMask || value.hasBlank { return true }
    if words.entry(for: compact(value.lowercased[...])) != nil { return true }
    return hasLeftoverPiece(value) && !isRealName(value)
  }

  private func hasLeftoverPiece(_ value: WrittenValue) -> Bool {
    var start = 0
    while start <= value.lowercased.count {
      let end = value.lowercased[start...].firstIndex(where: isSeparator) ?? value.lowercased.count
      if isLeftover(start..<end, of: value) { return true }
      start = end + 1
    }
    return false
  }

  private func isLeftover(_ range: Range<Int>, of value: WrittenValue) -> Bool {
    let piece = value.lowercased[range]
    if piece.count < 3 { return false }
    // The last piece of several may be the top-level domain "xxx".
    let isLast = range.lowerBound > 0 && range.upperBound == value.lowercased.count
    if !isLast, piece.allSatisfy({ $0 == UInt8(ascii: "x") }) { return true }
    if value.addressesReader(range) { return true }
    let compact = compact(piece)
    if words.entry(for: compact) == "part" { return true }
    return affixes.first { line in
      var affix = line
      let isStart = affix.nextWord().count == 5
      // The letter at the edge decides nearly always.
      guard (isStart ? compact.first == affix.first : compact.last == affix.last) else { return nil }
      let fits = isStart ? compact.starts(with: affix) : compact.suffix(affix.count).elementsEqual(affix)
      return fits ? true : nil
    } ?? false
  }

  private func isRealName(_ value: WrittenValue) -> Bool {
    var suffix = value.lowercased[...]
    while true {
      if realNames.entry(for: suffix) != nil { return true }
      guard let joint = suffix.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "@") })
      else {
        return false
      }
      suffix = suffix[(joint + 1)...]
    }
  }
}

private func isSeparator(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case ".", "/", "@", ":", ";", ",", "?", "&", "=", "#", "\n": true
  default: false
  }
}

/// As the words are written in the lists.
private func compact(_ text: ArraySlice<UInt8>) -> [UInt8] {
  text.filter {
    switch Unicode.Scalar($0) {
    case " ", "\t", "-", "_", "'", "\"", "`", "!": false
    default: true
    }
  }
}
