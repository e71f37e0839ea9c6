/// Numbers with units as people write them: a text in; nanoseconds or bytes out.

/// A decimal number with at most twelve digits before the point and nine behind it.
private struct Amount {
  let whole: Int64
  let billionths: Int64

  /// Takes it from the front of a text.
  init?(takenFrom text: inout Slice<UnsafeBufferPointer<UInt8>>) {
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
    _ text: inout Slice<UnsafeBufferPointer<UInt8>>, atMost most: Int
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
    let part = billionths == 0 ? 0 : Int64(Double(billionths) / 1e9 * Double(unit))
    let (product, isTooMuch) = whole.multipliedReportingOverflow(by: unit)
    let (sum, isStillTooMuch) = product.addingReportingOverflow(part)
    return isTooMuch || isStillTooMuch ? nil : sum
  }
}

/// One or more numbers, each with its unit: `90s`, `1h30m`, `500ms`, `1.5h`. A bare number has no meaning here.
func nanoseconds(_ text: String) -> Int64? {
  withBytes(of: text) { bytes in
    var rest = bytes[...]
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      guard let amount = Amount(takenFrom: &rest) else { return nil }
      let unit = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
      rest = rest[unit.endIndex...]
      guard let factor = timeUnit(unit), let time = amount.times(factor) else { return nil }
      let (sum, isTooMuch) = total.addingReportingOverflow(time)
      guard !isTooMuch else { return nil }
      total = sum
    }
    return total
  }
}

private func timeUnit(_ unit: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
  switch String(decoding: unit, as: UTF8.self) {
  case "ms": 1_000_000
  case "s", "sec": 1_000_000_000
  case "m", "min": 60_000_000_000
  case "h": 3_600_000_000_000
  case "d": 86_400_000_000_000
  default: nil
  }
}

/// More than can be counted is a number too, but outside of every range.
func bytes(_ text: String) -> Int? {
  withBytes(of: text) { bytes in
    var rest = bytes[...]
    guard let amount = Amount(takenFrom: &rest) else { return nil }
    while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
    guard let factor = sizeUnit(String(decoding: rest, as: UTF8.self).lowercased()) else { return nil }
    if factor == 1 && amount.billionths != 0 { return nil }
    return amount.times(factor).map { Int($0) } ?? Int.max
  }
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
