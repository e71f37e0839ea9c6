/// Redaction: a file's text and its known secrets in; every range that must be covered, and texts with secrets covered,
/// out. Used once, where findings leave the engine.
package import Document

package struct Redaction: Sendable {
  /// Byte ranges to cover in the file.
  package let ranges: [TextRange]
  /// The secrets themselves, to be covered wherever a text repeats them.
  private let texts: SecretTexts

  /// Shorter texts are too likely to stand for something else.
  static let shortestRepeated = 4

  /// - Parameters:
  ///   - known: places of values that the schema marks, or that stand under a secret's misspelt name.
  ///   - handedIn: secrets that the file does not hold; they came from variables.
  ///   - isBroken: the file cannot be read as YAML.
  ///   - clean: lines of other files that hold nothing like a secret; nil where none are known.
  package init(
    _ source: SourceText, known: [TextRange], handedIn: Set<String> = [], isBroken: Bool = false,
    clean: inout CleanLines?
  ) {
    let suspects = SecretSuspects(source, isBroken: isBroken, clean: &clean)
    let found = known.map { unquoted($0, in: source) } + suspects.ranges
    var words = Set(handedIn.map { Array($0.utf8) })
    for range in found { words.formUnion(forms(of: source.bytes[range.start..<range.end])) }
    for range in suspects.words { words.insert(Array(source.bytes[range.start..<range.end])) }
    texts = SecretTexts(
      words.filter { $0.count >= Self.shortestRepeated && holdsSecret($0[...]) && !Self.isCommonWord($0) })
    ranges =
      found.filter { holdsSecret(source.bytes[$0.start..<$0.end]) }
      + texts.places(in: source.bytes).map { TextRange(start: $0.lowerBound, end: $0.upperBound) }
  }

  private static let schemaNames = campaignSchema.names

  /// A password such as `password` is covered where it stands, but not wherever the word is used.
  private static func isCommonWord(_ text: [UInt8]) -> Bool {
    schemaNames.contains(String(decoding: text, as: UTF8.self).lowercased())
  }

  /// The text with every known secret covered.
  package func cover(_ text: String) -> String { texts.cover(text) }
}

/// The range inside a scalar's quotes.
private func unquoted(_ range: TextRange, in source: SourceText) -> TextRange {
  guard range.end - range.start >= 2, source.bytes[range.start].isQuote,
    source.bytes[range.end - 1] == source.bytes[range.start]
  else { return range }
  return TextRange(start: range.start + 1, end: range.end - 1)
}

/// A secret as it is written, and as YAML may have read it: `*abc` is an alias named `abc`.
private func forms(of written: ArraySlice<UInt8>) -> [[UInt8]] {
  let bare = written.drop { $0.isIndicator }
  return bare.count == written.count ? [Array(written)] : [Array(written), Array(bare)]
}

/// Whether more is written than the names of variables: `${NAME:-default}` holds a default, `${NAME:+other}` another
/// word, `${A}-${B}` a dash.
/// What lies deeper than defaults are filled in is not looked into, and may be anything.
private func holdsSecret(_ written: ArraySlice<UInt8>, depth: Int = 0) -> Bool {
  guard depth <= Placeholder.deepest, written.contains(where: \.opensPlaceholder) else { return true }
  var at = written.startIndex
  for placeholder in Interpolation(String(decoding: written, as: UTF8.self)).placeholders {
    guard placeholder.range.lowerBound + written.startIndex == at else { return true }
    at = placeholder.range.upperBound + written.startIndex
    for word in [placeholder.fallback, placeholder.replacement].compactMap(\.self) where !word.isEmpty {
      if holdsSecret(Array(word.utf8)[...], depth: depth + 1) { return true }
    }
  }
  return at < written.endIndex
}

extension UInt8 {
  var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

  fileprivate var isIndicator: Bool {
    switch Unicode.Scalar(self) {
    case "*", "&", "!", "|", ">", "'", "\"": true
    default: false
    }
  }
}
