/// Whether the name of a key, a variable or a field speaks of a secret: its bytes in, yes or no out.

/// It holds one of the words that rules/words/secret-names.dat has.
func speaksOfSecret(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  secretWords.stand(in: name)
}

func speaksOfSecret(_ name: String) -> Bool {
  var name = name
  return name.withUTF8 { secretWords.stand(in: $0[...]) }
}

/// Two letters that follow each other in a name without being one of them are in no word that speaks of a secret.
let pairsInSecretNames = secretWords.pairs

private let secretWords = SecretWords(EmbeddedRules.text(of: "words/secret-names.dat") ?? "")

private struct SecretWords: Sendable {
  private var inside: [[UInt8]] = []
  private var atTheEnd: [[UInt8]] = []
  private(set) var pairs = BytePairs()

  /// - Parameter text: rules/words/secret-names.dat.
  init(_ text: String) {
    _ = SortedLines(text).first { line -> Void? in
      var rest = line
      let place = rest.nextWord()
      let word = Array(rest)
      guard word.count > 1 else { return nil }
      if place.elementsEqual("end".utf8) { atTheEnd.append(word) } else { inside.append(word) }
      for first in [word[0], uppercase(word[0])] {
        for second in [word[1], uppercase(word[1])] { pairs.insert(first, second) }
      }
      return nil
    }
  }

  func stand(in name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let bytes = name.base
    var start = name.startIndex
    while start + 1 < name.endIndex {
      if pairs.mayHold(bytes[start], bytes[start + 1]), stand(at: start, in: name) { return true }
      start += 1
    }
    return false
  }

  private func stand(at start: Int, in name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let rest = name[start...]
    if inside.contains(where: { begins(rest, with: $0) }) { return true }
    let isWord = start == name.startIndex || !name[start - 1].isLetterOrDigit
    // Quotes may follow.
    return isWord
      && atTheEnd.contains { begins(rest, with: $0) && rest.dropFirst($0.count).allSatisfy(\.isQuote) }
  }
}

/// The letters of the text may be of either case.
private func begins(_ text: Slice<UnsafeBufferPointer<UInt8>>, with word: [UInt8]) -> Bool {
  text.count >= word.count && word.indices.allSatisfy { lowercase(text[text.startIndex + $0]) == word[$0] }
}

private func lowercase(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}

private func uppercase(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & ~0x20 : byte
}

extension UInt8 {
  var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
