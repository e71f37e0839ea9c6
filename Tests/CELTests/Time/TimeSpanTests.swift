// Spans of time: how they are read and written, their arithmetic and the ends of their range.

import Testing

@testable import CEL

@Suite("Spans of time")
struct TimeSpanTests {
  @Test(
    "a span is read as Go writes it and written in seconds",
    arguments: [
      ("1h30m", "5400s"), ("-1.5s", "-1.500s"), ("+5s", "5s"), (".5s", "0.500s"), ("5.s", "5s"), ("0", "0s"),
      ("-0", "0s"),
      ("250ms", "0.250s"), ("1us", "0.000001s"), ("1µs", "0.000001s"), ("1μs", "0.000001s"),
      ("1ns", "0.000000001s"),
      ("0.1ns", "0s"), ("1m1h", "3660s"), ("1h1m1s1ms", "3661.001s"), ("1000000s", "1000000s"),
      ("-320ms", "-0.320s"),
      ("0.333333333333h", "1199.999999998s"), ("315576000000s", "315576000000s"),
      ("-315576000000.5s", "-315576000000.500s"),
      ("1.5h0.5ms", "5400.000500s"), ("9223372036854775807ns", "9223372036.854775807s"),
    ])
  func readsAndWrites(text: String, expected: String) throws {
    #expect(try #require(TimeSpan(text)).description == expected)
  }

  @Test(
    "what is no span, or leaves the range, is refused",
    arguments: [
      "", "-", "+", "1", "1.5", "s", ".s", "1d", "1 s", " 1s", "1s ", "1H", "1h-5m", "--1s", "inf", "1e3s",
      "315576000001s",
      "-315576000001s", "320000000000s", "99999999999999999999s", "9223372036854775807h", "1ſ", "１s",
    ])
  func refuses(text: String) {
    #expect(TimeSpan(text) == nil)
  }

  @Test("sums and differences keep to the range")
  func arithmetic() throws {
    let large = try #require(TimeSpan("200000000000s"))
    let half = try #require(TimeSpan("0.5s"))
    #expect(large + large == nil)
    #expect(try #require(-large) - large == nil)
    #expect((large + half)?.description == "200000000000.500s")
    #expect((half - large)?.description == "-199999999999.500s")
    #expect((half - half) == .zero)
    #expect(try #require(-half) < half)
    #expect(try #require(-half) < .zero)
  }

  @Test("the accessors give the whole span in each unit, and the milliseconds of the last second")
  func accessors() throws {
    let span = try #require(TimeSpan("3730.321456789s"))
    #expect([span.hours, span.minutes, span.seconds, span.milliseconds] == [1, 62, 3730, 321])
    let negative = try #require(-span)
    #expect(
      [negative.hours, negative.minutes, negative.seconds, negative.milliseconds] == [-1, -62, -3730, -321])
    #expect(negative.nanoseconds == -321_456_789)
    #expect(negative.inSeconds == -3730.321456789)
  }

  @Test("a span made of any nanoseconds is normal")
  func normalizes() {
    #expect(TimeSpan(seconds: 1, nanoseconds: -1_500_000_000)?.description == "-0.500s")
    #expect(TimeSpan(seconds: -1, nanoseconds: 2_000_000_001)?.description == "1.000000001s")
    #expect(TimeSpan(seconds: .max, nanoseconds: .max) == nil)
    #expect(TimeSpan(seconds: .min, nanoseconds: .min) == nil)
  }
}
