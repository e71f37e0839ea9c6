/// Scalars, read as the schema says: text and a shape in, a value or the reason why not out.
package import CEL

extension ScalarShape {
  /// Reads text that holds no placeholder any more.
  package func read(_ text: String) throws(SchemaFault.Kind) -> Value {
    switch self {
    case .text, .secret: return .string(text)
    case .boolean:
      guard let flag = truth(text) else { throw wrong(.boolean, text) }
      return .bool(flag)
    case .integer(let range):
      guard let number = wholeNumber(text) else { throw wrong(.integer, text) }
      guard range.contains(number) else { throw outside(text, "\(range.lowerBound)", "\(range.upperBound)") }
      return .int(Int64(number))
    case .number(let range):
      guard let number = decimal(text) else { throw wrong(.number, text) }
      guard range.contains(number) else { throw outside(text, "\(range.lowerBound)", "\(range.upperBound)") }
      return .double(number)
    case .duration(let range):
      guard let nanoseconds = nanoseconds(text) else { throw wrong(.duration, text) }
      let seconds = Double(nanoseconds) / 1e9
      guard range.contains(seconds) else {
        throw outside(text, spelled(seconds: range.lowerBound), spelled(seconds: range.upperBound))
      }
      guard let span = TimeSpan(seconds: 0, nanoseconds: nanoseconds) else { throw wrong(.duration, text) }
      return .duration(span)
    case .size(let range):
      guard let bytes = bytes(text) else { throw wrong(.size, text) }
      guard range.contains(bytes) else { throw outside(text, "\(range.lowerBound)", "\(range.upperBound)") }
      return .int(Int64(bytes))
    case .choice(let choices):
      if choices.contains(where: { $0.value == text }) { return .string(text) }
      throw .notAChoice(value: text, allowed: choices.map(\.value), meant: choices.meant(by: text))
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

  private func wrong(_ expected: SchemaFault.Expectation, _ text: String) -> SchemaFault.Kind {
    .wrongType(expected: expected, found: .scalar(text))
  }

  private func outside(_ text: String, _ lowest: String, _ highest: String) -> SchemaFault.Kind {
    .outOfRange(value: text, lowest: lowest, highest: highest)
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
        do throws(SchemaFault.Kind) {
          _ = try scalar.read(text)
          return ["\(field.name): \(text)"]
        } catch {
          guard case .notAChoice(_, _, let meant) = error, !meant.isEmpty else { continue }
          return meant.map { "\(field.name): \($0.value)" }
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
  switch text {
  case "true", "yes", "on": return true
  case "false", "no", "off": return false
  default:
    let lower = text.lowercased()
    return lower == text ? nil : truth(lower)
  }
}

/// Decimal digits with an optional sign. A leading zero is refused: YAML 1.1 would read it as octal.
private func wholeNumber(_ text: String) -> Int? {
  withBytes(of: text) { bytes in
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = bytes[(isNegative ? 1 : 0)...]
    guard let first = digits.first, digits.allSatisfy(\.isDigit) else { return nil }
    if first == UInt8(ascii: "0") && digits.count > 1 { return nil }
    var number = 0
    for digit in digits {
      let (tens, isTooMuch) = number.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooMuch) = tens.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      // More digits than fit: a number, but outside of every range.
      if isTooMuch || isStillTooMuch { return isNegative ? .min : .max }
      number = sum
    }
    return isNegative ? -number : number
  }
}

private func decimal(_ text: String) -> Double? {
  let allowed = text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
  guard allowed, text.utf8.contains(where: \.isDigit) else { return nil }
  return Double(text)
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
