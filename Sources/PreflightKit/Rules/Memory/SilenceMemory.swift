/// Which rules had nothing to say about which values: the bindings of one target after the other in; rules that need not
/// be asked again out. Campaigns of one sender are much alike, and a rule sees nothing but what is at its paths. One that
/// does not apply saw no more than its condition reads.
///
/// Only silence is remembered: a finding speaks of places in its own file. No value is kept, only a number made of it;
/// that two values of a path share one by chance is as likely as a fault of the machine.
import CEL

struct SilenceMemory: Sendable {
  private let reads: RuleReads
  /// Of each path the number of what it leads to in the target at hand.
  private var facing: [UInt64]
  /// Of each rule so many numbers, each made of all that it sees. 0 stands for none.
  private var silences: [UInt64]

  /// A power of two.
  private static let most = 32

  init(_ reads: RuleReads) {
    self.reads = reads
    facing = Array(repeating: 0, count: reads.paths.count)
    silences = Array(repeating: 0, count: reads.parts.count * Self.most)
  }

  /// Looks at a target, which the questions that follow are about.
  mutating func face(_ bindings: Bindings) {
    reads.paths.look(at: bindings, into: &facing)
  }

  /// Whether a rule was silent about what it sees now, or did not apply to what its condition sees.
  func knowsSilence(ofRule rule: Int) -> Bool {
    let condition = sight(ofConditionOf: rule)
    if let condition, isRemembered(condition, rule) { return true }
    return isRemembered(sight(ofRule: rule, from: condition), rule)
  }

  /// Remembers what a rule said about what it sees now, if it was silent.
  mutating func remember(_ judgement: Judgement, ofRule rule: Int) {
    guard judgement.isSilent else { return }
    let condition = sight(ofConditionOf: rule)
    if case .notApplicable = judgement, let condition {
      silences[place(of: condition, rule)] = condition
    } else {
      let sight = sight(ofRule: rule, from: condition)
      silences[place(of: sight, rule)] = sight
    }
  }

  private func isRemembered(_ sight: UInt64, _ rule: Int) -> Bool {
    silences[place(of: sight, rule)] == sight
  }

  /// A number for all that a rule's condition sees; nil if it sees nothing that differs.
  private func sight(ofConditionOf rule: Int) -> UInt64? {
    let part = reads.parts[rule].condition
    return part.isEmpty ? nil : sight(part, from: 0)
  }

  /// A number for all that a rule sees, the condition's number being known.
  private func sight(ofRule rule: Int, from condition: UInt64?) -> UInt64 {
    sight(reads.parts[rule].rest, from: condition ?? 0)
  }

  /// Never 0.
  private func sight(_ part: Range<Int>, from start: UInt64) -> UInt64 {
    var sight = start
    for number in part {
      // Any odd factor keeps the parts apart: they are as good as random themselves.
      sight = sight &* 0x9e37_79b9_7f4a_7c15 &+ facing[reads.numbers[number]]
    }
    return max(sight, 1)
  }

  private func place(of sight: UInt64, _ rule: Int) -> Int {
    rule * Self.most + Int(sight & UInt64(Self.most - 1))
  }
}
