/// Literals of every kind: numbers, strings, lists and maps.
extension Parser {
  /// A number, with the minus before it if there was one.
  mutating func parseNumber(minus: Span?) -> Expression {
    let span = minus.map { Span(from: $0, to: token.span) } ?? token.span
    let digits = text(of: token)
    let kind = token.kind
    advance()
    guard kind == .int || kind == .uint || kind == .double else { return Expression(.invalid, span) }
    guard let value = Parser.number(digits, kind, isNegative: minus != nil) else {
      report(.syntax(.numberOutOfRange((minus == nil ? "" : "-") + digits)), span)
      return Expression(.invalid, span)
    }
    let literal = Expression(.literal(value), span)
    guard kind == .uint, minus != nil else { return literal }
    return make(.negate(Expression(.literal(value), token.span)), span, literal)
  }

  private static func number(_ text: String, _ kind: Token.Kind, isNegative: Bool) -> Value? {
    if kind == .double {
      guard let value = Double(text.utf8.first == Byte.dot ? "0" + text : text), value.isFinite else {
        return nil
      }
      return .double(isNegative ? -value : value)
    }
    let isHex = text.utf8.dropFirst().first.map { $0 | 0x20 == 0x78 } ?? false
    let digits = text.dropFirst(isHex ? 2 : 0)
    let radix = isHex ? 16 : 10
    if kind == .uint { return UInt64(digits.dropLast(), radix: radix).map { .uint($0) } }
    guard let magnitude = UInt64(digits, radix: radix) else { return nil }
    guard isNegative else { return Int64(exactly: magnitude).map { .int($0) } }
    if magnitude == UInt64(Int64.max) + 1 { return .int(.min) }
    return Int64(exactly: magnitude).map { .int(-$0) }
  }

  mutating func parseString() -> Expression {
    let span = token.span
    let isBytes = token.kind == .bytes
    advance()
    do throws(StringLiteral.Fault) {
      let content = try StringLiteral.read(lexer.bytes[span.range], isBytes: isBytes)
      let value: Value = isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
      return Expression(.literal(value), span)
    } catch {
      let start = Int(span.start) + error.range.lowerBound
      let end = Int(span.start) + error.range.upperBound
      let text = String(decoding: lexer.bytes[start..<end], as: UTF8.self)
      report(.syntax(.invalidEscape(text)), Span(start, end), suggestion: text == "\\." ? "\\\\." : nil)
      return Expression(.invalid, span)
    }
  }

  /// `[a, ?b]`
  mutating func parseList() -> Expression {
    let start = token.span
    advance()
    var elements: [Expression.Element] = []
    var height: Int32 = 0
    while token.kind != .rightBracket, token.kind != .end {
      let isOptional = token.kind == .question
      if isOptional { advance() }
      let element = parseExpression()
      elements.append(.init(value: element, isOptional: isOptional))
      height = max(height, element.height)
      guard separated(before: .rightBracket, "',' or ']'") else { break }
    }
    close(.rightBracket, "']'")
    return Expression(.list(elements), Span(Int(start.start), Int(previousEnd)), height: height + 1)
  }

  /// `{k: v, ?k: v}`
  mutating func parseMap() -> Expression {
    let start = token.span
    advance()
    var entries: [Expression.Entry] = []
    var height: Int32 = 0
    while token.kind != .rightBrace, token.kind != .end {
      if let entry = parseEntry() {
        entries.append(entry)
        height = max(height, max(entry.key.height, entry.value.height))
      }
      guard separated(before: .rightBrace, "',' or '}'") else { break }
    }
    close(.rightBrace, "'}'")
    return Expression(.map(entries), Span(Int(start.start), Int(previousEnd)), height: height + 1)
  }

  private mutating func parseEntry() -> Expression.Entry? {
    let isOptional = token.kind == .question
    if isOptional { advance() }
    let key = parseExpression()
    guard expect(.colon, "':' and the value of the key") else {
      skip(to: .rightBrace)
      return nil
    }
    return .init(key: key, value: parseExpression(), isOptional: isOptional)
  }

  // MARK: Lists of anything

  /// True when another item may follow. A mistake inside an item is skipped over, up to the next comma.
  mutating func separated(before closing: Token.Kind, _ wanted: String) -> Bool {
    if token.kind != .comma, token.kind != closing {
      reportUnexpected(wanted: wanted)
      skip(to: closing)
    }
    guard token.kind == .comma else { return false }
    advance()
    return true
  }

  mutating func close(_ closing: Token.Kind, _ wanted: String) {
    if token.kind == closing { return advance() }
    reportUnexpected(wanted: wanted)
  }
}
