/// Punycode (RFC 3492): characters of any script in the letters, digits and hyphens of a host name, and back.
enum Punycode {
  private static let base: UInt32 = 36
  private static let delimiter = UInt8(ascii: "-")

  /// The encoded form without "xn--"; nil if the text is so long that the numbers overflow.
  static func encode(_ scalars: [UInt32]) -> [UInt8]? {
    var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
    let basicCount = UInt32(output.count)
    var handled = basicCount
    if basicCount > 0 { output.append(delimiter) }
    var state = State()
    while handled < scalars.count {
      guard let next = scalars.filter({ $0 >= state.codePoint }).min() else { return nil }
      let (step, overflow) = (next - state.codePoint).multipliedReportingOverflow(by: handled + 1)
      let (delta, sumOverflow) = state.delta.addingReportingOverflow(step)
      if overflow || sumOverflow { return nil }
      state.delta = delta
      state.codePoint = next
      for scalar in scalars {
        if scalar < next { state.delta += 1 }
        guard scalar == next else { continue }
        output += digits(of: state.delta, bias: state.bias)
        state.adapt(count: handled + 1, isFirst: handled == basicCount)
        handled += 1
      }
      state.delta += 1
      state.codePoint += 1
    }
    return output
  }

  /// The characters of an encoded form without "xn--"; nil if it is none.
  static func decode(_ text: some Collection<UInt8>) -> [UInt32]? {
    let bytes = Array(text)
    let split = bytes.lastIndex(of: delimiter)
    var output = bytes[..<(split ?? 0)].map { UInt32($0) }
    var rest = bytes[(split.map { $0 + 1 } ?? 0)...]
    var state = State()
    while !rest.isEmpty {
      let before = state.delta
      guard let sum = readNumber(&rest, onto: before, bias: state.bias) else { return nil }
      let count = UInt32(output.count) + 1
      state.delta = sum - before
      state.adapt(count: count, isFirst: before == 0)
      let (codePoint, overflow) = state.codePoint.addingReportingOverflow(sum / count)
      guard !overflow, let scalar = Unicode.Scalar(codePoint), codePoint >= 0x80 else { return nil }
      state.codePoint = codePoint
      output.insert(scalar.value, at: Int(sum % count))
      state.delta = sum % count + 1
    }
    return output
  }

  /// Section 6.3: a number in digits of falling worth, the lowest first.
  private static func digits(of number: UInt32, bias: UInt32) -> [UInt8] {
    var digits: [UInt8] = []
    var rest = number
    var position = base
    while true {
      let threshold = threshold(at: position, bias: bias)
      if rest < threshold { return digits + [digit(rest)] }
      digits.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      position += base
    }
  }

  private static func readNumber(_ rest: inout ArraySlice<UInt8>, onto start: UInt32, bias: UInt32) -> UInt32?
  {
    var sum = start
    var weight: UInt32 = 1
    var position = base
    while let byte = rest.popFirst() {
      guard let digit = value(byte) else { return nil }
      let (product, overflow) = digit.multipliedReportingOverflow(by: weight)
      let (next, sumOverflow) = sum.addingReportingOverflow(product)
      if overflow || sumOverflow { return nil }
      sum = next
      let threshold = threshold(at: position, bias: bias)
      if digit < threshold { return sum }
      let (heavier, weightOverflow) = weight.multipliedReportingOverflow(by: base - threshold)
      if weightOverflow { return nil }
      weight = heavier
      position += base
    }
    return nil
  }

  private static func threshold(at position: UInt32, bias: UInt32) -> UInt32 {
    position <= bias ? 1 : position >= bias + 26 ? 26 : position - bias
  }

  private static func digit(_ value: UInt32) -> UInt8 {
    UInt8(value < 26 ? value + 97 : value - 26 + 48)
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a"))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 26
    default: nil
    }
  }

  /// Section 6.1: where the numbers stand, and how their digits are weighed.
  private struct State {
    var codePoint: UInt32 = 128
    var delta: UInt32 = 0
    var bias: UInt32 = 72

    mutating func adapt(count: UInt32, isFirst: Bool) {
      delta = isFirst ? delta / 700 : delta / 2
      delta += delta / count
      var steps: UInt32 = 0
      while delta > 455 {
        delta /= 35
        steps += base
      }
      bias = steps + 36 * delta / (delta + 38)
      delta = 0
    }
  }
}
