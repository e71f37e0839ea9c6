/// A moment, CEL's `timestamp`: seconds and nanoseconds since 1970 in UTC, from the year 1 to the year 9999.
package struct Timestamp: Hashable, Sendable {
  package let seconds: Int64
  /// From 0 to 999,999,999, counted upwards also before 1970.
  package let nanoseconds: Int32

  /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
  package static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// 1970-01-01T00:00:00Z.
  package static let epoch = Timestamp()

  private init() {
    seconds = 0
    nanoseconds = 0
  }

  /// Nil outside of the range; the nanoseconds may be any number.
  package init?(seconds: Int64, nanoseconds: Int64 = 0) {
    let (carry, rest) = floorDivision(nanoseconds, by: nanosecondsPerSecond)
    let (sum, overflow) = seconds.addingReportingOverflow(carry)
    guard !overflow, Self.range.contains(sum) else { return nil }
    self.seconds = sum
    self.nanoseconds = Int32(rest)
  }

  package static func + (moment: Timestamp, span: TimeSpan) -> Timestamp? {
    Timestamp(
      seconds: moment.seconds + span.seconds, nanoseconds: Int64(moment.nanoseconds) + Int64(span.nanoseconds)
    )
  }

  package static func - (moment: Timestamp, span: TimeSpan) -> Timestamp? {
    Timestamp(
      seconds: moment.seconds - span.seconds, nanoseconds: Int64(moment.nanoseconds) - Int64(span.nanoseconds)
    )
  }

  /// Nil where the nanoseconds between the two leave 64 bits, which is about 292 years: the conformance
  /// vectors of CEL want that, although a span may be longer.
  package static func - (left: Timestamp, right: Timestamp) -> TimeSpan? {
    let seconds = left.seconds - right.seconds
    let nanoseconds = Int64(left.nanoseconds) - Int64(right.nanoseconds)
    let (product, overflow) = seconds.multipliedReportingOverflow(by: nanosecondsPerSecond)
    guard !overflow, !product.addingReportingOverflow(nanoseconds).overflow else { return nil }
    return TimeSpan(seconds: seconds, nanoseconds: nanoseconds)
  }

  /// The date and time of day that a clock shows which is this many seconds ahead of UTC.
  package func civil(offset: Int64 = 0) -> CivilTime {
    let (days, secondOfDay) = floorDivision(seconds + offset, by: 86_400)
    return CivilTime(
      date: CivilDate(daysSinceEpoch: days), secondOfDay: secondOfDay, nanoseconds: nanoseconds)
  }

  /// In the zone of this name or offset; nil if there is none. Names are for the caller to look up: this
  /// target reads no files.
  package func civil(zone: String, rules: (String) -> TimeZoneRules?) -> CivilTime? {
    if zone.isEmpty || zone == "UTC" { return civil() }
    if let offset = zoneOffset(zone) { return civil(offset: offset) }
    return rules(zone).map { civil(offset: $0.offset(at: seconds)) }
  }
}

extension Timestamp: Comparable {
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

/// A date and a time of day, with the fields that CEL's accessors give.
package struct CivilTime: Hashable, Sendable {
  let date: CivilDate
  let secondOfDay: Int64
  let nanoseconds: Int32

  package var fullYear: Int64 { date.year }
  /// From 0.
  package var month: Int64 { date.month - 1 }
  /// The day of the month, from 1: `getDate`.
  package var dayFromOne: Int64 { date.day }
  /// The day of the month, from 0: `getDayOfMonth`.
  package var dayFromZero: Int64 { date.day - 1 }
  /// From 0, which is Sunday.
  package var dayOfWeek: Int64 { date.dayOfWeek }
  /// From 0.
  package var dayOfYear: Int64 { date.dayOfYear }
  package var hours: Int64 { secondOfDay / 3600 }
  package var minutes: Int64 { secondOfDay / 60 % 60 }
  package var seconds: Int64 { secondOfDay % 60 }
  package var milliseconds: Int64 { Int64(nanoseconds) / 1_000_000 }
}

/// The seconds of "+hh:mm", "-hh:mm" or "hh:mm".
private func zoneOffset(_ text: String) -> Int64? {
  var digits = text.utf8[...]
  let isNegative = digits.first == UInt8(ascii: "-")
  if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
  let parts = digits.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
  guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
    let hours = Int64(digits: parts[0]), let minutes = Int64(digits: parts[1]), hours <= 24, minutes < 60
  else { return nil }
  return (isNegative ? -1 : 1) * (hours * 3600 + minutes * 60)
}

extension Int64 {
  /// ASCII digits and nothing else; meant for few.
  init?(digits: some Collection<UInt8>) {
    var value: Int64 = 0
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    for digit in digits {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
      value = value * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    self = value
  }
}
