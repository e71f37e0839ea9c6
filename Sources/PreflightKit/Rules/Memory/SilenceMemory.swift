/// Which rules had nothing to say about which values: the bindings of one target after the other in; the rules that must
/// be asked about it out. Campaigns of one sender are much alike, and a rule sees nothing but what is at its paths. One that
/// does not apply saw no more than its condition reads.
///
/// Only silence is remembered: a finding speaks of places in its own file. No value is kept, only a number made of it;
/// that two values of a path share one by chance is as likely as a fault of the machine.
import CEL

struct SilenceMemory: Sendable {
  private let reads: RuleReads
  /// Of each path the number of what it leads to in the target at hand.
  private var facing: [UInt64]
  /// Of each rule what it sees in the target at hand.
  private var sights: [Sight]
  /// Of each rule so many numbers, each made of all that it sees. 0 stands for none.
  private var silences: [UInt64]

  /// A power of two.
  private static let most = 32

  init(_ reads: RuleReads) {
    self.reads = reads
    facing = Array(repeating: 0, count: reads.paths.count)
    sights = Array(repeating: Sight(), count: reads.parts.count)
    silences = Array(repeating: 0, count: reads.parts.count * Self.most)
  }

  /// The rules that must be asked about a target, by their places among those of its scope. A campaign comes before its
  /// transports, and all of them after one another: what they share is looked at once.
  mutating func rulesToAsk(about target: Target) -> [Int] {
    switch target.scope {
    case .campaign: reads.paths.look(at: target.bindings, into: &facing)
    case .transport:
      let slots = RuleEnvironment.slots
      reads.paths.look(at: target.bindings, except: [slots.config, slots.network], into: &facing)
    }
    let rules = reads.rules(of: target.scope)
    var asked: [Int] = []
    // Asked of every rule for every target, so without a check at every step.
    reads.numbers.withUnsafeBufferPointer { numbers in
      facing.withUnsafeBufferPointer { facing in
        silences.withUnsafeBufferPointer { silences in
          for rule in rules {
            let sight = Sight(reads.parts[rule], numbers, facing)
            let own = UnsafeBufferPointer(rebasing: silences[rule * Self.most..<(rule + 1) * Self.most])
            sights[rule] = sight
            if !sight.isRemembered(in: own) { asked.append(rule - rules.lowerBound) }
          }
        }
      }
    }
    return asked
  }

  /// Remembers what a rule said about the target at hand, if it was silent.
  mutating func remember(_ judgement: Judgement, ofRule place: Int, _ scope: RuleLogic.Scope) {
    guard judgement.isSilent else { return }
    let rule = reads.rules(of: scope).lowerBound + place
    let sight = sights[rule]
    var number = sight.ofAll
    if case .notApplicable = judgement, sight.ofCondition != 0 { number = sight.ofCondition }
    silences[rule * Self.most + Sight.place(of: number, among: Self.most)] = number
  }
}

/// Numbers for what a rule sees.
private struct Sight: Sendable {
  /// 0 if the condition sees nothing that differs, or if there is none.
  var ofCondition: UInt64 = 0
  /// Never 0 once it was looked at.
  var ofAll: UInt64 = 0

  init() {}

  init(
    _ parts: RuleReads.Parts, _ numbers: UnsafeBufferPointer<Int>, _ facing: UnsafeBufferPointer<UInt64>
  ) {
    if !parts.condition.isEmpty { ofCondition = Self.number(parts.condition, 0, numbers, facing) }
    ofAll = Self.number(parts.rest, ofCondition, numbers, facing)
  }

  /// Whether the rule was silent about this, or did not apply to what its condition sees.
  func isRemembered(in silences: UnsafeBufferPointer<UInt64>) -> Bool {
    silences[Self.place(of: ofAll, among: silences.count)] == ofAll
      || ofCondition != 0 && silences[Self.place(of: ofCondition, among: silences.count)] == ofCondition
  }

  /// - Parameter count: a power of two.
  static func place(of number: UInt64, among count: Int) -> Int { Int(number & UInt64(count - 1)) }

  @inline(__always)
  private static func number(
    _ part: Range<Int>, _ start: UInt64, _ numbers: UnsafeBufferPointer<Int>,
    _ facing: UnsafeBufferPointer<UInt64>
  ) -> UInt64 {
    var number = start
    for place in part {
      // Any odd factor keeps the parts apart: they are as good as random themselves.
      number = number &* 0x9e37_79b9_7f4a_7c15 &+ facing[numbers[place]]
    }
    return max(number, 1)
  }
}
