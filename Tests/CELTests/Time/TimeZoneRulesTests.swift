// Zones from TZif bytes: changes of the clocks, the rule at the foot of the file, and bytes that are broken.

import Testing

@testable import CEL

@Suite("Time zones")
struct TimeZoneRulesTests {
  @Test("each change of the clocks holds from its second on")
  func transitions() throws {
    let file = TZifFile(transitions: [(-1_000, 1), (5_000, 0)], offsets: [-3600, 7200])
    let rules = try #require(TimeZoneRules(tzif: file.bytes))
    #expect([-1_001, -1_000, 4_999, 5_000].map { rules.offset(at: $0) } == [-3600, 7200, 7200, -3600])
  }

  @Test(
    "the rule at the foot holds after the last change",
    arguments: [
      ("NST3:30NDT,M3.2.0,M11.1.0", "2026-03-08T05:29:59Z", -12_600),
      ("NST3:30NDT,M3.2.0,M11.1.0", "2026-03-08T05:30:00Z", -9_000),
      ("NST3:30NDT,M3.2.0,M11.1.0", "2026-11-01T04:29:59Z", -9_000),
      ("NST3:30NDT,M3.2.0,M11.1.0", "2026-11-01T04:30:00Z", -12_600),
      ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-15T00:00:00Z", 39_600),
      ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T16:00:00Z", 36_000),
      ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-10-03T16:00:00Z", 39_600),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3_600),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7_200),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3_600),
      ("<+0545>-5:45", "2026-06-01T00:00:00Z", 20_700),
      ("XXX3YYY,J60/0,J300/0", "2024-03-01T02:59:59Z", -10_800),
      ("XXX3YYY,J60/0,J300/0", "2024-03-01T03:00:00Z", -7_200),
      ("XXX3YYY,59/0,300/0", "2024-02-29T03:00:00Z", -7_200),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3_600),
    ])
  func footer(rule: String, moment: String, offset: Int64) throws {
    let file = TZifFile(transitions: [(0, 0)], offsets: [1], footer: rule)
    let rules = try #require(TimeZoneRules(tzif: file.bytes))
    #expect(try rules.offset(at: Timestamp(moment).seconds) == offset)
    #expect(rules.offset(at: -1) == 1)
  }

  @Test("broken bytes are refused, or read without a crash")
  func brokenBytes() {
    let good = TZifFile(
      transitions: [(0, 0), (9, 1)], offsets: [1, 2], footer: "CET-1CEST,M3.5.0,M10.5.0/3"
    ).bytes
    #expect(TimeZoneRules(tzif: []) == nil)
    for length in 0..<(good.count - 30) { #expect(TimeZoneRules(tzif: Array(good.prefix(length))) == nil) }
    var generator = SplitMix64(state: 7)
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      _ = TimeZoneRules(tzif: bytes)?.offset(at: 1_800_000_000)
    }
  }
}

/// Writes TZif bytes of version 2: an empty block of version 1, the block proper, the footer.
struct TZifFile {
  var transitions: [(moment: Int64, kind: UInt8)] = []
  var offsets: [Int32]
  var footer = ""

  var bytes: [UInt8] {
    let empty = header(transitions: 0, types: 0)
    var body: [UInt8] = []
    for transition in transitions { body += bigEndian(transition.moment) }
    for transition in transitions { body.append(transition.kind) }
    for offset in offsets { body += bigEndian(offset) + [0, 0] }
    body += Array("X\0".utf8)
    return empty + header(transitions: transitions.count, types: offsets.count, characters: 2) + body
      + Array("\n\(footer)\n".utf8)
  }

  private func header(transitions: Int, types: Int, characters: Int = 0) -> [UInt8] {
    let counts = [0, 0, 0, transitions, types, characters].flatMap { bigEndian(Int32($0)) }
    return Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts
  }

  private func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
