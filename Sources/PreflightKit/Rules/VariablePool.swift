/// The variables of all rules in one place: equal expressions of different rules become one, evaluated once a target.
import CEL

/// The places are given out as rules are taken in. Those of the pack were given out by the build.
struct VariablePool {
  private var programs: [LazyProgram]
  private var places: [String: Int] = [:]

  init() {
    programs = EmbeddedRules.variables.map { LazyProgram(prepared: $0.tree, names: .none) }
  }

  /// Takes in a built-in rule's variables; those that read its parameters are its own.
  mutating func take(_ trees: RuleTrees, _ names: RuleNames) {
    for place in trees.variables where EmbeddedRules.variables[place].readsParameters {
      programs[place] = LazyProgram(prepared: EmbeddedRules.variables[place].tree, names: names)
    }
  }

  /// Takes in the variables of a rule that was read from a file, in order; a later one may read an earlier one.
  mutating func take(_ variables: [RuleLogic.Variable], _ parameters: RuleParameters) -> RuleNames {
    var places: [Int] = []
    for variable in variables {
      places.append(place(of: variable.expression, RuleNames(variables, places, parameters)))
    }
    return RuleNames(variables, places, parameters)
  }

  var variables: RuleVariables { RuleVariables(programs) }

  /// An expression that reads other names of its rule means something else in another rule, and is not shared.
  private mutating func place(of expression: String, _ names: RuleNames) -> Int {
    let isOwn = holds(expression.utf8, "vars.") || holds(expression.utf8, "params")
    if !isOwn, let place = places[expression] { return place }
    programs.append(LazyProgram(expression, names: names))
    if !isOwn { places[expression] = programs.count - 1 }
    return programs.count - 1
  }
}

/// The pool when every rule is in it: what the expressions of the rules take their variables from.
final class RuleVariables: Sendable {
  let source: VariableSource
  private let programs: [LazyProgram]

  fileprivate init(_ programs: [LazyProgram]) {
    let first = RuleEnvironment.slots.end
    let visited = Uncounted(programs)
    self.programs = programs
    source = VariableSource(slots: first..<first + programs.count) { slot, frame in
      visited.visit(slot - first) { $0.evaluate(in: &frame) }
    }
  }

  var count: Int { programs.count }

  /// What the variable at one of these slots reads; nil for other slots.
  func reads(at slot: Int) -> [Read]? {
    let place = slot - RuleEnvironment.slots.end
    return programs.indices.contains(place) ? programs[place].reads : nil
  }
}
