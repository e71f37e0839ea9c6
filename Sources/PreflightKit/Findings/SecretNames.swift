/// Whether the name of a key, a variable or a field speaks of a secret: its bytes in, yes or no out.

/// It holds one of the words, or is or ends in "pass" or "pw" as a word of its own.
func speaksOfSecret(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  // Not by `indices`, for which the library asks the runtime what a slice of bytes is.
  for start in name.startIndex..<name.endIndex {
    let rest = name[start...]
    func begins(_ word: StaticString) -> Bool { begin(rest, word) }
    switch name[start] | 0x20 {
    case UInt8(ascii: "p"):
      if begins("passw") || begins("passphrase") || begins("pasword") || begins("pwd") { return true }
      if begins("private_key") || begins("private-key") || begins("privatekey") { return true }
      let isWord = start == name.startIndex || !name[start - 1].isLetterOrDigit
      if isWord, isLast(rest, "pass") || isLast(rest, "pw") { return true }
    case UInt8(ascii: "s"):
      if begins("secret") || begins("signing_key") || begins("signing-key") { return true }
    case UInt8(ascii: "t"): if begins("token") { return true }
    case UInt8(ascii: "a"):
      if begins("api_key") || begins("apikey") || begins("api-key") { return true }
      if begins("access_key") || begins("access-key") || begins("authorization") { return true }
    case UInt8(ascii: "b"): if begins("bearer") { return true }
    case UInt8(ascii: "c"): if begins("credential") { return true }
    case UInt8(ascii: "j"): if begins("jwt") { return true }
    default: continue
    }
  }
  return false
}

func speaksOfSecret(_ name: String) -> Bool {
  var name = name
  return name.withUTF8 { speaksOfSecret($0[...]) }
}

/// Whether a word stands at the beginning, and nothing after it but quotes.
private func isLast(_ rest: Slice<UnsafeBufferPointer<UInt8>>, _ word: StaticString) -> Bool {
  begin(rest, word) && rest.dropFirst(word.utf8CodeUnitCount).allSatisfy(\.isQuote)
}

/// Whether a word stands at the beginning, its letters of either case.
private func begin(_ rest: Slice<UnsafeBufferPointer<UInt8>>, _ word: StaticString) -> Bool {
  guard rest.count >= word.utf8CodeUnitCount else { return false }
  for index in 0..<word.utf8CodeUnitCount
  where lowercase(rest[rest.startIndex + index]) != word.utf8Start[index] { return false }
  return true
}

private func lowercase(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}

extension UInt8 {
  var isLetterOrDigit: Bool {
    switch self | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
