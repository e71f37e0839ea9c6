/// Whether and where a text holds another, byte by byte: texts in, yes or no or a place out. Swift's own search works by
/// characters and costs a thousand times as much for the short texts that rules look for.

func holds(_ text: some Collection<UInt8>, _ part: StaticString) -> Bool {
  let found = text.withContiguousStorageIfAvailable { bytes in
    part.withUTF8Buffer { part in position(of: part, in: bytes) != nil }
  }
  if let found { return found }
  let bytes = Array(text)
  return part.withUTF8Buffer { part in bytes.withUnsafeBufferPointer { position(of: part, in: $0) != nil } }
}

private func position(of part: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard let first = part.first, bytes.count >= part.count else { return nil }
  for start in 0...(bytes.count - part.count) where bytes[start] == first {
    var length = 1
    while length < part.count, bytes[start + length] == part[length] { length += 1 }
    if length == part.count { return start }
  }
  return nil
}

/// Where an entry of a table stands in a text; an empty one is where the text begins.
func position(of part: SortedLines.Line, in bytes: ArraySlice<UInt8>) -> Int? {
  guard let first = part.first else { return bytes.startIndex }
  var rest = bytes
  while let start = rest.firstIndex(of: first) {
    if rest[start...].starts(with: part) { return start }
    rest = rest[(start + 1)...]
  }
  return nil
}

func isASCII(_ text: String) -> Bool {
  text.utf8.withContiguousStorageIfAvailable { isASCII($0) } ?? text.utf8.allSatisfy { $0 < 0x80 }
}

/// Whether a text is ASCII, eight bytes at a time.
func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var at = 0
  while at + 8 <= bytes.count {
    let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
    if word & 0x8080_8080_8080_8080 != 0 { return false }
    at += 8
  }
  return bytes[at...].allSatisfy { $0 < 0x80 }
}
