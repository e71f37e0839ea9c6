/// A rule ready to run: its logic and setup in; programs that judge a target's bindings out.
import CEL

struct CompiledRule: Sendable {
  let rule: Rule
  let severity: Severity
  let parameters: Value
  private let variables: [(name: String, program: Program)]
  private let when: Program?
  private let assertions: [Program]
  /// Why it cannot run; then every judgement says so.
  private let fault: EvaluationError?

  init(_ rule: Rule, setup: RuleSetup?) {
    self.rule = rule
    severity = setup?.severity ?? rule.logic.severity
    let logic = rule.logic
    parameters =
      logic.parameters.isEmpty
      ? .null : parameterValues(block: logic.parameters, overriding: setup?.parameters ?? [:])
    do {
      let environment = RuleEnvironment.base
      let planned = (
        variables: try logic.variables.map { ($0.name, try environment.plan($0.expression)) },
        when: try logic.when.map { try environment.plan($0) },
        assertions: try logic.assertions.map { try environment.plan($0) }
      )
      (variables, when, assertions) = planned
      fault = nil
    } catch {
      (variables, when, assertions) = ([], nil, [])
      fault = EvaluationError(.custom("its expressions cannot be read"))
    }
  }

  func judge(_ bindings: Bindings) -> Judgement {
    if let fault { return .ruleError(fault) }
    let bindings = bound(bindings)
    return Judgement(when: when?.evaluate(bindings)) {
      AssertionResult(assertions.lazy.map { $0.evaluate(bindings) })
    }
  }

  /// The target's bindings with this rule's own parameters and variables.
  func bound(_ target: Bindings) -> Bindings {
    guard !rule.logic.parameters.isEmpty || !variables.isEmpty else { return target }
    var bindings = target
    bindings[RuleEnvironment.slots.parameters] = parameters
    var fields: [(String, Value)] = []
    for variable in variables {
      if !fields.isEmpty { bindings[RuleEnvironment.slots.variables] = .map(MapValue(fields: fields)) }
      fields.append((variable.name, variable.program.evaluate(bindings)))
    }
    bindings[RuleEnvironment.slots.variables] = .map(MapValue(fields: fields))
    return bindings
  }
}
