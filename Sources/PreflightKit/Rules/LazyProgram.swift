/// An expression of a rule, planned when it is first evaluated: text in, a program out. A run asks few of the pack's
/// expressions, and planning them all would cost more than to judge a file.
import CEL

final class LazyProgram: Sendable {
  /// A program with what must have a value before it runs.
  final class Planned: Sendable {
    let program: Program?
    /// Variables of rules that it reads, as places in the pool.
    let variables: [Int]
    let readsParameters: Bool

    fileprivate init(_ text: String, in environment: Environment) {
      let program = try? environment.plan(text)
      let slots = program?.slots ?? []
      self.program = program
      variables = slots.filter { $0 >= RuleEnvironment.slots.end }.map { $0 - RuleEnvironment.slots.end }
      readsParameters = slots.contains(RuleEnvironment.slots.parameters)
    }
  }

  private let text: String
  private let names: RuleNames
  private let cell = MadeOnce<Planned>()

  init(_ text: String, names: RuleNames) {
    self.text = text
    self.names = names
  }

  var planned: Planned {
    cell.value { Planned(text, in: names.environment) }
  }
}

/// What the names of one rule's variables stand for: slots behind those of the bound names.
struct RuleNames: Sendable {
  private let slots: [(name: String, slot: Int)]

  init(_ places: [(name: String, place: Int)]) {
    slots = places.map { ("vars.\($0.name)", RuleEnvironment.slots.end + $0.place) }
  }

  var environment: Environment { RuleEnvironment.base.naming(slots) }
}
