/// What the names of one rule's expressions stand for: variables and parameters in, the environment to plan in out.
import CEL

final class RuleNames: Sendable {
  private let variables: [RuleLogic.Variable]
  private let places: [Int]
  private let parameters: RuleParameters

  /// - Parameter places: of each variable its place in the pool; a variable may have none yet.
  init(_ variables: [RuleLogic.Variable], _ places: [Int], _ parameters: RuleParameters) {
    self.variables = variables
    self.places = places
    self.parameters = parameters
  }

  /// For expressions that read neither variables nor parameters by name.
  static let none = RuleNames([], [], RuleParameters.none)

  /// Parameters never change during a run, so a plan has their values in it, and a pattern among them is compiled once.
  var environment: Environment {
    RuleEnvironment.base.naming(
      zip(variables, places).map { ("vars.\($0.name)", RuleEnvironment.slots.end + $1) },
      constants: parameters)
  }

  /// The plan of a tree that the build prepared, in which variables are slots and no names.
  ///
  /// - Parameter notesReads: whether anybody wants to know what it reads.
  func plan(preparedAt place: Int, notesReads: Bool = false) -> Program {
    RuleEnvironment.base.plan(
      EmbeddedRules.trees, at: place, words: EmbeddedRules.words, firstSlot: RuleEnvironment.slots.end,
      constants: parameters, notesReads: notesReads)
  }
}
