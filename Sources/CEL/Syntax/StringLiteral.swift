/// The meaning of a string or bytes literal: prefix and quotes taken off, escapes resolved.
struct StringLiteral {
  /// What is wrong with an escape, and where, counted from the first byte of the literal.
  struct Fault: Error {
    let range: Range<Int>
  }

  /// The value as UTF-8, or as the bytes themselves for a bytes literal.
  private(set) var content: [UInt8] = []
  private let source: ArraySlice<UInt8>
  private var position: Int
  private let isBytes: Bool

  /// The content of a whole literal, as the lexer has cut it out.
  static func read(_ literal: ArraySlice<UInt8>, isBytes: Bool) throws(Fault) -> [UInt8] {
    var start = literal.startIndex
    var isRaw = false
    while literal[start] != Byte.quote, literal[start] != Byte.doubleQuote {
      isRaw = isRaw || literal[start] | 0x20 == 0x72
      start += 1
    }
    let quote = literal[start]
    let isTriple =
      literal.endIndex - start >= 6 && literal[start + 1] == quote && literal[start + 2] == quote
    let width = isTriple ? 3 : 1
    let body = literal[(start + width)..<(literal.endIndex - width)]
    guard !isRaw, body.contains(Byte.backslash) else { return Array(body) }
    var reader = StringLiteral(source: body, isBytes: isBytes)
    try reader.resolve(origin: literal.startIndex)
    return reader.content
  }

  private init(source: ArraySlice<UInt8>, isBytes: Bool) {
    self.source = source
    self.isBytes = isBytes
    position = source.startIndex
    content.reserveCapacity(source.count)
  }

  private mutating func resolve(origin: Int) throws(Fault) {
    while position < source.endIndex {
      let byte = source[position]
      if byte != Byte.backslash {
        content.append(byte)
        position += 1
        continue
      }
      let start = position
      position += 2
      guard start + 1 < source.endIndex, resolveEscape(source[start + 1]) else {
        throw Fault(range: (start - origin)..<(min(position, source.endIndex) - origin))
      }
    }
  }

  /// Appends what `\x` stands for; false when it stands for nothing.
  private mutating func resolveEscape(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "a"): content.append(0x07)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "v"): content.append(0x0B)
    case Byte.backslash, UInt8(ascii: "?"), Byte.quote, Byte.doubleQuote, Byte.backQuote:
      content.append(letter)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return appendHex(digits: 2)
    case UInt8(ascii: "u"): return !isBytes && appendHex(digits: 4)
    case UInt8(ascii: "U"): return !isBytes && appendHex(digits: 8)
    case UInt8(ascii: "0")...UInt8(ascii: "3"): return appendOctal(first: letter)
    default: return false
    }
    return true
  }

  private mutating func appendHex(digits: Int) -> Bool {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard position < source.endIndex, let digit = Byte.hexValue(source[position]) else { return false }
      value = value << 4 | digit
      position += 1
    }
    return append(value)
  }

  private mutating func appendOctal(first: UInt8) -> Bool {
    var value = UInt32(first) - 0x30
    for _ in 0..<2 {
      guard position < source.endIndex, source[position] >= 0x30, source[position] <= 0x37 else {
        return false
      }
      value = value << 3 | (UInt32(source[position]) - 0x30)
      position += 1
    }
    return append(value)
  }

  /// A code point in a string, an octet in bytes. Surrogates and what lies beyond U+10FFFF are no code points.
  private mutating func append(_ value: UInt32) -> Bool {
    if isBytes {
      content.append(UInt8(truncatingIfNeeded: value))
      return value <= 0xFF
    }
    guard let scalar = Unicode.Scalar(value) else { return false }
    content.append(contentsOf: UTF8.encode(scalar) ?? .init())
    return true
  }
}
