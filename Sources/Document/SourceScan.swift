/// One pass over a file's bytes: where lines start, whether all is ASCII, and the first thing that is not YAML.

/// What makes bytes something else than YAML in UTF-8.
enum SourceDefect: Hashable, Sendable {
  case notUTF8(at: Int)
  case utf16(bigEndian: Bool)
  case utf32(bigEndian: Bool)
  /// A character that YAML 1.1 §4.1.1 does not allow in a stream.
  case controlCharacter(UInt32, at: Int, count: Int)
}

struct SourceScan {
  var lineStarts: [UInt32] = []
  var isASCII = true
  var defect: SourceDefect?
  var textStart = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    lineStarts.reserveCapacity(bytes.count / 24 + 2)
    lineStarts.append(0)
    defect = Self.foreignEncoding(bytes)
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { textStart = 3 }
    var index = textStart
    while true {
      index = Self.nextSpecial(bytes, from: index)
      guard index < bytes.count else { break }
      index = pass(bytes, at: index)
    }
  }

  /// The next byte outside printable ASCII. Eight bytes a step, because every file is read by this loop.
  private static func nextSpecial(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let below = (word &- ones &* 0x20) & ~word
      let special = (below | word | (word &+ ones)) & highs
      if special != 0 { return index + special.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count, (0x20...0x7E).contains(bytes[index]) { index += 1 }
    return index
  }

  /// Takes note of the special byte at `index` and returns where to go on.
  private mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = bytes[index]
    switch byte {
    case Byte.lineFeed:
      lineStarts.append(UInt32(truncatingIfNeeded: index + 1))
      return index + 1
    case Byte.carriageReturn:
      let next = index + 1 < bytes.count && bytes[index + 1] == Byte.lineFeed ? index + 2 : index + 1
      lineStarts.append(UInt32(truncatingIfNeeded: next))
      return next
    case Byte.tab, 0x20...0x7E:
      return index + 1
    case 0..<0x80:
      note(.controlCharacter(UInt32(byte), at: index, count: 1))
      return index + 1
    default:
      isASCII = false
      return passScalar(bytes, at: index)
    }
  }

  private mutating func passScalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard let scalar = decodeScalar(bytes, at: index) else {
      note(.notUTF8(at: index))
      return index + 1
    }
    switch scalar.value {
    case 0x80...0x84, 0x86...0x9F, 0xFEFF, 0xFFFE, 0xFFFF:
      note(.controlCharacter(scalar.value, at: index, count: scalar.count))
    default:
      break
    }
    return index + scalar.count
  }

  private mutating func note(_ found: SourceDefect) {
    if defect == nil { defect = found }
  }

  /// UTF-16 and UTF-32 by byte order mark or by the zero bytes round a first ASCII character (YAML 1.2 §5.2).
  private static func foreignEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> SourceDefect? {
    guard bytes.count >= 2 else { return nil }
    let four = (0..<4).map { $0 < bytes.count ? bytes[$0] : nil }
    switch (four[0], four[1], four[2], four[3]) {
    case (0xFF, 0xFE, 0, 0): return .utf32(bigEndian: false)
    case (0, 0, 0xFE, 0xFF): return .utf32(bigEndian: true)
    case (0xFF, 0xFE, _, _): return .utf16(bigEndian: false)
    case (0xFE, 0xFF, _, _): return .utf16(bigEndian: true)
    case (0, 0, 0, .some(1...)): return .utf32(bigEndian: true)
    case (.some(1...), 0, 0, 0): return .utf32(bigEndian: false)
    case (0, .some(1...), 0, _), (0, .some(1...), nil, nil): return .utf16(bigEndian: true)
    case (.some(1...), 0, .some(1...), 0), (.some(1...), 0, nil, nil): return .utf16(bigEndian: false)
    default: return nil
    }
  }
}

/// The scalar that begins at `index`, if the bytes there are well-formed UTF-8 (Unicode 15, table 3-7).
func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: UInt32, count: Int)? {
  let first = UInt32(bytes[index])
  let count: Int
  var value: UInt32
  switch first {
  case 0..<0x80: return (first, 1)
  case 0xC2...0xDF: (count, value) = (2, first & 0x1F)
  case 0xE0...0xEF: (count, value) = (3, first & 0x0F)
  case 0xF0...0xF4: (count, value) = (4, first & 0x07)
  default: return nil
  }
  guard index + count <= bytes.count else { return nil }
  for offset in 1..<count {
    let byte = UInt32(bytes[index + offset])
    guard byte & 0xC0 == 0x80 else { return nil }
    value = value << 6 | byte & 0x3F
  }
  let smallest: UInt32 = count == 2 ? 0x80 : count == 3 ? 0x800 : 0x10000
  guard value >= smallest, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
  return (value, count)
}
