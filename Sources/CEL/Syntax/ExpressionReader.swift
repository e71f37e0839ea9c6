/// The way back from what `ExpressionWriter` wrote: bytes and words in, the syntax tree out. What is not readable becomes
/// an invalid expression; nothing is read beyond the end.
package struct ExpressionReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let words: [String]
  /// The slot of the variable with the number 0.
  private let firstSlot: Int
  private var position: Int

  /// The tree that begins at a place.
  package static func read(_ code: StaticString, at place: Int, words: [String], firstSlot: Int) -> Expression
  {
    let bytes = UnsafeBufferPointer(start: code.utf8Start, count: code.utf8CodeUnitCount)
    return read(bytes, at: place, words: words, firstSlot: firstSlot)
  }

  package static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, words: [String], firstSlot: Int
  ) -> Expression {
    var reader = ExpressionReader(bytes: bytes, words: words, firstSlot: firstSlot, position: place)
    return reader.expression()
  }

  private mutating func expression() -> Expression {
    guard let code = ExpressionCode(rawValue: byte()) else { return Expression(.invalid, Span(0, 0)) }
    let span = span()
    return Expression(kind(code), span)
  }

  private mutating func kind(_ code: ExpressionCode) -> Expression.Kind {
    switch code {
    case .null: return .literal(.null)
    case .no: return .literal(.bool(false))
    case .yes: return .literal(.bool(true))
    case .int:
      let bits = bits()
      return .literal(.int(Int64(bitPattern: bits >> 1) ^ -Int64(bits & 1)))
    case .uint: return .literal(.uint(bits()))
    case .double: return .literal(.double(Double(bitPattern: bits())))
    case .string: return .literal(.string(word()))
    case .bytes: return .literal(.bytes(many { UInt8(truncatingIfNeeded: $0.number()) }))
    case .name: return .name(word(), isAbsolute: false)
    case .absoluteName: return .name(word(), isAbsolute: true)
    case .slot: return .slot(firstSlot + number())
    case .select:
      let field = name()
      return .select(expression(), field)
    case .optionalSelect:
      let field = name()
      return .optionalSelect(expression(), field)
    case .presence:
      let field = name()
      return .presence(expression(), field)
    case .index:
      let operand = expression()
      return .index(operand, expression())
    case .optionalIndex:
      let operand = expression()
      return .optionalIndex(operand, expression())
    case .call:
      let function = name()
      return .call(function, many { $0.expression() })
    case .method:
      let function = name()
      let target = expression()
      return .method(target, function, many { $0.expression() })
    case .not: return .not(expression())
    case .negate: return .negate(expression())
    case .and: return .and(many { $0.expression() })
    case .or: return .or(many { $0.expression() })
    case .conditional:
      let condition = expression()
      let then = expression()
      return .conditional(condition, then: then, otherwise: expression())
    case .binary: return binary()
    case .list:
      return .list(
        many { reader in
          let isOptional = reader.number() == 1
          return Expression.Element(value: reader.expression(), isOptional: isOptional)
        })
    case .map:
      return .map(
        many { reader in
          let isOptional = reader.number() == 1
          let key = reader.expression()
          return Expression.Entry(key: key, value: reader.expression(), isOptional: isOptional)
        })
    case .comprehension: return comprehension()
    case .invalid: return .invalid
    }
  }

  private mutating func binary() -> Expression.Kind {
    let number = number()
    let place = span()
    let left = expression()
    let right = expression()
    guard operators.indices.contains(number) else { return .invalid }
    return .binary(operators[number], left, right, operator: place)
  }

  private mutating func comprehension() -> Expression.Kind {
    let name = name()
    let macro = number()
    let variable = self.name()
    let bodies = number()
    let source = expression()
    let predicate = bodies & 1 == 0 ? nil : expression()
    let transform = bodies & 2 == 0 ? nil : expression()
    guard Comprehension.Macro.allCases.indices.contains(macro) else { return .invalid }
    return .comprehension(
      Comprehension(
        macro: Comprehension.Macro.allCases[macro], name: name, source: source, variable: variable,
        predicate: predicate, transform: transform))
  }

  /// A count, and so many things. No thing is shorter than a byte, so a count beyond the rest is not believed.
  private mutating func many<Thing>(_ read: (inout ExpressionReader) -> Thing) -> [Thing] {
    let count = min(number(), bytes.count - position)
    var things: [Thing] = []
    things.reserveCapacity(count)
    for _ in 0..<count { things.append(read(&self)) }
    return things
  }

  private mutating func name() -> Name {
    let text = word()
    return Name(text, span())
  }

  private mutating func word() -> String {
    let number = number()
    return number < words.count ? words[number] : ""
  }

  private mutating func span() -> Span {
    let start = number()
    return Span(start, start &+ number())
  }

  private mutating func number() -> Int {
    Int(truncatingIfNeeded: bits() & UInt64(Int32.max))
  }

  /// Most numbers are one byte.
  @inline(__always)
  private mutating func bits() -> UInt64 {
    let first = byte()
    return first < 64 ? UInt64(first) : bits(after: first)
  }

  private mutating func bits(after first: UInt8) -> UInt64 {
    var result = UInt64(first & 63)
    var shift: UInt64 = 6
    while true {
      let byte = byte()
      result |= UInt64(byte & 63) &<< shift
      shift += 6
      if byte < 64 || shift > 63 { return result }
    }
  }

  private mutating func byte() -> UInt8 {
    guard position < bytes.count else { return ExpressionCode.invalid.rawValue }
    position += 1
    return bytes[position - 1]
  }
}

/// Listed once: each question for all cases makes a new array.
private let operators = BinaryOperator.allCases
