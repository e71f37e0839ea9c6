// Moments: RFC 3339 in and out, the range of CEL, arithmetic, and the fields of their dates in UTC and
// elsewhere.

import Testing

@testable import CEL

@Suite("Moments")
struct TimestampTests {
  @Test(
    "a moment is read as RFC 3339 has it and written in UTC",
    arguments: [
      ("2009-02-13T23:31:30Z", "2009-02-13T23:31:30Z"), ("2009-02-13t23:31:30z", "2009-02-13T23:31:30Z"),
      ("2009-02-13T23:31:30.5+01:00", "2009-02-13T22:31:30.500Z"),
      ("2009-02-13T23:31:30-05:30", "2009-02-14T05:01:30Z"),
      ("2009-02-13T23:31:30.123456Z", "2009-02-13T23:31:30.123456Z"),
      ("9999-12-31T23:59:59.9999999999Z", "9999-12-31T23:59:59.999999999Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
      ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
      ("1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59.900Z"),
    ])
  func readsAndWrites(text: String, expected: String) throws {
    #expect(try Timestamp(text).description == expected)
  }

  @Test(
    "what is no moment is refused",
    arguments: [
      "", "2009-02-13", "2009-02-13T23:31:30", "2009-02-13 23:31:30Z", "2009-02-30T00:00:00Z",
      "2023-02-29T00:00:00Z",
      "2009-13-01T00:00:00Z", "2009-00-01T00:00:00Z", "2009-01-00T00:00:00Z", "2009-02-13T24:00:00Z",
      "2009-02-13T23:60:00Z",
      "2009-02-13T23:31:60Z", "2009-02-13T23:31:30.Z", "2009-02-13T23:31:30,5Z", "2009-02-13T23:31:30+25:00",
      "2009-02-13T23:31:30+0100", "2009-2-3T23:31:30Z", "10000-01-01T00:00:00Z", "2009-02-13T23:31:30Z ",
      "-009-02-13T23:31:30Z",
    ])
  func refuses(text: String) {
    #expect(throws: Timestamp.ReadingError.notRFC3339) { _ = try Timestamp(text) }
  }

  @Test(
    "what lies outside of the years 1 to 9999 is refused by that name",
    arguments: [
      "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    ])
  func refusesRange(text: String) {
    #expect(throws: Timestamp.ReadingError.outOfRange) { _ = try Timestamp(text) }
    #expect(Timestamp(seconds: -62_135_596_801) == nil)
    #expect(Timestamp(seconds: 253_402_300_800) == nil)
  }

  @Test("moments and spans add up, within the range")
  func arithmetic() throws {
    let first = try Timestamp("0001-01-01T00:00:00Z")
    let last = try Timestamp("9999-12-31T23:59:59.999999999Z")
    let nanosecond = try #require(TimeSpan(seconds: 0, nanoseconds: 1))
    #expect(first - nanosecond == nil)
    #expect(last + nanosecond == nil)
    #expect((first + nanosecond)?.description == "0001-01-01T00:00:00.000000001Z")
    #expect(last - first == nil)
    #expect(first < last)
    let moment = try Timestamp("2009-02-13T23:31:00Z")
    #expect(try moment - Timestamp("2009-02-13T23:29:00.5Z") == TimeSpan("119.5s"))
    #expect(try Timestamp("2009-02-13T23:29:00.5Z") - moment == TimeSpan("-119.5s"))
  }

  @Test("the fields of a date count from where CEL has them count")
  func fields() throws {
    let time = try Timestamp("2009-02-13T23:31:20.123456789Z").civil()
    #expect([time.fullYear, time.month, time.dayFromOne, time.dayFromZero] == [2009, 1, 13, 12])
    #expect([time.dayOfWeek, time.dayOfYear] == [5, 43])
    #expect([time.hours, time.minutes, time.seconds, time.milliseconds] == [23, 31, 20, 123])
    let leapDay = try Timestamp("2024-12-31T00:00:00Z").civil()
    #expect([leapDay.dayOfYear, leapDay.dayOfWeek] == [365, 2])
  }

  @Test(
    "a zone is an offset, UTC, or a name that is looked up",
    arguments: [
      ("", 23), ("UTC", 23), ("+11:00", 10), ("-02:30", 21), ("02:00", 1), ("-2:30", 21), ("-00:00", 23),
      ("Here/There", 0),
      ("+2", nil), ("Z", nil), ("+99:00", nil), ("+02:60", nil), ("+02:00:00", nil), ("Nowhere", nil),
    ] as [(String, Int64?)])
  func zones(zone: String, hours: Int64?) throws {
    let rules = try #require(TimeZoneRules(tzif: TZifFile(offsets: [3600]).bytes))
    let time = try Timestamp("2009-02-13T23:31:30Z").civil(zone: zone) { $0 == "Here/There" ? rules : nil }
    #expect(time?.hours == hours)
  }

  @Test("dates and day numbers agree over the whole range")
  func civilDates() {
    for days in stride(from: Int64(-719_162), through: 2_932_896, by: 97) {
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days)
      #expect(1...12 ~= date.month && date.day <= CivilDate.daysInMonth(date.month, of: date.year))
    }
    #expect(CivilDate(daysSinceEpoch: -719_162) == CivilDate(year: 1, month: 1, day: 1))
    #expect(CivilDate(daysSinceEpoch: 2_932_896) == CivilDate(year: 9999, month: 12, day: 31))
  }
}
