/// Scalars, read as the schema says: text and a shape in, a value or the reason why not out.
package import CEL

extension ScalarShape {
  package enum Reading: Sendable {
    case value(Value)
    case fault(SchemaFault.Kind)
  }

  /// Reads text that holds no placeholder any more.
  package func read(_ text: String) -> Reading {
    switch self {
    case .text:
      return .value(.string(text))
    case .secret:
      return .value(.string(text))
    case .boolean:
      guard let flag = truth(text) else { return wrong(.boolean, text) }
      return .value(.bool(flag))
    case .integer(let range):
      guard let number = wholeNumber(text) else { return wrong(.integer, text) }
      guard range.contains(number) else { return outside(text, "\(range.lowerBound)", "\(range.upperBound)") }
      return .value(.int(Int64(number)))
    case .number(let range):
      guard let number = decimal(text) else { return wrong(.number, text) }
      guard range.contains(number) else { return outside(text, "\(range.lowerBound)", "\(range.upperBound)") }
      return .value(.double(number))
    case .duration(let range):
      guard let nanoseconds = nanoseconds(text) else { return wrong(.duration, text) }
      let seconds = Double(nanoseconds) / 1e9
      guard range.contains(seconds) else {
        return outside(text, spelled(seconds: range.lowerBound), spelled(seconds: range.upperBound))
      }
      guard let span = TimeSpan(seconds: 0, nanoseconds: nanoseconds) else { return wrong(.duration, text) }
      return .value(.duration(span))
    case .size(let range):
      guard let bytes = bytes(text) else { return wrong(.size, text) }
      guard range.contains(bytes) else { return outside(text, "\(range.lowerBound)", "\(range.upperBound)") }
      return .value(.int(Int64(bytes)))
    case .choice(let choices):
      if choices.contains(where: { $0.value == text }) { return .value(.string(text)) }
      return .fault(
        .notAChoice(value: text, allowed: choices.map(\.value), meant: choices.meant(by: text)))
    }
  }

  package var expectation: SchemaFault.Expectation {
    switch self {
    case .text, .secret: .text
    case .boolean: .boolean
    case .integer: .integer
    case .number: .number
    case .duration: .duration
    case .size: .size
    case .choice(let choices): .choice(choices.map(\.value))
    }
  }

  private func wrong(_ expected: SchemaFault.Expectation, _ text: String) -> Reading {
    .fault(.wrongType(expected: expected, found: .scalar(text)))
  }

  private func outside(_ text: String, _ lowest: String, _ highest: String) -> Reading {
    .fault(.outOfRange(value: text, lowest: lowest, highest: highest))
  }
}

extension ObjectShape {
  /// The entries that a scalar in the place of the object may mean: `starttls` is `mode: starttls`.
  func entries(for text: String) -> [String] {
    guard !text.isEmpty, text.utf8.count <= 100, !text.contains("$") else { return [] }
    var firstText: String?
    for (place, field) in fields.enumerated() {
      guard case .scalar(let scalar) = field.shape else { continue }
      switch scalar {
      case .text, .secret:
        // What must be there is meant first: `- smtp.example.com` is a host, no name.
        if firstText == nil || field.isRequired { firstText = "\(field.name): \(inFlow(text))" }
      // `tls: no` is no word about `verify`.
      case .boolean where place > 0: continue
      case .boolean, .integer, .number, .duration, .size, .choice:
        switch scalar.read(text) {
        case .value: return ["\(field.name): \(text)"]
        case .fault(.notAChoice(_, _, let meant)) where !meant.isEmpty:
          return meant.map { "\(field.name): \($0.value)" }
        case .fault: continue
        }
      }
    }
    return truth(text) == nil ? firstText.map { [$0] } ?? [] : []
  }
}

/// A text as it is written in braces or brackets.
func inFlow(_ text: String) -> String {
  let beginsPlain =
    text.unicodeScalars.first.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) } ?? false
  let isPlain =
    beginsPlain
    && text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", "/", "@", "+", " ": true
      case ":": !text.hasSuffix(":") && !text.contains(": ")
      default: scalar.value >= 0x80
      }
    }
  return isPlain
    ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
}

private func truth(_ text: String) -> Bool? {
  switch text.lowercased() {
  case "true", "yes", "on": true
  case "false", "no", "off": false
  default: nil
  }
}

/// Decimal digits with an optional sign. A leading zero is refused: YAML 1.1 would read it as octal.
private func wholeNumber(_ text: String) -> Int? {
  let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
  guard let first = digits.first, digits.allSatisfy(\.isDigit) else { return nil }
  if first == UInt8(ascii: "0") && digits.count > 1 { return nil }
  return Int(text)
    // More digits than fit: a number, but outside of every range.
    ?? (text.utf8.first == UInt8(ascii: "-") ? Int.min : Int.max)
}

private func decimal(_ text: String) -> Double? {
  let allowed = text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
  guard allowed, text.utf8.contains(where: \.isDigit) else { return nil }
  return Double(text)
}

/// A decimal number with at most twelve digits before the point and nine behind it.
private struct Amount {
  let whole: Int64
  let billionths: Int64

  /// Takes it from the front of a text.
  init?(takenFrom text: inout Substring.UTF8View) {
    guard let whole = Amount.digits(&text, atMost: 12) else { return nil }
    self.whole = whole.number
    guard text.first == UInt8(ascii: ".") else {
      billionths = 0
      return
    }
    text.removeFirst()
    guard var fraction = Amount.digits(&text, atMost: 9) else { return nil }
    while fraction.count < 9 {
      fraction.number *= 10
      fraction.count += 1
    }
    billionths = fraction.number
  }

  private static func digits(
    _ text: inout Substring.UTF8View, atMost most: Int
  ) -> (number: Int64, count: Int)? {
    var number: Int64 = 0
    var count = 0
    while let digit = text.first, digit.isDigit {
      guard count < most else { return nil }
      number = number * 10 + Int64(digit - UInt8(ascii: "0"))
      count += 1
      text.removeFirst()
    }
    return count == 0 ? nil : (number, count)
  }

  /// So many of a unit; nil if it is more than can be counted.
  func times(_ unit: Int64) -> Int64? {
    let part = Int64(Double(billionths) / 1e9 * Double(unit))
    let (product, isTooMuch) = whole.multipliedReportingOverflow(by: unit)
    let (sum, isStillTooMuch) = product.addingReportingOverflow(part)
    return isTooMuch || isStillTooMuch ? nil : sum
  }
}

/// One or more numbers, each with its unit: `90s`, `1h30m`, `500ms`, `1.5h`. A bare number has no meaning here.
private func nanoseconds(_ text: String) -> Int64? {
  var rest = text.utf8[...]
  var total: Int64 = 0
  guard !rest.isEmpty else { return nil }
  while !rest.isEmpty {
    guard let amount = Amount(takenFrom: &rest) else { return nil }
    let unit = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
    rest = rest[unit.endIndex...]
    guard let factor = timeUnit(String(Substring(unit))), let time = amount.times(factor) else { return nil }
    let (sum, isTooMuch) = total.addingReportingOverflow(time)
    guard !isTooMuch else { return nil }
    total = sum
  }
  return total
}

private func timeUnit(_ unit: String) -> Int64? {
  switch unit {
  case "ms": 1_000_000
  case "s", "sec": 1_000_000_000
  case "m", "min": 60_000_000_000
  case "h": 3_600_000_000_000
  case "d": 86_400_000_000_000
  default: nil
  }
}

private func spelled(seconds: Double) -> String {
  switch seconds {
  case 0: return "0s"
  case ..<1: return "\(Int(seconds * 1000))ms"
  case 86_400... where seconds.truncatingRemainder(dividingBy: 86_400) == 0:
    return "\(Int(seconds / 86_400))d"
  default: return "\(Int(seconds))s"
  }
}

/// More than can be counted is a number too, but outside of every range.
private func bytes(_ text: String) -> Int? {
  var rest = text.utf8[...]
  guard let amount = Amount(takenFrom: &rest) else { return nil }
  while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
  guard let factor = sizeUnit(Substring(rest).lowercased()) else { return nil }
  if factor == 1 && amount.billionths != 0 { return nil }
  return amount.times(factor).map { Int($0) } ?? Int.max
}

private func sizeUnit(_ unit: String) -> Int64? {
  switch unit {
  case "", "b": 1
  case "kb", "k": 1_000
  case "kib": 1_024
  case "mb", "m": 1_000_000
  case "mib": 1_048_576
  case "gb", "g": 1_000_000_000
  case "gib": 1_073_741_824
  default: nil
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
