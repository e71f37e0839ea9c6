/// The variables of all rules in one place: equal expressions of different rules become one, evaluated once a target.

struct VariablePool: Sendable {
  private(set) var programs: [LazyProgram] = []
  private var places: [String: Int] = [:]

  /// Takes in a rule's variables, in order; a later one may read an earlier one.
  mutating func take(_ variables: [RuleLogic.Variable]) -> RuleNames {
    var names: [(name: String, place: Int)] = []
    for variable in variables {
      names.append((variable.name, place(of: variable.expression, RuleNames(names))))
    }
    return RuleNames(names)
  }

  /// An expression that reads other names of its rule means something else in another rule, and is not shared.
  private mutating func place(of expression: String, _ names: RuleNames) -> Int {
    let isOwn = holds(expression.utf8, "vars.") || holds(expression.utf8, "params")
    if !isOwn, let place = places[expression] { return place }
    programs.append(LazyProgram(expression, names: names))
    if !isOwn { places[expression] = programs.count - 1 }
    return programs.count - 1
  }
}
