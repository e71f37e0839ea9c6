/// Words of which one is right in; how a sentence lists them out: `a`, `b` or `c`.

/// - Parameter most: of more words only the first are listed.
func alternatives(_ words: [String], atMost most: Int = .max) -> String {
  let quoted = words.prefix(most).map { "`\($0)`" } + (words.count > most ? ["…"] : [])
  guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
  return quoted.dropLast().joined(separator: ", ") + " or " + last
}
