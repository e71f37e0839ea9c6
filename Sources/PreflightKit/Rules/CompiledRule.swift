/// A rule ready to run: its logic and setup in; judgements of targets out. Nothing is planned before it is needed.
import CEL
import Document

final class CompiledRule: Sendable {
  let rule: Rule
  let scope: RuleLogic.Scope
  let severity: Severity
  /// For the texts of the rule.
  let names: RuleNames
  private let when: LazyProgram?
  private let assertions: [LazyProgram]

  init(_ rule: Rule, setup: RuleSetup?, pool: inout VariablePool) {
    let logic = rule.logic
    let overriding = setup?.parameters ?? [:]
    self.rule = rule
    scope = logic.scope
    severity = setup?.severity ?? logic.severity
    if let trees = rule.trees {
      let names = RuleNames(
        logic.variables, trees.variables, RuleParameters(ofBuiltIn: logic.id, overriding))
      pool.take(trees, names)
      self.names = names
      when = trees.when.map { LazyProgram(prepared: $0, names: names) }
      assertions = trees.assertions.map { LazyProgram(prepared: $0, names: names) }
    } else {
      let names = pool.take(logic.variables, RuleParameters(logic.parameters, overriding))
      self.names = names
      when = logic.when.map { LazyProgram($0, names: names) }
      assertions = logic.assertions.map { LazyProgram($0, names: names) }
    }
  }

  func judge(_ frame: inout Frame) -> Judgement {
    let condition = when?.evaluate(in: &frame)
    if case .bool(false)? = condition { return .notApplicable }
    return Judgement(
      when: condition,
      assertions: AssertionResult(assertions.count) { assertions[$0].evaluate(in: &frame) })
  }
}
