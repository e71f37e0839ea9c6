/// What looks like a secret by its surroundings, in comments and broken files too: a file in, ranges out. The value
/// after a key whose name speaks of a secret, the password in a URL's user information, and what has the shape of a
/// provider's key.
import Document

struct SecretSuspects {
  let ranges: [TextRange]
  /// Parts of the ranges that may be repeated alone: in a query, the value up to the next field.
  let words: [TextRange]

  /// - Parameters:
  ///   - isBroken: the file cannot be read as YAML; a separator may be missing.
  ///   - clean: lines of other files that need not be looked through; nil where none are known.
  init(_ source: SourceText, isBroken: Bool = false, clean: inout CleanLines?) {
    (ranges, words) = source.bytes.withUnsafeBufferPointer { bytes in
      byteRoles.withUnsafeBufferPointer { roles in
        var search = SecretSearch(source: source, bytes: bytes, roles: roles, isBroken: isBroken)
        for number in 1...max(1, source.lineCount) {
          // What a line of a broken file is taken for is not what it is taken for elsewhere.
          if isBroken { search.look(atLine: number) } else { search.look(atLine: number, &clean) }
        }
        return (search.ranges, search.words)
      }
    }
  }

  /// The secrets in a text that is no file.
  static func texts(in text: String) -> [String] {
    let source = SourceText(name: "", text: text)
    var clean: CleanLines?
    return SecretSuspects(source, clean: &clean).ranges.map(source.text)
  }
}
