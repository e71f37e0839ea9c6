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
    let value = CodePoints.trim(text)
    if value.isEmpty { return false }
    if isFiller(value) || hasMask(value) || hasBlank(value) { return true }
    if let entry = words.entry(for: compact(value).utf8), entry == "whole" || entry == "part" { return true }
    if isRealName(value) { return false }
    let pieces = value.split(whereSeparator: { separators.contains($0) })
    return pieces.enumerated().contains { isLeftover($1, isLast: pieces.count > 1 && $0 == pieces.count - 1) }
  }

  private func isLeftover(_ piece: Substring, isLast: Bool) -> Bool {
    if piece.utf8.count >= 3, !isLast, piece.utf8.allSatisfy({ $0 | 0x20 == UInt8(ascii: "x") }) {
      return true
    }
    if addressesReader(piece) { return true }
    let compact = compact(piece)
    if words.entry(for: compact.utf8) == "part" { return true }
    return affixes.entries.contains { line in
      line.hasPrefix("start ") ? compact.hasPrefix(line.dropFirst(6)) : compact.hasSuffix(line.dropFirst(4))
    }
  }

  private func isRealName(_ value: String) -> Bool {
    var suffix = value.lowercased()[...]
    suffix = suffix.lastIndex(of: "@").map { suffix[suffix.index(after: $0)...] } ?? suffix
    while true {
      if realNames.entry(for: suffix.utf8) != nil { return true }
      guard let dot = suffix.firstIndex(of: ".") else { return false }
      suffix = suffix[suffix.index(after: dot)...]
    }
  }
}

private let separators: Set<Character> = [".", "/", "@", ":", ";", ",", "?", "&", "=", "#", "\n"]

/// As the words are written in the lists.
private func compact(_ text: some StringProtocol) -> String {
  var scalars = Array(text.lowercased().unicodeScalars)
  if scalars.contains(where: { $0.value >= 0x300 && isMark($0) }) { scalars = composed(scalars) }
  scalars.removeAll {
    switch $0 {
    case " ", "\t", "-", "_", "'", "’", "\"", "`", "!": true
    default: false
    }
  }
  return String(scalars: scalars)
}

/// One mark over and over: "xx", "***", "??", "…", "xxxx-xxxx".
private func isFiller(_ value: String) -> Bool {
  let marks = value.unicodeScalars.filter { $0 != "-" && $0 != " " && $0 != "_" }
  guard let first = marks.first else { return value.unicodeScalars.count >= 3 }
  let letter = Character(first).lowercased()
  guard marks.allSatisfy({ Character($0).lowercased() == letter }) else { return false }
  switch letter {
  case "x", "?", "*", "•", "●": return marks.count >= 2
  case ".", "#", "~": return marks.count >= 3
  case "…": return true
  default: return false
  }
}

/// A value that somebody made unreadable before showing it: "abc***", "SG.xxxxxxxx", "sk-...".
private func hasMask(_ value: String) -> Bool {
  value.contains("***") || value.contains("???") || value.contains("•••") || value.hasSuffix("...")
    || value.hasSuffix("…")
    || hasRun(of: "x", atLeast: 5, in: value)
}

private func hasRun(of letter: Unicode.Scalar, atLeast length: Int, in value: String) -> Bool {
  var run = 0
  for byte in value.utf8 {
    run = byte | 0x20 == UInt8(ascii: letter) ? run + 1 : 0
    if run == length { return true }
  }
  return false
}

/// A blank to fill in: "<your password>" anywhere, "[your password]", "{your-key}" and "__PASSWORD__"
/// around the whole value.
private func hasBlank(_ value: String) -> Bool {
  var rest = value[...]
  while let open = rest.firstIndex(of: "<") {
    rest = rest[rest.index(after: open)...]
    if let close = rest.firstIndex(of: ">"), isDescription(rest[..<close]) { return true }
  }
  for (open, close) in [("[", "]"), ("{", "}"), ("__", "__"), ("@", "@"), ("##", "##")]
  where value.hasPrefix(open) && value.hasSuffix(close) && value.count > open.count + close.count {
    if isDescription(value.dropFirst(open.count).dropLast(close.count)) { return true }
  }
  return false
}

/// Letters first, then letters, digits and what joins words; no "@" and no dot, so not the address in "News
/// <a@b.example>".
private func isDescription(_ text: Substring) -> Bool {
  guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
  return text.unicodeScalars.allSatisfy {
    $0.properties.isAlphabetic || ("0"..."9" ~= $0) || $0 == " " || $0 == "_" || $0 == "-" || $0 == "'"
  }
}

/// "your-domain", "YOUR_API_KEY", "YourPassword": the word "your" and another, told apart by a joint or by
/// its capital.
private func addressesReader(_ piece: Substring) -> Bool {
  let letters = Array(piece.unicodeScalars)
  guard letters.count > 5, piece.lowercased().hasPrefix("your") else { return false }
  switch letters[4] {
  case "-", "_", " ": return true
  case "A"..."Z": return "a"..."z" ~= letters[3]
  default: return false
  }
}
