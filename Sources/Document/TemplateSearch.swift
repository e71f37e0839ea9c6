/// Marks of template languages near a syntax error, since most files that are not YAML are templates.
extension SyntaxDiagnosis {
  func template() -> Finding? {
    for line in linesToSearch() {
      guard let (mark, place) = templateMark(in: line, isFlow: isInFlow) else { continue }
      return Finding(range: token(at: place, length: mark.utf8.count), hint: .template(mark))
    }
    return nil
  }

  /// The lines at fault, then the one above, then every line above that begins with a template's mark.
  private func linesToSearch() -> [Range<Int>] {
    let start = lineStart(bytes, of: offset)
    var result = [start..<lineEnd(bytes, from: start)]
    if let context { result.append(lineStart(bytes, of: context)..<lineEnd(bytes, from: context)) }
    if start > 0 { result.append(lineStart(bytes, of: start - 1)..<start) }
    var line = 0
    while line < start {
      let end = lineEnd(bytes, from: line)
      var first = line
      while first < end, Byte.isBlank(bytes[first]) { first += 1 }
      if first + 1 < end, bytes[first] == Byte.openBrace, "{%#".utf8.contains(bytes[first + 1]) {
        result.append(first..<end)
        break
      }
      line = nextLine(bytes, from: end)
    }
    return result
  }

  /// A template's opening mark outside quotes. `${` is plain text, except within brackets.
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
