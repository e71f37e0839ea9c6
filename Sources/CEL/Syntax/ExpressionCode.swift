/// The form in which syntax trees are planned, and in which a build keeps them: bytes below 128, and the words they speak
/// of. `ExpressionWriter` writes it; the planner reads it through a cursor.

/// The parts of the form, each by its number.
enum ExpressionCode: UInt8 {
  case null, no, yes, int, uint, double, string, bytes
  case name, absoluteName, slot
  case select, optionalSelect, presence, index, optionalIndex
  case call, method, not, negate, and, or, conditional, binary
  case list, map, comprehension, invalid
}

/// A place among the bytes: codes, numbers, words and spans out, one after the other. What is not readable is invalid, 0
/// or empty; nothing is read beyond the end.
struct CodeCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let words: [String]
  private var position: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, words: [String], at position: Int) {
    self.bytes = bytes
    self.words = words
    self.position = position
  }

  mutating func code() -> ExpressionCode { ExpressionCode(rawValue: byte()) ?? .invalid }

  /// A number of things that follow. None is shorter than a byte, so a count beyond the rest is not believed.
  mutating func count() -> Int { min(number(), bytes.count - position) }

  mutating func number() -> Int { Int(truncatingIfNeeded: bits() & UInt64(Int32.max)) }

  mutating func int() -> Int64 {
    let bits = bits()
    return Int64(bitPattern: bits >> 1) ^ -Int64(bits & 1)
  }

  mutating func word() -> String {
    let number = number()
    return number < words.count ? words[number] : ""
  }

  mutating func span() -> Span {
    let start = number()
    return Span(start, start &+ number())
  }

  mutating func name() -> Name {
    let text = word()
    return Name(text, span())
  }

  /// Six bits a byte, the lowest first; the seventh says that more follow. Most numbers are one byte.
  @inline(__always)
  mutating func bits() -> UInt64 {
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

  /// The field and the span of a selection of this kind, standing before what it selects from; nil before anything else.
  mutating func field(ifAt kind: ExpressionCode) -> (name: Name, span: Span)? {
    guard position < bytes.count, bytes[position] == kind.rawValue else { return nil }
    position += 1
    let span = span()
    return (name(), span)
  }

  // MARK: Chains of names

  /// The name at the root of the tree here, if that is `a` or `a.b.c`. The cursor stays where it is.
  mutating func rootName() -> (text: String, isAbsolute: Bool)? {
    let start = position
    defer { position = start }
    while true {
      let code = code()
      _ = span()
      switch code {
      case .select: _ = name()
      case .name, .absoluteName: return (word(), code == .absoluteName)
      default: return nil
      }
    }
  }

  /// The tree here as the text `a.b.c`, if a declared thing has that name. Else the cursor stays where it is.
  mutating func declared<Thing>(_ find: (String) -> Thing?) -> Thing? {
    let start = position
    if let thing = find(nameChain()) { return thing }
    position = start
    return nil
  }

  private mutating func nameChain() -> String {
    let code = code()
    _ = span()
    guard code == .select else { return word() }
    let field = name().text
    return "\(nameChain()).\(field)"
  }
}
