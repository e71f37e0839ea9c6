// Moments as text, RFC 3339: "2009-02-13T23:31:30.5+01:00" in, "2009-02-13T22:31:30.500Z" out.

extension Timestamp {
  /// Why a text is no moment.
  package enum ReadingError: Error, Hashable, Sendable {
    case notRFC3339
    case outOfRange
  }

  /// Decimals beyond nine are cut off. The leap second 60 is not accepted: the scale has no place for it.
  package init(_ text: some StringProtocol) throws(ReadingError) {
    var reader = TimestampReader(bytes: Array(text.utf8))
    guard let (seconds, nanoseconds) = reader.read() else { throw .notRFC3339 }
    guard let moment = Timestamp(seconds: seconds, nanoseconds: nanoseconds) else { throw .outOfRange }
    self = moment
  }
}

extension Timestamp: CustomStringConvertible {
  /// In UTC with no, three, six or nine decimals, as protobuf writes a timestamp.
  package var description: String {
    let time = civil()
    let date = "\(padded(time.fullYear, 4))-\(padded(time.month + 1, 2))-\(padded(time.dayFromOne, 2))"
    let clock = "\(padded(time.hours, 2)):\(padded(time.minutes, 2)):\(padded(time.seconds, 2))"
    return "\(date)T\(clock)\(decimals(of: nanoseconds.magnitude))Z"
  }
}

private func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(width - digits.count, 0)) + digits
}

private struct TimestampReader {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() -> (seconds: Int64, nanoseconds: Int64)? {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      take("T") || take("t"), let hour = number(2), take(":"), let minute = number(2), take(":"),
      let second = number(2), let nanoseconds = readDecimals(), let zone = readZone(), offset == bytes.count,
      1...12 ~= month, day >= 1, day <= CivilDate.daysInMonth(month, of: year), hour < 24, minute < 60,
      second < 60
    else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
    return (days * 86_400 + hour * 3600 + minute * 60 + second - zone, nanoseconds)
  }

  private mutating func readDecimals() -> Int64? {
    guard take(".") else { return 0 }
    let digits = bytes[offset...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    offset += digits.count
    guard !digits.isEmpty else { return nil }
    let places = digits.prefix(9)
    return Int64(digits: places).map { $0 * powerOfTen(9 - places.count) }
  }

  /// The seconds that the zone is ahead of UTC.
  private mutating func readZone() -> Int64? {
    if take("Z") || take("z") { return 0 }
    let isNegative = take("-")
    guard isNegative || take("+"), let hours = number(2), take(":"), let minutes = number(2), hours < 24,
      minutes < 60
    else { return nil }
    return (isNegative ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private mutating func number(_ width: Int) -> Int64? {
    guard offset + width <= bytes.count, let value = Int64(digits: bytes[offset..<offset + width]) else {
      return nil
    }
    offset += width
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }
}

private func powerOfTen(_ exponent: Int) -> Int64 {
  (0..<exponent).reduce(1) { power, _ in power * 10 }
}
