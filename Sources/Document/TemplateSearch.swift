/// Marks of template languages near a syntax error, since most files that are not YAML are templates.
extension SyntaxDiagnosis {
  func template(in lines: [Range<Int>]) -> Finding? {
    for line in lines {
      guard let (mark, place) = templateMark(in: line, isFlow: isInFlow) else { continue }
      return Finding(range: token(at: place, length: mark.utf8.count), hint: .template(mark))
    }
    return nil
  }

  /// The line of the mark, and the one where libyaml began what it could not end.
  func linesAtFault() -> [Range<Int>] {
    [offset, context].compactMap { place in
      place.map { lineStart(bytes, of: $0)..<lineEnd(bytes, from: $0) }
    }
  }

  /// The line above, and the first that begins with a template's mark: there YAML may already have gone wrong.
  func linesAbove() -> [Range<Int>] {
    let start = lineStart(bytes, of: offset)
    var line = 0
    while line < start {
      let end = lineEnd(bytes, from: line)
      var first = line
      while first < end, Byte.isBlank(bytes[first]) { first += 1 }
      if first + 1 < end, bytes[first] == Byte.openBrace, "{%#".utf8.contains(bytes[first + 1]) {
        return [lineStart(bytes, of: start - 1)..<start, first..<end]
      }
      line = nextLine(bytes, from: end)
    }
    return start > 0 ? [lineStart(bytes, of: start - 1)..<start] : []
  }

  /// A template's opening mark outside quotes and comments. `${` is plain text, except within brackets.
  private func templateMark(in line: Range<Int>, isFlow: Bool) -> (mark: String, place: Int)? {
    var quote: UInt8?
    for index in line {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      if byte == Byte.singleQuote || byte == Byte.doubleQuote {
        if index == line.lowerBound || !isWordByte(bytes[index - 1]) { quote = byte }
        continue
      }
      if byte == Byte.hash, index == line.lowerBound || Byte.isBlank(bytes[index - 1]) { return nil }
      guard byte == Byte.openBrace || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%") else { continue }
      for mark in ["{{", "{%", "{#", "%env(", "${"] where mark != "${" || isFlow {
        if starts(with: mark, at: index, before: line.upperBound) { return (mark, index) }
      }
    }
    return nil
  }

  private func starts(with mark: String, at index: Int, before end: Int) -> Bool {
    index + mark.utf8.count <= end && bytes[index..<index + mark.utf8.count].elementsEqual(mark.utf8)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
