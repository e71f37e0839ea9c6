/// Redaction: a file's text and the places of its known secrets in; every range that must be covered, and texts with
/// secrets covered, out. Used once, where findings leave the engine.
package import Document

package struct Redaction: Sendable {
  /// Byte ranges to cover in the file.
  package let ranges: [TextRange]
  /// The secrets themselves, longest first, to be covered wherever a text repeats them.
  private let secrets: [[UInt8]]

  /// Shorter texts are too likely to stand for something else.
  private static let shortestRepeated = 4

  /// - Parameter known: places of values that the schema marks, or that stand under a secret's misspelt name.
  package init(_ source: SourceText, known: [TextRange]) {
    let found = known.map { unquoted($0, in: source) } + SecretSuspects(source).ranges
    let texts = Set(found.map { Array(source.bytes[$0.start..<$0.end]) })
    secrets =
      texts.filter { $0.count >= Self.shortestRepeated && !isPlaceholder($0[...]) && !Self.isCommonWord($0) }
      .sorted { ($0.count, $1.first ?? 0) > ($1.count, $0.first ?? 0) }
    ranges =
      found.filter { !isPlaceholder(source.bytes[$0.start..<$0.end]) }
      + secrets.flatMap { secret in
        occurrences(of: secret, in: source.bytes).map { TextRange(start: $0, end: $0 + secret.count) }
      }
  }

  private static let schemaNames = campaignSchema.names

  /// A password such as `password` is covered where it stands, but not wherever the word is used.
  private static func isCommonWord(_ text: [UInt8]) -> Bool {
    schemaNames.contains(String(decoding: text, as: UTF8.self).lowercased())
  }

  /// The text with every known secret covered.
  package func cover(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for secret in secrets {
      for start in occurrences(of: secret, in: bytes).reversed() {
        bytes.replaceSubrange(start..<start + secret.count, with: MaskedText.mask.utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The range inside a scalar's quotes.
private func unquoted(_ range: TextRange, in source: SourceText) -> TextRange {
  guard range.end - range.start >= 2, source.bytes[range.start].isQuote,
    source.bytes[range.end - 1] == source.bytes[range.start]
  else { return range }
  return TextRange(start: range.start + 1, end: range.end - 1)
}

/// Where a text stands in another; places do not overlap.
private func occurrences(of needle: [UInt8], in bytes: [UInt8]) -> [Int] {
  guard let first = needle.first else { return [] }
  var found: [Int] = []
  var at = 0
  while at + needle.count <= bytes.count {
    if bytes[at] == first, bytes[at..<at + needle.count].elementsEqual(needle) {
      found.append(at)
      at += needle.count
    } else {
      at += 1
    }
  }
  return found
}

/// `${NAME}` names a variable and is no secret; `${NAME:-default}` holds one.
func isPlaceholder(_ bytes: ArraySlice<UInt8>) -> Bool {
  bytes.starts(with: "${".utf8) && bytes.last == UInt8(ascii: "}") && !bytes.contains(UInt8(ascii: "-"))
}

extension UInt8 {
  var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
