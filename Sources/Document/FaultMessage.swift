/// A fault in words: one line, no full stop, and advice where the hint allows it.
extension Fault {
  package var message: String {
    switch kind {
    case .syntax(let problem, let context, let hint):
      hint?.message ?? "not valid YAML: " + (context.map { $0 + ", " } ?? "") + problem
    case .notUTF8: "the file is not UTF-8: this byte is not part of any character"
    case .utf16(let bigEndian): "the file is UTF-16\(bigEndian ? "BE" : "LE"), not UTF-8"
    case .utf32(let bigEndian): "the file is UTF-32\(bigEndian ? "BE" : "LE"), not UTF-8"
    case .controlCharacter(0): "a NUL byte is not allowed in YAML"
    case .controlCharacter(0xFEFF): "a byte order mark is allowed only at the start of a file"
    case .controlCharacter(let value): "the control character \(codePoint(value)) is not allowed in YAML"
    case .tooLarge(let limit): "the file is larger than the limit of \(limit) bytes"
    case .tooDeep(let limit): "nested deeper than the limit of \(limit) levels"
    case .tooManyNodes(let limit): "more than the limit of \(limit) keys and values"
    case .aliasExpansion(let limit): "aliases expand to more than the limit of \(limit) nodes"
    case .duplicateKey(let name): "the key '\(name)' is written twice: this one wins, the earlier one is lost"
    case .duplicateMerge: "'<<' is written twice: where both bring a key, this one wins"
    case .unknownAlias(let name): "the alias '*\(name)' has no anchor '&\(name)' above it"
    case .recursiveAlias(let name): "the alias '*\(name)' lies within its own anchor"
    case .mergeNotMapping: "'<<' can merge a mapping or a list of mappings only"
    case .complexKey(let hint): hint?.message ?? "a list or a mapping cannot be a key here"
    }
  }

  /// What to do about it, as a phrase.
  package var advice: String? {
    switch kind {
    case .syntax(_, _, let hint): hint?.advice
    case .complexKey(let hint): hint?.advice ?? "put the key in quotes if it is text"
    case .notUTF8, .utf16, .utf32: "save the file as UTF-8"
    case .controlCharacter: "remove it, or write it as an escape in double quotes"
    case .duplicateKey: "keep one of the two"
    case .duplicateMerge: "write one '<<' with a list of mappings, of which the first wins"
    case .unknownAlias: "put the value in quotes if it is text"
    case .mergeNotMapping: "merge a mapping, or repeat the items"
    case .recursiveAlias, .tooLarge, .tooDeep, .tooManyNodes, .aliasExpansion: nil
    }
  }
}

extension Fault {
  /// What the second place has to do with it.
  package var relation: String {
    switch kind {
    case .duplicateKey, .duplicateMerge: "first written here"
    case .recursiveAlias: "the anchor"
    case .mergeNotMapping: "this is no mapping"
    case .syntax, .notUTF8, .utf16, .utf32, .controlCharacter, .tooLarge, .tooDeep, .tooManyNodes,
      .aliasExpansion, .unknownAlias, .complexKey:
      "while reading what begins here"
    }
  }
}

extension Hint {
  package var message: String {
    switch self {
    case .template(let mark): "this looks like a template: '\(mark)' is not YAML without quotes"
    case .tabIndentation: "a tab cannot indent YAML"
    case .missingSpaceAfterColon: "a space is missing behind the colon"
    case .missingColon: "a colon is missing: this line is no 'key: value'"
    case .unclosedQuote: "this quote is never closed"
    case .unclosedBracket(let bracket): "this '\(bracket)' is never closed"
    case .missingComma: "a comma is missing before this"
    case .colonInValue: "an unquoted value cannot hold ': '"
    case .textAfterQuote: "text goes on behind the closing quote"
    case .reservedStart(let start): "an unquoted value cannot begin with '\(start)'"
    case .unknownEscape: "a backslash in double quotes begins an escape, and this is none"
    case .indentation: "the indentation does not fit the lines above"
    }
  }

  package var advice: String {
    switch self {
    case .template: "render the template first and check the result, or put the value in quotes"
    case .tabIndentation: "indent with spaces"
    case .missingSpaceAfterColon: "write 'key: value' with a space"
    case .missingColon: "write 'key: value', or indent the line if it goes on with the value above"
    case .unclosedQuote: "close the quote at the end of the value"
    case .unclosedBracket: "close the bracket"
    case .missingComma: "put a comma between the items"
    case .colonInValue, .textAfterQuote, .reservedStart: "put the whole value in quotes"
    case .unknownEscape: "double the backslash, or use single quotes"
    case .indentation: "align the line with its siblings"
    }
  }
}

private func codePoint(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
