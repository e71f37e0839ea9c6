/// Where to point and what to guess when libyaml stops: its words and mark in, a fault's range and hint out.
struct SyntaxDiagnosis {
  let bytes: UnsafeBufferPointer<UInt8>
  let problem: ParserProblem
  /// The scalar read last: a quote closed too late, or a value that goes on behind its quotes.
  let lastScalar: NodeRecord?
  /// The innermost bracket that is open.
  let openBracket: Int?

  struct Finding {
    var range: TextRange
    var hint: Hint?
  }

  var offset: Int { min(problem.offset, bytes.count) }
  var context: Int? { problem.contextOffset.map { min($0, bytes.count) } }

  /// The first guess that fits; they go from the surest to the vaguest.
  func finding() -> Finding {
    inQuotes() ?? tab() ?? template(in: linesAtFault()) ?? reservedStart() ?? mappingValue() ?? simpleKey()
      ?? behindQuote() ?? template(in: linesAbove()) ?? bracket() ?? misindented()
      ?? Finding(range: fallbackRange(), hint: nil)
  }

  // MARK: Guesses

  private func inQuotes() -> Finding? {
    guard let context, problem.context?.hasSuffix("a quoted scalar") == true else { return nil }
    if problem.problem.hasPrefix("found unexpected") {
      return Finding(range: token(at: context, length: 1), hint: .unclosedQuote)
    }
    return Finding(range: token(at: offset, length: 2), hint: .unknownEscape)
  }

  private func tab() -> Finding? {
    for place in [offset, context].compactMap({ $0 }) {
      let start = lineStart(bytes, of: place)
      var index = start
      while index < bytes.count, bytes[index] == Byte.space { index += 1 }
      guard index < bytes.count, bytes[index] == Byte.tab else { continue }
      return Finding(range: TextRange(start: index, end: index + 1), hint: .tabIndentation)
    }
    return nil
  }

  private func reservedStart() -> Finding? {
    let starters = [
      "while scanning an alias", "while scanning an anchor", "while scanning a block scalar",
      "while scanning a tag", "while parsing a tag", "while scanning a directive",
    ]
    if let context, context < bytes.count, let what = problem.context, starters.contains(what) {
      return Finding(range: value(from: context), hint: .reservedStart(character(at: context)))
    }
    guard offset < bytes.count, "-?:,[]{}#&*!|>'\"%@`".utf8.contains(bytes[offset]) else { return nil }
    switch problem.problem {
    case "found character that cannot start any token", "did not find expected node content",
      "found undefined tag handle", "block sequence entries are not allowed in this context":
      return Finding(range: value(from: offset), hint: .reservedStart(character(at: offset)))
    default: return nil
    }
  }

  /// A second `: ` in a line, a line indented too far, or a line above that was meant to be a key.
  private func mappingValue() -> Finding? {
    guard problem.problem.hasPrefix("mapping values are not allowed") else { return nil }
    let start = lineStart(bytes, of: offset)
    if let colon = separator(from: start, to: offset) {
      return Finding(range: value(from: skipBlanks(colon + 1)), hint: .colonInValue)
    }
    guard let above = previousLine(start) else { return nil }
    if let broken = brokenKey(above) { return broken }
    return Finding(
      range: TextRange(start: skipBlanks(start), end: min(offset + 1, bytes.count)), hint: .indentation)
  }

  private func simpleKey() -> Finding? {
    guard let context, problem.problem.hasPrefix("could not find expected ':'") else { return nil }
    return brokenKey(lineStart(bytes, of: context)..<lineEnd(bytes, from: context))
  }

  private func behindQuote() -> Finding? {
    guard let last = lastScalar, last.style == .doubleQuoted || last.style == .singleQuoted else {
      return nil
    }
    let end = Int(last.end)
    guard end <= offset, skipBlanks(end) == offset, offset < bytes.count else { return nil }
    if last.flags.contains(.multiline) {
      return Finding(range: token(at: Int(last.start), length: 1), hint: .unclosedQuote)
    }
    guard !Byte.isBreak(bytes[offset]) else { return nil }
    return Finding(range: value(from: Int(last.start)), hint: .textAfterQuote)
  }

  /// In brackets that are closed a comma is missing, else the closing one is.
  private func bracket() -> Finding? {
    guard isInFlow, let start = [context, openBracket].compactMap({ $0 }).first(where: isBracket) else {
      return nil
    }
    if isClosed(start) {
      let isCommaMissing = problem.problem.hasPrefix("did not find expected ','")
      return isCommaMissing ? Finding(range: fallbackRange(), hint: .missingComma) : nil
    }
    return Finding(range: token(at: start, length: 1), hint: .unclosedBracket(character(at: start)))
  }

  /// Whether a bracket has its counterpart, quotes and comments left out.
  private func isClosed(_ start: Int) -> Bool {
    var depth = 0
    var quote: UInt8?
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == Byte.openBracket || byte == Byte.openBrace {
        depth += 1
      } else if byte == Byte.closeBracket || byte == Byte.closeBrace {
        depth -= 1
        if depth == 0 { return true }
      } else if byte == Byte.singleQuote || byte == Byte.doubleQuote {
        quote = byte
      } else if byte == Byte.hash, Byte.isSpace(bytes[index - 1]) {
        index = lineEnd(bytes, from: index)
        continue
      }
      index += 1
    }
    return false
  }

  private func misindented() -> Finding? {
    let start = lineStart(bytes, of: offset)
    guard problem.problem.hasPrefix("did not find expected"), !isInFlow, offset < bytes.count,
      skipBlanks(start) == offset, previousLine(start) != nil
    else { return nil }
    return Finding(range: value(from: offset), hint: .indentation)
  }

  // MARK: Pieces

  private func isBracket(_ offset: Int) -> Bool {
    offset < bytes.count && (bytes[offset] == Byte.openBracket || bytes[offset] == Byte.openBrace)
  }

  var isInFlow: Bool { problem.context?.contains("flow") == true }

  /// A line that looks like `key:value`, or has no colon at all.
  private func brokenKey(_ line: Range<Int>) -> Finding? {
    let start = skipBlanks(line.lowerBound)
    guard start < line.upperBound, separator(from: start, to: line.upperBound) == nil else { return nil }
    let rest = value(from: start)
    guard !rest.isEmpty, bytes[rest.end - 1] != Byte.colon else { return nil }
    for index in start..<rest.end - 1
    where bytes[index] == Byte.colon && bytes[index + 1] != UInt8(ascii: "/") {
      return Finding(range: TextRange(start: index, end: index + 1), hint: .missingSpaceAfterColon)
    }
    return Finding(range: rest, hint: .missingColon)
  }

  /// The first `: ` outside quotes.
  private func separator(from start: Int, to end: Int) -> Int? {
    var quote: UInt8?
    for index in start..<max(start, min(end, bytes.count)) {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == Byte.singleQuote || byte == Byte.doubleQuote {
        if index == start || Byte.isBlank(bytes[index - 1]) { quote = byte }
      } else if byte == Byte.colon, index + 1 < bytes.count, Byte.isSpace(bytes[index + 1]) {
        return index
      }
    }
    return nil
  }

  private func previousLine(_ start: Int) -> Range<Int>? {
    var start = start
    while start > 0 {
      let previous = lineStart(bytes, of: start - 1)
      let end = lineEnd(bytes, from: previous)
      let first = skipBlanks(previous)
      if first < end, bytes[first] != Byte.hash { return previous..<end }
      start = previous
    }
    return nil
  }

  private func skipBlanks(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, Byte.isBlank(bytes[index]) { index += 1 }
    return index
  }

  private func character(at offset: Int) -> String {
    String(decoding: bytes[offset..<min(offset + 1, bytes.count)], as: UTF8.self)
  }

  /// The rest of a line from `start`, without a comment and trailing blanks.
  private func value(from start: Int) -> TextRange {
    var end = start
    while end < bytes.count, !Byte.isBreak(bytes[end]) {
      if bytes[end] == Byte.hash, end > start, Byte.isBlank(bytes[end - 1]) { break }
      end += 1
    }
    while end > start, Byte.isBlank(bytes[end - 1]) { end -= 1 }
    return TextRange(start: start, end: end)
  }

  func token(at start: Int, length: Int) -> TextRange {
    var end = min(start + length, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return TextRange(start: min(start, end), end: end)
  }

  /// The word at the mark; at the end of the file what libyaml was busy with.
  private func fallbackRange() -> TextRange {
    var start = offset
    if skipSpaceAndComments(bytes, from: start) >= bytes.count, let context, context < offset {
      start = context
    }
    var end = start
    while end < bytes.count, !Byte.isSpace(bytes[end]) { end += 1 }
    if start < end, [Byte.openBrace, Byte.openBracket].contains(bytes[start]) { end = start + 1 }
    return TextRange(start: start, end: end)
  }
}

extension TreeBuilder {
  /// libyaml has stopped: the document that was open is lost, those before it stay.
  mutating func fail(_ problem: ParserProblem) {
    isStopped = true
    let last = lastScalar == NodeRecord.none ? nil : arena.records[Int(lastScalar)]
    let bracket = frames.last.map { arena.records[Int($0.node)] }
    let openBracket = bracket?.flags.contains(.flow) == true ? bracket.map { Int($0.start) } : nil
    let finding = SyntaxDiagnosis(
      bytes: bytes, problem: problem, lastScalar: last, openBracket: openBracket
    ).finding()
    // What broke the syntax has often read as a complex key before: `{{ x }}:25`.
    let document = max(0, documents.count - 1)
    faults.removeAll { $0.document == document && $0.kind.isComplexKey }
    let start = min(problem.contextOffset ?? finding.range.start, bytes.count)
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let related = start < finding.range.start ? TextRange(start: start, end: end) : nil
    report(
      .syntax(problem: problem.problem, context: problem.context, hint: finding.hint), finding.range,
      related: related)
  }
}
