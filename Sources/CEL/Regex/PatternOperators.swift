// The operators of a pattern: repetitions (`*`, `{2,5}?`) and what opens a group (`(`, `(?:`, `(?P<name>`,
// `(?i-s:`, `(?m)`).

/// What `(?flags)` switches.
struct PatternFlags: OptionSet, Sendable {
  let rawValue: UInt8

  static let ignoresCase = PatternFlags(rawValue: 1)
  static let multiline = PatternFlags(rawValue: 2)
  static let dotMatchesNewline = PatternFlags(rawValue: 4)
  static let swapsGreed = PatternFlags(rawValue: 8)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init?(letter: UInt8) {
    switch letter {
    case UInt8(ascii: "i"): self = .ignoresCase
    case UInt8(ascii: "m"): self = .multiline
    case UInt8(ascii: "s"): self = .dotMatchesNewline
    case UInt8(ascii: "U"): self = .swapsGreed
    default: return nil
    }
  }
}

struct RepetitionBounds {
  var minimum: Int
  var maximum: Int?
  var isLazy = false
  /// Written with braces: only these multiply.
  var isCounted = false
}

extension PatternParser {
  /// Reads a repetition; nil, and nothing read, for a brace that is none and stands for itself.
  mutating func parseRepetition() throws(PatternError) -> RepetitionBounds? {
    var bounds: RepetitionBounds
    switch peek() {
    case UInt8(ascii: "*"): bounds = RepetitionBounds(minimum: 0, maximum: nil)
    case UInt8(ascii: "+"): bounds = RepetitionBounds(minimum: 1, maximum: nil)
    case UInt8(ascii: "?"): bounds = RepetitionBounds(minimum: 0, maximum: 1)
    default:
      guard let counted = try parseCounts() else { return nil }
      bounds = counted
      offset -= 1
    }
    offset += 1
    if peek() == UInt8(ascii: "?") {
      offset += 1
      bounds.isLazy = true
    }
    return bounds
  }

  /// Reads `{2}`, `{2,}` or `{2,5}`.
  private mutating func parseCounts() throws(PatternError) -> RepetitionBounds? {
    let start = offset
    var end = offset + 1
    guard let minimum = number(at: &end) else { return nil }
    var maximum: Int? = minimum
    if end < bytes.count, bytes[end] == UInt8(ascii: ",") {
      end += 1
      maximum = number(at: &end)
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "}") else { return nil }
    offset = end + 1
    guard max(minimum, maximum ?? 0) <= limits.repetitions else {
      throw error(.repetitionTooLarge(limit: limits.repetitions), start..<offset)
    }
    if let maximum, maximum < minimum { throw error(.repetitionReversed, start..<offset) }
    return RepetitionBounds(minimum: minimum, maximum: maximum, isCounted: true)
  }

  /// A decimal number, or one past the limit for anything larger.
  private func number(at end: inout Int) -> Int? {
    let start = end
    var value = 0
    while end < bytes.count, let digit = digitValue(bytes[end], radix: 10) {
      value = min(value * 10 + digit, limits.repetitions + 1)
      end += 1
    }
    return end > start ? value : nil
  }

  /// Reads what opens a group; false for `(?flags)`, which opens none.
  mutating func parseGroupOpening() throws(PatternError) -> Bool {
    let start = offset
    offset += 1
    guard peek() == UInt8(ascii: "?") else { return true }
    offset += 1
    switch (peek(), peek(1)) {
    case (UInt8(ascii: "P"), UInt8(ascii: "<")):
      offset += 2
      try parseGroupName(from: start)
      return true
    case (UInt8(ascii: "="), _), (UInt8(ascii: "!"), _), (UInt8(ascii: "<"), UInt8(ascii: "=")),
      (UInt8(ascii: "<"), UInt8(ascii: "!")):
      throw error(.lookaround, start..<offset + (peek() == UInt8(ascii: "<") ? 2 : 1))
    case (UInt8(ascii: "P"), UInt8(ascii: "=")):
      throw error(.backreference, start..<end(ofGroup: start))
    case (UInt8(ascii: "<"), _):
      offset += 1
      try parseGroupName(from: start)
      return true
    default:
      return try parseFlags(from: start)
    }
  }

  /// Reads `i-s:` or `i-s)`; true if it opens a group.
  private mutating func parseFlags(from start: Int) throws(PatternError) -> Bool {
    var isNegated = false
    var hasFlag = false
    while let letter = peek() {
      offset += 1
      if let flag = PatternFlags(letter: letter) {
        hasFlag = true
        if isNegated { flags.remove(flag) } else { flags.insert(flag) }
      } else if letter == UInt8(ascii: "-"), !isNegated {
        isNegated = true
        hasFlag = false
      } else if letter == UInt8(ascii: ":") || letter == UInt8(ascii: ")"), hasFlag || !isNegated {
        return letter == UInt8(ascii: ":")
      } else {
        offset -= 1
        _ = nextScalar()
        break
      }
    }
    throw error(.unknownGroup, start..<offset)
  }

  private mutating func parseGroupName(from start: Int) throws(PatternError) {
    let nameStart = offset
    while let byte = peek(), byte != UInt8(ascii: ">") { offset += 1 }
    let name = String(decoding: bytes[nameStart..<offset], as: UTF8.self)
    guard peek() == UInt8(ascii: ">"), !name.isEmpty, name.unicodeScalars.allSatisfy(isNameCharacter) else {
      throw error(.groupName, start..<min(offset + 1, bytes.count))
    }
    offset += 1
  }

  private func end(ofGroup start: Int) -> Int {
    (bytes[start...].firstIndex(of: UInt8(ascii: ")")) ?? bytes.count - 1) + 1
  }
}

/// Letters and digits of any script, and what joins words, as RE2 has it.
private func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
    .spacingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
    true
  default: false
  }
}

/// The value of a digit in this radix.
func digitValue(_ byte: UInt8, radix: Int) -> Int? {
  let value: Int
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte - UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f"): value = Int(byte - UInt8(ascii: "a")) + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): value = Int(byte - UInt8(ascii: "A")) + 10
  default: return nil
  }
  return value < radix ? value : nil
}
