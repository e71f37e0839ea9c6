/// A length of time, CEL's `duration`: whole seconds and nanoseconds, at most ten thousand years either way.
///
/// Its name leaves `Duration` to Swift, whose attoseconds no expression has a use for. Arithmetic gives nil
/// where the result leaves the range.
package struct TimeSpan: Hashable, Sendable {
  /// Rounded down, so that the nanoseconds count upwards also before zero.
  private let floorSeconds: Int64
  private let floorNanoseconds: Int32

  package static let zero = TimeSpan(floorSeconds: 0, floorNanoseconds: 0)
  /// The range of google.protobuf.Duration.
  package static let limit: Int64 = 315_576_000_000

  private init(floorSeconds: Int64, floorNanoseconds: Int32) {
    self.floorSeconds = floorSeconds
    self.floorNanoseconds = floorNanoseconds
  }

  /// Nil outside of the range; the nanoseconds may be any number.
  package init?(seconds: Int64, nanoseconds: Int64 = 0) {
    let (carry, rest) = floorDivision(nanoseconds, by: nanosecondsPerSecond)
    let (sum, overflow) = seconds.addingReportingOverflow(carry)
    guard !overflow, sum >= -Self.limit - 1, sum <= Self.limit else { return nil }
    guard sum >= -Self.limit || rest > 0 else { return nil }
    self.init(floorSeconds: sum, floorNanoseconds: Int32(rest))
  }

  /// Whole seconds towards zero.
  package var seconds: Int64 {
    floorSeconds < 0 && floorNanoseconds > 0 ? floorSeconds + 1 : floorSeconds
  }

  /// What is left of the whole seconds, of the same sign.
  package var nanoseconds: Int32 {
    floorSeconds < 0 && floorNanoseconds > 0 ? floorNanoseconds - 1_000_000_000 : floorNanoseconds
  }

  package var isNegative: Bool { floorSeconds < 0 }

  package var inSeconds: Double { Double(seconds) + Double(nanoseconds) / 1e9 }

  package static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan? {
    let nanoseconds = Int64(left.floorNanoseconds) + Int64(right.floorNanoseconds)
    return TimeSpan(seconds: left.floorSeconds + right.floorSeconds, nanoseconds: nanoseconds)
  }

  package static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan? {
    let nanoseconds = Int64(left.floorNanoseconds) - Int64(right.floorNanoseconds)
    return TimeSpan(seconds: left.floorSeconds - right.floorSeconds, nanoseconds: nanoseconds)
  }

  package static prefix func - (span: TimeSpan) -> TimeSpan? { zero - span }

  // CEL's accessors: the whole span in each unit, but for the milliseconds, which are those of the last
  // second.
  package var hours: Int64 { seconds / 3600 }
  package var minutes: Int64 { seconds / 60 }
  package var milliseconds: Int64 { Int64(nanoseconds) / 1_000_000 }
}

extension TimeSpan: Comparable {
  package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    (left.floorSeconds, left.floorNanoseconds) < (right.floorSeconds, right.floorNanoseconds)
  }
}

let nanosecondsPerSecond: Int64 = 1_000_000_000

/// Quotient and remainder for a divisor above zero, the remainder never negative.
func floorDivision(_ dividend: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
