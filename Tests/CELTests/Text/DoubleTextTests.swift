// Doubles as text, compared with C's printf for decimals and exponents.

import Foundation
import Testing

@testable import CEL

@Suite("Doubles as text")
struct DoubleTextTests {
  @Test(
    "the shortest text has an exponent from a million up and below one in ten thousand",
    arguments: [
      (123.456, "123.456"), (-4.5e-3, "-0.0045"), (1, "1"), (-0.0, "-0"), (0, "0"), (100_000, "100000"),
      (999_999.5, "999999.5"),
      (1e6, "1e+06"), (123_456_789, "1.23456789e+08"), (1e20, "1e+20"), (1e22, "1e+22"), (1e300, "1e+300"),
      (0.0001, "0.0001"),
      (0.00001, "1e-05"), (0.1 + 0.2, "0.30000000000000004"), (.leastNonzeroMagnitude, "5e-324"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
      (.nan, "NaN"), (.infinity, "Infinity"), (-.infinity, "-Infinity"), (3.14, "3.14"), (1e16, "1e+16"),
      (120, "120"),
    ] as [(Double, String)])
  func shortest(value: Double, expected: String) {
    #expect(DoubleText.shortest(value) == expected)
  }

  @Test(
    "decimals are exact and halves go to the even digit",
    arguments: [
      (1.2345, 3, "1.234"), (2.71828, 6, "2.718280"), (123.4999, 3, "123.500"), (-123.4994, 3, "-123.499"),
      (1.5, 0, "2"),
      (2.5, 0, "2"), (0.5, 0, "0"), (0.51, 0, "1"), (3.5001, 0, "4"), (-1.2, 5, "-1.20000"),
      (9.99, 1, "10.0"), (0, 2, "0.00"),
      (0.1, 20, "0.10000000000000000555"), (0.001, 2, "0.00"), (.infinity, 3, "Infinity"), (.nan, 3, "NaN"),
      (0.099, 1, "0.1"),
    ] as [(Double, Int, String)])
  func fixed(value: Double, decimals: Int, expected: String) {
    #expect(DoubleText.fixed(value, decimals: decimals) == expected)
  }

  @Test(
    "an exponent has two digits at least",
    arguments: [
      (1052.032911275, 6, "1.052033e+03"), (2.71828, 6, "2.718280e+00"), (12345, 0, "1e+04"),
      (0, 6, "0.000000e+00"),
      (1e100, 6, "1.000000e+100"), (9.9999999, 2, "1.00e+01"), (.leastNonzeroMagnitude, 3, "4.941e-324"),
      (-.infinity, 6, "-Infinity"),
    ] as [(Double, Int, String)])
  func scientific(value: Double, decimals: Int, expected: String) {
    #expect(DoubleText.scientific(value, decimals: decimals) == expected)
  }

  @Test("any double is written as printf writes it")
  func agreesWithPrintf() {
    var generator = SplitMix64(state: 5)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let decimals = Int.random(in: 0...20, using: &generator)
      #expect(DoubleText.scientific(value, decimals: decimals) == String(format: "%.\(decimals)e", value))
      let small = Double.random(in: -1e6...1e6, using: &generator)
      #expect(DoubleText.fixed(small, decimals: decimals) == String(format: "%.\(decimals)f", small))
      #expect(Double(DoubleText.shortest(value)) == value)
    }
  }
}
