/// Which rules had nothing to say about which values: targets in; whether a rule must be asked about one out. Campaigns of
/// one sender are much alike, and a rule sees nothing but what is at its paths. One that does not apply saw no more than its
/// condition reads.
///
/// Only silence is remembered: a finding speaks of places in its own file. No value is kept, only a number made of it;
/// that two values of a path share one by chance is as likely as a fault of the machine.
import CEL

struct SilenceMemory: Sendable {
  private let reads: RuleReads
  /// Of each target at hand, of each path the number of what it leads to.
  private var rows: [[UInt64]] = []
  /// Of each rule so many numbers, each made of all that it sees. 0 stands for none.
  private var silences: [UInt64]

  /// A power of two.
  private static let most = 64

  /// - Parameter reads: what the rules read; the memory has a copy of its own.
  init(_ reads: RuleReads) {
    self.reads = reads.copy()
    silences = Array(repeating: 0, count: reads.parts.count * Self.most)
  }

  /// Looks at a target, which questions are then about.
  ///
  /// - Parameter isOfLastCampaign: whether the row before is about the same campaign, and has what they share.
  mutating func look(at target: Target, row: Int, isOfLastCampaign: Bool) {
    while rows.count <= row { rows.append(Array(repeating: 0, count: reads.paths.count)) }
    guard isOfLastCampaign else { return reads.paths.look(at: target.bindings, into: &rows[row]) }
    let slots = RuleEnvironment.slots
    rows[row] = rows[row - 1]
    reads.paths.look(at: target.bindings, except: [slots.config, slots.network], into: &rows[row])
  }

  /// What a frame can tell of the target of a row without evaluating anything.
  func outlook(ofRow row: Int) -> Outlook { Outlook(reads.variables, rows[row]) }

  /// The number of a rule among those of both scopes.
  func number(ofRule place: Int, _ scope: RuleLogic.Scope) -> Int {
    reads.rules(of: scope).lowerBound + place
  }

  /// What a rule sees in the target of a row; nil if it was silent about that, and need not be asked.
  @inline(__always)
  func newSight(ofRule rule: Int, row: Int) -> Sight? {
    let sight = Sight(reads.parts[rule], reads.numbers, rows[row])
    if isRemembered(sight.ofAll, rule) { return nil }
    return sight.ofCondition != 0 && isRemembered(sight.ofCondition, rule) ? nil : sight
  }

  /// Remembers what a rule said, if it was silent. One that does not apply saw no more than its condition reads.
  mutating func remember(_ judgement: Judgement, about sight: Sight, ofRule rule: Int) {
    guard judgement.isSilent else { return }
    var number = sight.ofAll
    if case .notApplicable = judgement, sight.ofCondition != 0 { number = sight.ofCondition }
    let (first, second) = places(of: number, rule)
    silences[silences[first] == 0 || silences[second] != 0 && number >> 32 & 1 == 0 ? first : second] = number
  }

  @inline(__always)
  private func isRemembered(_ number: UInt64, _ rule: Int) -> Bool {
    let (first, second) = places(of: number, rule)
    return silences[first] == number || silences[second] == number
  }

  /// Two, for with one for each number some would keep driving each other out.
  @inline(__always)
  private func places(of number: UInt64, _ rule: Int) -> (Int, Int) {
    let (start, mask) = (rule * Self.most, UInt64(Self.most - 1))
    return (start + Int(number & mask), start + Int(number >> 16 & mask))
  }
}

/// Numbers for what a rule sees.
struct Sight: Sendable {
  /// 0 if the condition sees nothing that differs, or if there is none.
  let ofCondition: UInt64
  /// Never 0.
  let ofAll: UInt64

  @inline(__always)
  fileprivate init(_ parts: RuleReads.Parts, _ numbers: [Int32], _ row: [UInt64]) {
    (ofCondition, ofAll) = numbers.withUnsafeBufferPointer { numbers in
      row.withUnsafeBufferPointer { row in
        let condition =
          parts.condition.isEmpty ? 0 : Self.number(numbers, parts.condition, row, after: 0)
        // Apart from what the condition sees, even where the rest adds nothing to it.
        let start = condition &* 0x9e37_79b9_7f4a_7c15 &+ 1
        return (condition, Self.number(numbers, parts.rest, row, after: start))
      }
    }
  }

  @inline(__always)
  private static func number(
    _ numbers: UnsafeBufferPointer<Int32>, _ part: Range<Int32>, _ row: UnsafeBufferPointer<UInt64>,
    after start: UInt64
  ) -> UInt64 {
    var number = start
    for place in part { number &+= row[Int(numbers[Int(place)])] }
    return max(number, 1)
  }
}
