// Spans of time as text: read as Go writes them ("1h30m", "-1.5s", "250ms"), written in seconds ("5400s",
// "-1.500s").

extension TimeSpan {
  /// Nil if the text is no duration, or one outside of the range.
  package init?(_ text: some StringProtocol) {
    guard let span = Array(text.utf8).withUnsafeBufferPointer(Self.read) else { return nil }
    self = span
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> TimeSpan? {
    var reader = SpanReader(rest: bytes[...])
    return reader.read()
  }
}

extension TimeSpan: CustomStringConvertible {
  /// Seconds with no, three, six or nine decimals, as protobuf writes a duration.
  package var description: String {
    let sign = isNegative ? "-" : ""
    return "\(sign)\(seconds.magnitude)\(decimals(of: nanoseconds.magnitude))s"
  }
}

/// The decimals of a second, in groups of three, with the point; nothing if there are none.
func decimals(of nanoseconds: UInt32) -> String {
  if nanoseconds == 0 { return "" }
  let digits = String(1_000_000_000 + nanoseconds).dropFirst()
  let width = nanoseconds % 1_000 != 0 ? 9 : nanoseconds % 1_000_000 != 0 ? 6 : 3
  return "." + String(digits.prefix(width))
}

/// Reads a sign and then numbers with units.
private struct SpanReader {
  var rest: Slice<UnsafeBufferPointer<UInt8>>
  private var seconds: Int64 = 0
  private var nanoseconds: Int64 = 0

  init(rest: Slice<UnsafeBufferPointer<UInt8>>) { self.rest = rest }

  mutating func read() -> TimeSpan? {
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    if rest.count == 1, rest.first == UInt8(ascii: "0") { return .zero }
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      guard readTerm() else { return nil }
    }
    return isNegative
      ? TimeSpan(seconds: -seconds, nanoseconds: -nanoseconds)
      : TimeSpan(seconds: seconds, nanoseconds: nanoseconds)
  }

  /// Reads one number with its unit, and adds it.
  private mutating func readTerm() -> Bool {
    guard let number = readNumber(), let unit = readUnit() else { return false }
    if unit >= nanosecondsPerSecond {
      return add(seconds: number.whole, times: unit / nanosecondsPerSecond)
        && add(fraction: number.fraction, of: unit)
    }
    let (quotient, rest) = number.whole.quotientAndRemainder(dividingBy: nanosecondsPerSecond / unit)
    nanoseconds += rest * unit
    return add(seconds: quotient, times: 1) && add(fraction: number.fraction, of: unit)
  }

  private mutating func add(seconds whole: Int64, times unit: Int64) -> Bool {
    let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
    let (sum, sumOverflow) = seconds.addingReportingOverflow(product)
    seconds = sum
    return !overflow && !sumOverflow
  }

  /// Adds decimals of a unit, exact to the nanosecond below.
  private mutating func add(fraction digits: Slice<UnsafeBufferPointer<UInt8>>, of unit: Int64) -> Bool {
    var numerator: Int128 = 0
    var denominator: Int128 = 1
    for digit in digits.prefix(18) {
      numerator = numerator * 10 + Int128(digit - UInt8(ascii: "0"))
      denominator *= 10
    }
    let sum = nanoseconds + Int64(Int128(unit) * numerator / denominator)
    nanoseconds = sum % nanosecondsPerSecond
    return add(seconds: sum / nanosecondsPerSecond, times: 1)
  }

  private mutating func readNumber() -> (whole: Int64, fraction: Slice<UnsafeBufferPointer<UInt8>>)? {
    let whole = readDigits()
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = readDigits()
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var value: Int64 = 0
    for digit in whole {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflow) = product.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      guard !overflow, !sumOverflow else { return nil }
      value = sum
    }
    return (value, fraction)
  }

  private mutating func readDigits() -> Slice<UnsafeBufferPointer<UInt8>> {
    let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    rest = rest[digits.endIndex...]
    return digits
  }

  /// The nanoseconds of the unit that follows.
  private mutating func readUnit() -> Int64? {
    let letters = rest.prefix { $0 != UInt8(ascii: ".") && !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) }
    rest = rest[letters.endIndex...]
    switch String(decoding: letters, as: UTF8.self) {
    case "h": return 3600 * nanosecondsPerSecond
    case "m": return 60 * nanosecondsPerSecond
    case "s": return nanosecondsPerSecond
    case "ms": return 1_000_000
    case "us", "\u{B5}s", "\u{3BC}s": return 1_000
    case "ns": return 1
    default: return nil
    }
  }
}
