/// Searching and cutting UTF-8 where it lies: bytes of a text in, offsets and parts out. Texts that rules look at are short,
/// and nothing here makes an array of them.
extension UnsafeBufferPointer<UInt8> {
  /// The number of code points.
  var characters: Int64 {
    var count: Int64 = 0
    for byte in self where !byte.isContinuation { count += 1 }
    return count
  }

  /// Where the code point with this number begins, counted from 0 at an offset; the one behind the last begins at the
  /// end. Nil beyond.
  func offset(ofCharacter number: Int64, from start: Int = 0) -> Int? {
    guard number >= 0, number <= Int64(count - start) else { return nil }
    var left = number
    for offset in start..<count where !self[offset].isContinuation {
      if left == 0 { return offset }
      left -= 1
    }
    return left == 0 ? count : nil
  }

  /// Where a part first occurs at or behind an offset. An empty one occurs everywhere.
  func first(_ part: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let lead = part.first else { return start }
    guard part.count <= count, start <= count - part.count else { return nil }
    for offset in start...(count - part.count) where self[offset] == lead && holds(part, at: offset) {
      return offset
    }
    return nil
  }

  /// Where a part last occurs at or before an offset.
  func last(_ part: UnsafeBufferPointer<UInt8>, upTo end: Int) -> Int? {
    var offset = Swift.min(end, count - part.count)
    while offset >= 0 {
      if holds(part, at: offset) { return offset }
      offset -= 1
    }
    return nil
  }

  /// Whether a part lies at an offset, where there is room for it.
  @inline(__always)
  func holds(_ part: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    for index in 0..<part.count where self[offset + index] != part[index] { return false }
    return true
  }

  /// Visits eight bytes at a time. Together with how many there are the words tell all of them; the last word of more than
  /// eight holds some a second time.
  @inline(__always)
  func visitWords(_ body: (UInt64) -> Void) {
    let raw = UnsafeRawBufferPointer(self)
    var place = 0
    while place + 8 < count {
      body(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    if count >= 8 {
      body(raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    } else if count >= 4 {
      let first = raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      body(UInt64(first) << 32 | UInt64(last))
    } else if count > 0 {
      body(UInt64(self[0]) << 16 | UInt64(self[count / 2]) << 8 | UInt64(self[count - 1]))
    }
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: self[range]), as: UTF8.self)
  }
}

extension UInt8 {
  /// Not the first byte of a code point.
  fileprivate var isContinuation: Bool { self & 0xC0 == 0x80 }
}
