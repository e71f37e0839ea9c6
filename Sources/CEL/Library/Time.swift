/// Timestamps and durations: reading them, and what calendars and clocks say of them.
extension Library {
  /// Finds the rules of a zone such as `Europe/Berlin`; nil for a name that is none.
  package typealias ZoneLookup = @Sendable (String) -> TimeZoneRules?

  /// The functions on time. Named zones are looked up by `zones`; without it only UTC and offsets such as `+02:00` are
  /// known, as this target reads no files.
  package static func time(zones: ZoneLookup?) -> Library {
    Library("time", functions: reading + durationFields + calendarFields(zones ?? { _ in nil }))
  }

  private static let reading = [
    Function(
      "timestamp", "A moment, from RFC 3339 text or from seconds since 1970.",
      [
        .function("timestamp_to_timestamp", .timestamp, returns: .timestamp) { $0 },
        .function("string_to_timestamp", .string, returns: .timestamp, body: timestamp),
        .function("int_to_timestamp", .int, returns: .timestamp, body: timestamp),
      ]),
    Function(
      "duration", "A length of time, from text such as `1h30m`, `250ms`, `-1.5s`.",
      [
        .function("duration_to_duration", .duration, returns: .duration) { $0 },
        .function("string_to_duration", .string, returns: .duration, body: duration),
      ]),
  ]

  @Sendable private static func timestamp(_ value: Value) -> Value {
    switch value {
    case .int(let seconds):
      return Timestamp(seconds: seconds).map { .timestamp($0) }
        ?? .failure(.outOfRange(value.literalText, type: "timestamp"))
    case .string(let text):
      do throws(Timestamp.ReadingError) {
        return .timestamp(try Timestamp(text))
      } catch {
        return .failure(.notConvertible(value.literalText, type: "timestamp"))
      }
    default: return value
    }
  }

  @Sendable private static func duration(_ value: Value) -> Value {
    guard case .string(let text) = value else { return value }
    return TimeSpan(text).map { .duration($0) }
      ?? .failure(.notConvertible(value.literalText, type: "duration"))
  }

  // MARK: Fields

  private static let durationFields = [
    duration("getHours", "The whole hours of it.") { $0.hours },
    duration("getMinutes", "The whole minutes of it.") { $0.minutes },
    duration("getSeconds", "The whole seconds of it.") { $0.seconds },
    duration("getMilliseconds", "The milliseconds of its last second.") { $0.milliseconds },
  ]

  private static func duration(
    _ name: String, _ documentation: String, _ field: @escaping @Sendable (TimeSpan) -> Int64
  ) -> Function {
    let overload = Overload.method("duration_\(name)", on: .duration, returns: .int) { value in
      guard case .duration(let span) = value else { return value }
      return .int(field(span))
    }
    return Function(name, documentation, overload)
  }

  private static func calendarFields(_ zones: @escaping ZoneLookup) -> [Function] {
    [
      calendar("getFullYear", "The year.", zones) { $0.fullYear },
      calendar("getMonth", "The month, from 0.", zones) { $0.month },
      calendar("getDate", "The day of the month, from 1.", zones) { $0.dayFromOne },
      calendar("getDayOfMonth", "The day of the month, from 0.", zones) { $0.dayFromZero },
      calendar("getDayOfWeek", "The day of the week, from 0 for Sunday.", zones) { $0.dayOfWeek },
      calendar("getDayOfYear", "The day of the year, from 0.", zones) { $0.dayOfYear },
      calendar("getHours", "The hour of the day.", zones) { $0.hours },
      calendar("getMinutes", "The minute of the hour.", zones) { $0.minutes },
      calendar("getSeconds", "The second of the minute.", zones) { $0.seconds },
      calendar("getMilliseconds", "The milliseconds of the second.", zones) { $0.milliseconds },
    ]
  }

  /// A field of the moment in UTC, or in a zone given by name or offset.
  private static func calendar(
    _ name: String, _ documentation: String, _ zones: @escaping ZoneLookup,
    _ field: @escaping @Sendable (CivilTime) -> Int64
  ) -> Function {
    Function(
      name, documentation,
      [
        .method("timestamp_\(name)", on: .timestamp, returns: .int) { value in
          guard case .timestamp(let moment) = value else { return value }
          return .int(field(moment.civil()))
        },
        .method("timestamp_\(name)_zone", on: .timestamp, .string, returns: .int) { value, zone in
          guard case .timestamp(let moment) = value, case .string(let zone) = zone else { return value }
          guard let civil = moment.civil(zone: zone, rules: zones) else {
            return .failure(.custom("there is no time zone '\(zone)'"))
          }
          return .int(field(civil))
        },
      ])
  }
}
