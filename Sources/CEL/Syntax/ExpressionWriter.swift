/// A syntax tree in the form in which it is planned: an expression in, bytes below 128 and the words they speak of out.

package struct ExpressionWriter {
  /// All trees, one after the other.
  package private(set) var bytes: [UInt8] = []
  /// Every text that occurs in them, once.
  package private(set) var words: [String] = []
  /// By their bytes: two spellings of one character are two words. Nil where every word is written anew.
  private var numbers: [[UInt8]: Int]?
  /// The numbers of variables that names stand for, by the names.
  private var variables: [String: Int] = [:]

  /// - Parameter words: those that an earlier writer had, for bytes that are like its own.
  package init(words: [String] = []) {
    self.words = words
    numbers = Dictionary(
      words.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// For one expression that is planned at once: to look for its words would take longer than to write them twice.
  init(ofOne expression: Expression) {
    write(expression)
  }

  /// Adds a tree and returns its place among the bytes.
  ///
  /// - Parameter variables: names such as `vars.host` that are written as the number of a variable.
  package mutating func add(_ expression: Expression, variables: [String: Int]) -> Int {
    self.variables = variables
    let place = bytes.count
    write(expression)
    return place
  }

  private mutating func write(_ expression: Expression) {
    if !variables.isEmpty, let name = expression.nameChain, expression.rootName?.isAbsolute == false,
      let slot = variables[name]
    {
      write(.slot, expression.span)
      write(slot)
      return
    }
    let span = expression.span
    switch expression.kind {
    case .literal(let value): write(value, span)
    case .name(let text, let isAbsolute): write(isAbsolute ? .absoluteName : .name, span, text)
    case .select(let operand, let field): write(.select, span, field, [operand])
    case .optionalSelect(let operand, let field): write(.optionalSelect, span, field, [operand])
    case .presence(let operand, let field): write(.presence, span, field, [operand])
    case .index(let operand, let index): write(.index, span, [operand, index])
    case .optionalIndex(let operand, let index): write(.optionalIndex, span, [operand, index])
    case .call(let name, let arguments):
      write(.call, span, name, [])
      writeAll(arguments)
    case .method(let target, let name, let arguments):
      write(.method, span, name, [target])
      writeAll(arguments)
    case .not(let operand): write(.not, span, [operand])
    case .negate(let operand): write(.negate, span, [operand])
    case .and(let operands):
      write(.and, span)
      writeAll(operands)
    case .or(let operands):
      write(.or, span)
      writeAll(operands)
    case .conditional(let condition, let then, let otherwise):
      write(.conditional, span, [condition, then, otherwise])
    case .binary(let symbol, let left, let right, let place):
      write(.binary, span)
      write(BinaryOperator.allCases.firstIndex(of: symbol) ?? 0)
      write(place)
      write(left)
      write(right)
    case .list(let elements):
      write(.list, span)
      write(elements.count)
      for element in elements {
        write(element.isOptional ? 1 : 0)
        write(element.value)
      }
    case .map(let entries):
      write(.map, span)
      write(entries.count)
      for entry in entries {
        write(entry.isOptional ? 1 : 0)
        write(entry.key)
        write(entry.value)
      }
    case .comprehension(let comprehension): write(comprehension, span)
    case .invalid: write(.invalid, span)
    }
  }

  private mutating func write(_ value: Value, _ span: Span) {
    switch value {
    case .bool(let value): write(value ? .yes : .no, span)
    case .int(let value):
      write(.int, span)
      write(bits: UInt64(bitPattern: value << 1 ^ value >> 63))
    case .uint(let value):
      write(.uint, span)
      write(bits: value)
    case .double(let value):
      write(.double, span)
      write(bits: value.bitPattern)
    case .string(let text): write(.string, span, text)
    case .bytes(let bytes):
      write(.bytes, span)
      write(bytes.count)
      for byte in bytes { write(Int(byte)) }
    case .null, .list, .map, .timestamp, .duration, .type, .optional, .opaque, .unknown, .error:
      // The language has literals of no other type.
      write(ExpressionCode.null, span)
    }
  }

  private mutating func write(_ comprehension: Comprehension, _ span: Span) {
    write(.comprehension, span, comprehension.name, [])
    write(Comprehension.Macro.allCases.firstIndex(of: comprehension.macro) ?? 0)
    write(word: comprehension.variable.text)
    write(comprehension.variable.span)
    write((comprehension.predicate == nil ? 0 : 1) + (comprehension.transform == nil ? 0 : 2))
    write(comprehension.source)
    // What the macro's own variable hides is no variable of the rule inside of it.
    let outer = variables
    let hidden = comprehension.variable.text
    variables = variables.filter { $0.key != hidden && !$0.key.hasPrefix(hidden + ".") }
    for body in [comprehension.predicate, comprehension.transform] {
      if let body { write(body) }
    }
    variables = outer
  }

  private mutating func write(
    _ code: ExpressionCode, _ span: Span, _ name: Name, _ operands: [Expression]
  ) {
    write(code, span)
    write(word: name.text)
    write(name.span)
    for operand in operands { write(operand) }
  }

  private mutating func write(_ code: ExpressionCode, _ span: Span, _ operands: [Expression]) {
    write(code, span)
    for operand in operands { write(operand) }
  }

  private mutating func write(_ code: ExpressionCode, _ span: Span, _ text: String) {
    write(code, span)
    write(word: text)
  }

  private mutating func writeAll(_ expressions: [Expression]) {
    write(expressions.count)
    for expression in expressions { write(expression) }
  }

  private mutating func write(_ code: ExpressionCode, _ span: Span) {
    bytes.append(code.rawValue)
    write(span)
  }

  private mutating func write(_ span: Span) {
    write(Int(span.start))
    write(Int(span.end - span.start))
  }

  private mutating func write(word text: String) {
    let bytes = numbers == nil ? [] : Array(text.utf8)
    if let number = numbers?[bytes] { return write(number) }
    numbers?[bytes] = words.count
    write(words.count)
    words.append(text)
  }

  private mutating func write(_ number: Int) {
    write(bits: UInt64(max(0, number)))
  }

  /// Six bits a byte, the lowest first; the seventh says that more follow.
  private mutating func write(bits: UInt64) {
    var rest = bits
    while rest > 63 {
      bytes.append(UInt8(rest & 63) | 64)
      rest >>= 6
    }
    bytes.append(UInt8(rest))
  }
}
