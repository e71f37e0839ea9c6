/// What lies between and before nodes: space, comments, tags and anchors, headers of block scalars.

/// The first byte at or behind `start` that is neither space nor comment.
func skipSpaceAndComments(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var index = start
  while index < bytes.count {
    if Byte.isSpace(bytes[index]) {
      index += 1
    } else if bytes[index] == Byte.hash {
      index = lineEnd(bytes, from: index)
    } else {
      break
    }
  }
  return index
}

/// Where the content of a node begins that has `count` tags and anchors.
func skipProperties(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, count: Int) -> Int {
  var index = start
  for _ in 0..<count {
    // A tag ends at a space; an anchor's name ends earlier, as in `&a:b`.
    let isAnchor = index < bytes.count && bytes[index] == Byte.ampersand
    index += 1
    while index < bytes.count, isAnchor ? isNameByte(bytes[index]) : !Byte.isSpace(bytes[index]) {
      index += 1
    }
    index = skipSpaceAndComments(bytes, from: index)
  }
  return index
}

/// The end of the line that `start` lies on, before its terminator.
func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var index = start
  while index < bytes.count, !Byte.isBreak(bytes[index]) { index += 1 }
  return index
}

/// The beginning of the line behind the one that `start` lies on, or the end of the file.
func nextLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let end = lineEnd(bytes, from: start)
  guard end < bytes.count else { return end }
  let isPair = bytes[end] == Byte.carriageReturn && end + 1 < bytes.count && bytes[end + 1] == Byte.lineFeed
  return end + (isPair ? 2 : 1)
}

/// The beginning of the line that `offset` lies on.
func lineStart(_ bytes: UnsafeBufferPointer<UInt8>, of offset: Int) -> Int {
  var index = offset
  while index > 0, !Byte.isBreak(bytes[index - 1]) { index -= 1 }
  return index
}

/// The end of a block scalar's last line that holds something; libyaml's mark lies behind blank lines and the
/// indentation of what follows. Without any content it is the end of the header's indicators.
func blockScalarEnd(_ bytes: UnsafeBufferPointer<UInt8>, start: Int, mark: Int) -> Int {
  let content = nextLine(bytes, from: start)
  var end = mark
  while end > content, Byte.isSpace(bytes[end - 1]) { end -= 1 }
  if end > content {
    while end < mark, !Byte.isBreak(bytes[end]) { end += 1 }
    return end
  }
  end = min(start + 1, bytes.count)
  while end < bytes.count, isHeaderIndicator(bytes[end]) { end += 1 }
  return end
}

private func isHeaderIndicator(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "+") || byte == Byte.dash || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// The characters that libyaml takes for anchors.
private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
    Byte.dash,
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
