/// What rules depend on: the rules of both scopes and the variables they share in; every path that any of them reads, and
/// of each rule which of these its condition reads, and which the rest of it, out.
import CEL
import Synchronization

final class RuleReads: Sendable {
  /// Each path once.
  let paths: ReadTree
  /// Of each rule the numbers of its paths, one rule after the other.
  let numbers: [Int32]
  /// Of each rule its parts of the numbers: those about campaigns first, then those about transports.
  let parts: [Parts]
  let variables: VariableReads
  private let countOfCampaignRules: Int

  struct Parts: Sendable {
    /// What the condition reads; empty where there is none, or where nothing of a campaign is in it.
    let condition: Range<Int32>
    /// What else the rule reads.
    let rest: Range<Int32>
  }

  init(ofCampaigns: [CompiledRule], ofTransports: [CompiledRule], _ variables: RuleVariables?) {
    var table = Table(variables)
    var numbers: [Int32] = []
    var parts: [Parts] = []
    for rule in ofCampaigns + ofTransports {
      let start = Int32(numbers.count)
      let condition = table.numbers(of: rule.readsOfCondition)
      numbers += condition.sorted().map { Int32($0) }
      let end = Int32(numbers.count)
      numbers += table.numbers(of: rule.readsOfAssertions).subtracting(condition).sorted().map { Int32($0) }
      parts.append(Parts(condition: start..<end, rest: end..<Int32(numbers.count)))
    }
    paths = ReadTree(table.paths)
    self.variables = VariableReads(table.readsOfVariables)
    self.numbers = numbers
    self.parts = parts
    countOfCampaignRules = ofCampaigns.count
  }

  /// The same with nothing in common in memory: threads that count references to one thing wait for each other.
  func copy() -> RuleReads { RuleReads(of: self) }

  private init(of other: RuleReads) {
    paths = other.paths.copy()
    numbers = other.numbers.map { $0 }
    parts = other.parts.map { $0 }
    variables = other.variables.copy()
    countOfCampaignRules = other.countOfCampaignRules
  }

  /// The numbers of the rules of one scope.
  func rules(of scope: RuleLogic.Scope) -> Range<Int> {
    switch scope {
    case .campaign: 0..<countOfCampaignRules
    case .transport: countOfCampaignRules..<parts.count
    }
  }
}

/// The reads of a run. The thread that asks first finds them out, and the others do without them until then.
final class FoundReads: Sendable {
  private let isBegun = Atomic(false)
  private let found = MadeOnce<RuleReads>()

  func value(_ find: () -> RuleReads) -> RuleReads? {
    if let known = found.known { return known.takeUnretainedValue() }
    return isBegun.exchange(true, ordering: .relaxed) ? nil : found.value(find)
  }
}

/// The paths while they are gathered. What a variable reads takes the variable's place.
private struct Table {
  private(set) var paths: [Read] = []
  private var places: [Read: Int] = [:]
  private let variables: RuleVariables?
  private var ofVariables: [Int: Set<Int>] = [:]

  init(_ variables: RuleVariables?) {
    self.variables = variables
  }

  mutating func numbers(of reads: [Read]) -> Set<Int> {
    var gathered: Set<Int> = []
    for read in reads where !Self.isConstant(read) {
      if let ofVariable = numbers(ofVariable: read.slot) {
        gathered.formUnion(ofVariable)
      } else {
        gathered.insert(number(of: read))
      }
    }
    return gathered
  }

  private mutating func numbers(ofVariable slot: Int) -> Set<Int>? {
    if let known = ofVariables[slot] { return known }
    guard let reads = variables?.reads(at: slot) else { return nil }
    let numbers = numbers(of: reads)
    ofVariables[slot] = numbers
    return numbers
  }

  /// Of those that a rule reads; nil for others.
  var readsOfVariables: [[Int]?] {
    let first = RuleEnvironment.slots.end
    return (0..<(variables?.count ?? 0)).map { ofVariables[first + $0]?.sorted() }
  }

  /// What is the same for all campaigns of a run.
  private static func isConstant(_ read: Read) -> Bool {
    let slots = RuleEnvironment.slots
    return read.slot == slots.profile || read.slot == slots.now
  }

  /// An entry of the catalogue is known by its id, which is shorter than what is read of it.
  private static func shortened(_ read: Read) -> Read {
    let slots = RuleEnvironment.slots
    return read.slot == slots.provider || read.slot == slots.network
      ? Read(slot: read.slot, field: "id") : read
  }

  private mutating func number(of read: Read) -> Int {
    let read = Self.shortened(read)
    if let place = places[read] { return place }
    paths.append(read)
    places[read] = paths.count - 1
    return paths.count - 1
  }
}
