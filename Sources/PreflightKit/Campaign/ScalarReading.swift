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
        .notAChoice(value: text, allowed: choices.map(\.value), suggestion: suggestion(for: text, among: choices)))
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

/// A number of digits with at most one point, as whole and billionths.
private func quantity(_ digits: Substring.UTF8View) -> (whole: Int64, billionths: Int64)? {
  let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  guard parts.count <= 2, let first = parts.first, !first.isEmpty, first.count <= 12, first.allSatisfy(\.isDigit) else {
    return nil
  }
  guard let whole = Int64(String(Substring(first))) else { return nil }
  guard parts.count == 2 else { return (whole, 0) }
  let fraction = parts[1]
  guard !fraction.isEmpty, fraction.count <= 9, fraction.allSatisfy(\.isDigit) else { return nil }
  let padded = String(Substring(fraction)) + String(repeating: "0", count: 9 - fraction.count)
  return Int64(padded).map { (whole, $0) }
}

/// One or more numbers, each with its unit: `90s`, `1h30m`, `500ms`, `1.5h`. A bare number has no meaning here.
private func nanoseconds(_ text: String) -> Int64? {
  var rest = text.utf8[...]
  var total: Int64 = 0
  guard !rest.isEmpty else { return nil }
  while !rest.isEmpty {
    let digits = rest.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
    rest = rest.dropFirst(digits.count)
    let unit = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
    rest = rest.dropFirst(unit.count)
    guard let amount = quantity(digits), let factor = timeUnit(String(Substring(unit))) else { return nil }
    let (whole, overflow) = amount.whole.multipliedReportingOverflow(by: factor)
    let part = Int64(Double(amount.billionths) / 1e9 * Double(factor))
    let (sum, overflowed) = total.addingReportingOverflow(whole)
    guard !overflow, !overflowed else { return nil }
    total = sum + part
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
  case 86_400... where seconds.truncatingRemainder(dividingBy: 86_400) == 0: return "\(Int(seconds / 86_400))d"
  default: return "\(Int(seconds))s"
  }
}

private func bytes(_ text: String) -> Int? {
  let digits = text.utf8.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
  var unit = Substring(text.utf8.dropFirst(digits.count))
  while unit.first == " " { unit.removeFirst() }
  guard let amount = quantity(digits), let factor = sizeUnit(unit.lowercased()) else { return nil }
  if factor == 1 && amount.billionths != 0 { return nil }
  let (whole, overflow) = Int(amount.whole).multipliedReportingOverflow(by: factor)
  return overflow ? Int.max : whole + Int(Double(amount.billionths) / 1e9 * Double(factor))
}

private func sizeUnit(_ unit: String) -> Int? {
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

/// The allowed word that was probably meant: by another program's spelling first, by likeness second.
private func suggestion(for text: String, among choices: [Choice]) -> String? {
  let lower = text.lowercased()
  if let same = choices.first(where: { $0.value == lower || $0.alsoKnownAs.contains(lower) }) { return same.value }
  return closestName(to: lower, among: choices.map(\.value))
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
