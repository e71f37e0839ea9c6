/// When a zone's clocks were how far ahead of UTC: read from the bytes of a TZif file (RFC 9636), never
/// from a file.
package struct TimeZoneRules: Sendable {
  /// The moments of change in order, and the offset from each on, in seconds ahead of UTC.
  private let transitions: [Int64]
  private let offsets: [Int64]
  /// Before the first change.
  private let initialOffset: Int64
  /// After the last one.
  private let footer: RecurringZoneRule?

  /// Nil if the bytes are no TZif file of version 1 to 4, or contradict themselves.
  package init?(tzif bytes: [UInt8]) {
    var reader = TZifReader(bytes: bytes)
    guard let header = reader.readHeader() else { return nil }
    guard header.version >= 2 else {
      guard let body = reader.readBody(header, timeWidth: 4) else { return nil }
      self.init(body, footer: nil)
      return
    }
    guard reader.skipBody(header, timeWidth: 4), let second = reader.readHeader(),
      let body = reader.readBody(second, timeWidth: 8)
    else { return nil }
    self.init(body, footer: reader.readFooter().flatMap { RecurringZoneRule(posix: $0) })
  }

  private init(_ body: TZifBody, footer: RecurringZoneRule?) {
    transitions = body.transitions
    offsets = body.offsets
    initialOffset = body.initialOffset
    self.footer = footer
  }

  /// The seconds that the zone is ahead of UTC at this moment.
  package func offset(at seconds: Int64) -> Int64 {
    if let footer, transitions.last.map({ seconds >= $0 }) ?? true { return footer.offset(at: seconds) }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? initialOffset : offsets[low - 1]
  }
}

/// What a data block of the file says.
struct TZifBody {
  var transitions: [Int64]
  var offsets: [Int64]
  var initialOffset: Int64
}

private struct TZifHeader {
  var version: Int
  var utcIndicators: Int
  var standardIndicators: Int
  var leapSeconds: Int
  var transitions: Int
  var types: Int
  var characters: Int

  func bodySize(timeWidth: Int) -> Int {
    transitions * (timeWidth + 1) + types * 6 + characters + leapSeconds * (timeWidth + 4)
      + standardIndicators
      + utcIndicators
  }
}

private struct TZifReader {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func readHeader() -> TZifHeader? {
    guard bytes.count >= offset + 44, bytes[offset..<offset + 4].elementsEqual("TZif".utf8) else {
      return nil
    }
    let version = bytes[offset + 4]
    let counts = (0..<6).map { Int(UInt32(truncatingIfNeeded: integer(at: offset + 20 + 4 * $0, width: 4))) }
    offset += 44
    let digit = Int(version) - Int(UInt8(ascii: "0"))
    return TZifHeader(
      version: version == 0 ? 1 : digit, utcIndicators: counts[0], standardIndicators: counts[1],
      leapSeconds: counts[2], transitions: counts[3], types: counts[4], characters: counts[5])
  }

  mutating func skipBody(_ header: TZifHeader, timeWidth: Int) -> Bool {
    offset += header.bodySize(timeWidth: timeWidth)
    return offset <= bytes.count
  }

  mutating func readBody(_ header: TZifHeader, timeWidth: Int) -> TZifBody? {
    let start = offset
    guard skipBody(header, timeWidth: timeWidth), header.types > 0 else { return nil }
    let indexes = start + header.transitions * timeWidth
    let types = indexes + header.transitions
    let transitions = (0..<header.transitions).map { integer(at: start + $0 * timeWidth, width: timeWidth) }
    let typeOffsets = (0..<header.types).map { integer(at: types + $0 * 6, width: 4) }
    let used = bytes[indexes..<types].map { Int($0) }
    guard used.allSatisfy({ $0 < header.types }), zip(transitions, transitions.dropFirst()).allSatisfy(<)
    else {
      return nil
    }
    return TZifBody(
      transitions: transitions, offsets: used.map { typeOffsets[$0] }, initialOffset: typeOffsets[0])
  }

  /// The text between two line feeds at the end.
  func readFooter() -> [UInt8]? {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\n"), bytes.last == UInt8(ascii: "\n"),
      offset + 1 < bytes.count - 1
    else { return nil }
    return Array(bytes[offset + 1..<bytes.count - 1])
  }

  /// A signed number, the most significant byte first.
  private func integer(at start: Int, width: Int) -> Int64 {
    let value = bytes[start..<start + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return width == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
  }
}
