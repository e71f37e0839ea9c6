/// What is known of one target while rules look at it: bindings and the pool in, values of expressions out. A variable is
/// evaluated when the first expression reads it, and then kept.
import CEL

struct Evaluation {
  private(set) var bindings: Bindings
  private let pool: [LazyProgram]

  init(_ target: Bindings, pool: VariablePool) {
    bindings = target
    self.pool = pool.programs
  }

  mutating func value(of expression: LazyProgram, for rule: CompiledRule) -> Value {
    let planned = expression.planned
    guard let program = planned.program else { return .failure(.custom("its expressions cannot be read")) }
    prepare(planned, for: rule)
    return program.evaluate(bindings)
  }

  /// The bindings with all of a rule's variables and parameters, for its texts.
  mutating func bindings(for rule: CompiledRule) -> Bindings {
    for expression in rule.everything { prepare(expression.planned, for: rule) }
    return bindings
  }

  private mutating func prepare(_ planned: LazyProgram.Planned, for rule: CompiledRule) {
    for place in planned.variables where !bindings.isSet(RuleEnvironment.slots.end + place) {
      bindings[RuleEnvironment.slots.end + place] = value(of: pool[place], for: rule)
    }
    if planned.readsParameters { bindings[RuleEnvironment.slots.parameters] = rule.parameters }
  }
}
