// Doubles as text: the shortest that reads back the same, and with a fixed number of decimals.

/// Writes a double in the ways that CEL has.
package enum DoubleText {
  /// `string(double)`: the fewest digits that read back as the same number; from 1e6 up and below 1e-4 with
  /// an exponent.
  package static func shortest(_ value: Double) -> String {
    if let special = special(value) { return special }
    let decimal = Decimal(shortest: value)
    let exponent = decimal.point - 1
    let digits =
      -4..<6 ~= exponent || decimal.digits == [0]
      ? decimal.plain() : decimal.withExponent(exponent)
    return sign(value) + digits
  }

  /// `%f`: that many decimals, exact, halves to even.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    if let special = special(value) { return special }
    let decimal = Decimal(exact: value).rounded(toPlaces: decimals)
    return sign(value) + decimal.plain(decimals: decimals)
  }

  /// `%e`: one digit before the point, that many after it, and an exponent of two digits or more.
  package static func scientific(_ value: Double, decimals: Int) -> String {
    if let special = special(value) { return special }
    var decimal = Decimal(exact: value)
    decimal = decimal.rounded(toPlaces: decimals + 1 - decimal.point)
    return sign(value) + decimal.withExponent(value == 0 ? 0 : decimal.point - 1, decimals: decimals)
  }

  private static func special(_ value: Double) -> String? {
    if value.isNaN { return "NaN" }
    return value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : nil
  }

  private static func sign(_ value: Double) -> String { value.sign == .minus ? "-" : "" }
}

/// Decimal digits and the place of the point among them: 0.0125 is [1, 2, 5] with the point at -1.
private struct Decimal {
  var digits: [UInt8]
  var point: Int

  /// Takes the digits from Swift's own description, which is the shortest that reads back.
  init(shortest value: Double) {
    let text = value.magnitude.description
    let parts = text.split(separator: "e")
    let whole = parts[0].split(separator: ".")
    digits = whole.joined().utf8.map { $0 - UInt8(ascii: "0") }
    point = whole[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    normalize()
  }

  /// All digits of the number that the double is: its significand times a power of two, the power of two
  /// below one being one of five with the point moved.
  init(exact value: Double) {
    let magnitude = value.magnitude
    guard magnitude > 0 else {
      digits = [0]
      point = 1
      return
    }
    let scale = Int(magnitude.exponent) - 52
    let significand = UInt64(magnitude.significand * 0x1p52)
    var number = BigNumber(significand)
    if scale >= 0 {
      number.multiply(by: 2, times: scale)
    } else {
      number.multiply(by: 5, times: -scale)
    }
    digits = number.digits
    point = digits.count + min(scale, 0)
    normalize()
  }

  /// Cuts the digits so many places behind the point, halves going to the even digit.
  func rounded(toPlaces places: Int) -> Decimal {
    let kept = point + places
    guard kept < digits.count else { return self }
    guard kept >= 0 else { return Decimal(digits: [0], point: 1) }
    var result = Decimal(digits: Array(digits[..<kept]), point: point)
    let isOdd = kept > 0 && digits[kept - 1] % 2 == 1
    let isHalf = digits[kept] == 5 && digits[(kept + 1)...].allSatisfy { $0 == 0 }
    if isHalf ? isOdd : digits[kept] >= 5 { result.increment() }
    if result.digits.isEmpty { return Decimal(digits: [0], point: 1) }
    return result
  }

  private init(digits: [UInt8], point: Int) {
    self.digits = digits
    self.point = point
  }

  private mutating func increment() {
    for index in digits.indices.reversed() {
      digits[index] += 1
      if digits[index] < 10 { return }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    point += 1
  }

  private mutating func normalize() {
    let zeros = digits.prefix { $0 == 0 }.count
    if zeros == digits.count {
      (digits, point) = ([0], 1)
      return
    }
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == 0 { digits.removeLast() }
  }

  func plain(decimals: Int? = nil) -> String {
    let whole = point > 0 ? text(0..<point) : "0"
    let places = decimals ?? max(digits.count - point, 0)
    return places > 0 ? whole + "." + text(point..<point + places) : whole
  }

  func withExponent(_ exponent: Int, decimals: Int? = nil) -> String {
    let places = decimals ?? digits.count - 1
    let mantissa = text(0..<1) + (places > 0 ? "." + text(1..<1 + places) : "")
    let power = String(exponent.magnitude)
    return mantissa + (exponent < 0 ? "e-" : "e+") + (power.count < 2 ? "0" : "") + power
  }

  /// The digits at these places; there are zeros before the first and after the last.
  private func text(_ places: Range<Int>) -> String {
    String(
      decoding: places.map { UInt8(ascii: "0") + (digits.indices ~= $0 ? digits[$0] : 0) }, as: UTF8.self)
  }
}

/// A whole number of any size, in nine decimal digits a limb, the lowest first.
private struct BigNumber {
  private var limbs: [UInt64] = []
  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    var rest = value
    repeat {
      limbs.append(rest % Self.base)
      rest /= Self.base
    } while rest > 0
  }

  /// Powers are taken several at a time, as long as a limb holds them.
  mutating func multiply(by factor: UInt64, times: Int) {
    var left = times
    while left > 0 {
      var power: UInt64 = 1
      while left > 0, power <= Self.base / factor {
        power *= factor
        left -= 1
      }
      multiply(by: power)
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % Self.base
      carry = product / Self.base
    }
    if carry > 0 { limbs.append(carry) }
  }

  /// The highest first.
  var digits: [UInt8] {
    var digits: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        digits.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    return digits.reversed()
  }
}
