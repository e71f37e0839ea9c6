import CEL

/// A value as somebody typed it, with what can be seen in it at a glance: marks in rows, masks, blanks to
/// fill in.
struct WrittenValue {
  /// Without the white space around it.
  let bytes: [UInt8]
  /// The same in lower case and composed; of the same length if it is ASCII.
  let lowercased: [UInt8]
  private let isASCII: Bool

  init(_ text: String) {
    let value = CodePoints.trim(text)
    isASCII = PreflightKit.isASCII(value)
    bytes = Array(value.utf8)
    if let simple = lowercasedLatin(bytes) {
      lowercased = simple
      return
    }
    let scalars = value.lowercased().unicodeScalars.filter { $0 != "’" }
    lowercased = Array(
      String(scalars: scalars.contains(where: isMark) ? composed(scalars) : Array(scalars)).utf8)
  }

  /// One mark over and over: "xx", "***", "??", "…", "xxxx-xxxx".
  var isFiller: Bool {
    guard let first = lowercased.first, first >= 0x80 || fillers.contains(first) else { return false }
    let marks = String(decoding: lowercased, as: UTF8.self).unicodeScalars
      .filter { $0 != "-" && $0 != " " && $0 != "_" }
    guard let mark = marks.first else { return bytes.count >= 3 }
    switch mark {
    case "x", "?", "*", "•", "●": return marks.count >= 2 && marks.allSatisfy { $0 == mark }
    case ".", "#", "~": return marks.count >= 3 && marks.allSatisfy { $0 == mark }
    case "…": return marks.allSatisfy { $0 == mark }
    default: return false
    }
  }

  /// Made unreadable before somebody showed it: "abc***", "SG.xxxxxxxx", "sk-...".
  var hasMask: Bool {
    if lowercased.suffix(3).elementsEqual("...".utf8) { return true }
    if !isASCII, lowercased.suffix(3).elementsEqual("…".utf8) { return true }
    var run = 0
    var last: UInt8 = 0
    for byte in lowercased {
      run = byte == last ? run + 1 : 1
      last = byte
      switch Unicode.Scalar(byte) {
      case "*", "?": if run == 3 { return true }
      case "x": if run == 5 { return true }
      default: continue
      }
    }
    return false
  }

  /// A blank to fill in: "<your password>" anywhere, "[your password]", "{your-key}" and "__PASSWORD__"
  /// around the whole value.
  var hasBlank: Bool {
    // No description holds a "<", so each ">" closes the last one before it.
    var open: Int?
    for (index, byte) in bytes.enumerated() {
      switch Unicode.Scalar(byte) {
      case "<": open = index
      case ">":
        if let start = open, isDescription(bytes[(start + 1)..<index]) { return true }
        open = nil
      default: continue
      }
    }
    guard let first = bytes.first, bytes.count > 4 else { return false }
    switch Unicode.Scalar(first) {
    case "[": return bytes.last == UInt8(ascii: "]") && isDescription(bytes[1..<(bytes.count - 1)])
    case "{": return bytes.last == UInt8(ascii: "}") && isDescription(bytes[1..<(bytes.count - 1)])
    case "@": return bytes.last == first && isDescription(bytes[1..<(bytes.count - 1)])
    case "_", "#":
      let isDoubled = bytes[1] == first && bytes.suffix(2).allSatisfy { $0 == first }
      return isDoubled && isDescription(bytes[2..<(bytes.count - 2)])
    default: return false
    }
  }

  /// "your-domain", "YOUR_API_KEY", "YourPassword": the word "your" and another, told apart by a joint or
  /// by its capital.
  func addressesReader(_ range: Range<Int>) -> Bool {
    guard range.count > 5, lowercased[range].starts(with: "your".utf8) else { return false }
    switch Unicode.Scalar(lowercased[range.lowerBound + 4]) {
    case "-", "_", " ": return true
    case "a"..."z":
      guard isASCII else { return false }
      let (before, joint) = (bytes[range.lowerBound + 3], bytes[range.lowerBound + 4])
      return before == UInt8(ascii: "r") && UInt8(ascii: "A")...UInt8(ascii: "Z") ~= joint
    default: return false
    }
  }
}

/// ASCII and the letters of Latin-1 in lower case; nil where there is anything else, which takes Unicode's tables.
private func lowercasedLatin(_ bytes: [UInt8]) -> [UInt8]? {
  var result = bytes
  var index = 0
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): result[index] |= 0x20
    case 0..<0x80: break
    case 0xC3:
      // U+00C0 to U+00FF: capitals first, with the sign U+00D7 among them.
      index += 1
      if bytes[index] < 0x9F, bytes[index] != 0x97 { result[index] |= 0x20 }
    default: return nil
    }
    index += 1
  }
  return result
}

/// What a row of marks begins with; beyond ASCII there are more.
private let fillers = Array("x?*.#~-_".utf8)

/// Letters first, then letters, digits and what joins words; no "@" and no dot, so not the address in
/// "News <a@b.example>".
private func isDescription(_ bytes: ArraySlice<UInt8>) -> Bool {
  let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
  guard let first = scalars.first, first.properties.isAlphabetic else { return false }
  return scalars.allSatisfy {
    switch $0 {
    case "0"..."9", " ", "_", "-", "'": true
    default: $0.properties.isAlphabetic
    }
  }
}
