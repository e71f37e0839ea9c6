/// Finds placeholders: the bytes of a text in, the placeholders in it and where they stand out.
struct PlaceholderScanner {
  let bytes: [UInt8]
  let mergeTags: Bool
  var at = 0
  lazy var closers = PlaceholderClosers(of: bytes)

  mutating func scan() -> [Placeholder] {
    var found: [Placeholder] = []
    while at < bytes.count, found.count < Interpolation.mostPlaceholders {
      if let placeholder = next() {
        found.append(placeholder)
        at = placeholder.range.upperBound
      } else {
        at += 1
      }
    }
    return found
  }

  private mutating func next() -> Placeholder? {
    switch bytes[at] {
    case .dollar:
      if starts("$${") {
        at += 2
        return nil
      }
      if starts("${{") { return expression(opening: 3) }
      if starts("${") { return variable() }
      return nil
    case .openBrace:
      return !mergeTags && starts("{{") ? expression(opening: 2) : nil
    case .percent:
      return starts("%env(") ? symfony() : nil
    default:
      return nil
    }
  }

  /// `${NAME}`, `${NAME:-default}` and their kin. The default may hold balanced braces.
  private mutating func variable() -> Placeholder? {
    var end = at + 2
    while end < bytes.count, bytes[end].isNamePart { end += 1 }
    guard end > at + 2, end < bytes.count else { return nil }
    let name = string(at + 2..<end)
    if bytes[end] == .closeBrace {
      return Placeholder(name: name, fallback: nil, range: at..<end + 1, fallbackRange: nil)
    }
    guard let close = closers.brace(closing: at + 1) else { return nil }
    var from = end
    let hasColon = bytes[from] == .colon
    if hasColon { from += 1 }
    guard from < close, let form = Form(bytes[from]) else {
      // Spring writes `${NAME:default}`.
      guard bytes[end] == .colon else { return nil }
      return Placeholder(
        name: name, fallback: string(from..<close), range: at..<close + 1, fallbackRange: from..<close)
    }
    from += 1
    switch form {
    case .fallback:
      return Placeholder(
        name: name, fallback: string(from..<close), takesEmptyForUnset: hasColon, range: at..<close + 1,
        fallbackRange: from..<close)
    case .required:
      return Placeholder(
        name: name, fallback: nil, takesEmptyForUnset: hasColon, range: at..<close + 1, fallbackRange: nil)
    case .alternative:
      return Placeholder(
        name: name, fallback: nil, replacement: string(from..<close), takesEmptyForUnset: hasColon,
        range: at..<close + 1, fallbackRange: nil)
    }
  }

  private enum Form {
    case fallback, required, alternative

    init?(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "-"): self = .fallback
      case UInt8(ascii: "?"): self = .required
      case UInt8(ascii: "+"): self = .alternative
      default: return nil
      }
    }
  }

  private mutating func expression(opening: Int) -> Placeholder? {
    guard let end = closers.doubleBrace(from: at + opening) else { return nil }
    let name = trimmed(string(at + opening..<end))
    return name.isEmpty
      ? nil : Placeholder(name: name, fallback: nil, range: at..<end + 2, fallbackRange: nil)
  }

  private mutating func symfony() -> Placeholder? {
    guard let close = closers.parenthesis(from: at), close + 1 < bytes.count,
      bytes[close + 1] == .percent, close > at + 5
    else { return nil }
    return Placeholder(name: string(at + 5..<close), fallback: nil, range: at..<close + 2, fallbackRange: nil)
  }

  private func starts(_ prefix: StaticString) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    return prefix.withUTF8Buffer { buffer in buffer.elementsEqual(bytes[at..<at + count]) }
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func trimmed(_ text: String) -> String {
    var view = Substring(text)
    while view.first == " " { view.removeFirst() }
    while view.last == " " { view.removeLast() }
    return String(view)
  }
}

extension UInt8 {
  static let dollar = UInt8(ascii: "$")
  fileprivate static let percent = UInt8(ascii: "%")
  fileprivate static let colon = UInt8(ascii: ":")
  static let openBrace = UInt8(ascii: "{")
  fileprivate static let closeBrace = UInt8(ascii: "}")

  var opensPlaceholder: Bool { self == .dollar || self == .openBrace || self == .percent }

  fileprivate var isNamePart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
