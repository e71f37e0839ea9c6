/// How a zone's clocks change from year to year: the POSIX TZ string at the foot of a TZif file,
/// "NST3:30NDT,M3.2.0,M11.1.0".
struct RecurringZoneRule: Sendable {
  private let standard: Int64
  private let summer: Summer?

  private struct Summer {
    let offset: Int64
    let start: YearlyMoment
    let end: YearlyMoment
  }

  init?(posix: [UInt8]) {
    var reader = ZoneRuleReader(bytes: posix)
    guard reader.readName(), let west = reader.readClock() else { return nil }
    standard = -west
    guard !reader.isAtEnd else {
      summer = nil
      return
    }
    guard reader.readName() else { return nil }
    let offset = reader.readClock().map { -$0 } ?? standard + 3600
    guard reader.take(","), let start = reader.readMoment(), reader.take(","), let end = reader.readMoment(),
      reader.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  /// The seconds ahead of UTC. Each change is given by the clock that it ends.
  func offset(at seconds: Int64) -> Int64 {
    guard let summer else { return standard }
    let year = CivilDate(daysSinceEpoch: floorDivision(seconds + standard, by: 86_400).quotient).year
    let start = summer.start.seconds(in: year) - standard
    let end = summer.end.seconds(in: year) - summer.offset
    let isSummer = start < end ? start <= seconds && seconds < end : !(end <= seconds && seconds < start)
    return isSummer ? summer.offset : standard
  }
}

/// A day of each year and a time of that day.
private struct YearlyMoment {
  enum Day {
    /// 1 to 365, the leap day never counted.
    case julian(Int64)
    /// 0 to 365.
    case ofYear(Int64)
    /// The last week is 5; the days of the week count from Sunday, which is 0.
    case weekday(month: Int64, week: Int64, day: Int64)
  }

  let day: Day
  let time: Int64

  /// Since the epoch, by the clock on the wall.
  func seconds(in year: Int64) -> Int64 {
    let newYear = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
    let days =
      switch day {
      case .julian(let number): newYear + number - (CivilDate.isLeapYear(year) && number >= 60 ? 0 : 1)
      case .ofYear(let number): newYear + number
      case .weekday(let month, let week, let day): weekday(day, week: week, month: month, year: year)
      }
    return days * 86_400 + time
  }

  private func weekday(_ day: Int64, week: Int64, month: Int64, year: Int64) -> Int64 {
    let first = CivilDate(year: year, month: month, day: 1)
    let firstMatch = floorDivision(day - first.dayOfWeek, by: 7).remainder
    let inMonth = firstMatch + 7 * (week - 1)
    let fits = inMonth < CivilDate.daysInMonth(month, of: year)
    return first.daysSinceEpoch + (fits ? inMonth : inMonth - 7)
  }
}

private struct ZoneRuleReader {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  /// Three letters or more, or anything between angle brackets.
  mutating func readName() -> Bool {
    let start = offset
    if take("<") {
      while !isAtEnd, bytes[offset] != UInt8(ascii: ">") { offset += 1 }
      return take(">")
    }
    while !isAtEnd, UInt8(ascii: "a")...UInt8(ascii: "z") ~= bytes[offset] | 0x20 { offset += 1 }
    return offset - start >= 3
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func readClock() -> Int64? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hours = readNumber(upTo: 167) else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] as [Int64] where take(":") {
      guard let part = readNumber(upTo: 59) else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }

  mutating func readMoment() -> YearlyMoment? {
    guard let day = readDay() else { return nil }
    guard take("/") else { return YearlyMoment(day: day, time: 2 * 3600) }
    return readClock().map { YearlyMoment(day: day, time: $0) }
  }

  private mutating func readDay() -> YearlyMoment.Day? {
    if take("J") {
      return readNumber(upTo: 365).flatMap { $0 > 0 ? .julian($0) : nil }
    }
    guard take("M") else { return readNumber(upTo: 365).map { .ofYear($0) } }
    guard let month = readNumber(upTo: 12), take("."), let week = readNumber(upTo: 5), take("."),
      let day = readNumber(upTo: 6), month > 0, week > 0
    else { return nil }
    return .weekday(month: month, week: week, day: day)
  }

  private mutating func readNumber(upTo limit: Int64) -> Int64? {
    let digits = bytes[offset...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    offset += digits.count
    return Int64(digits: digits).flatMap { $0 <= limit ? $0 : nil }
  }
}
