/// A rule ready to run: its logic and setup in; judgements of targets out. Nothing is planned before it is needed.
import CEL
import Document

final class CompiledRule: Sendable {
  let rule: Rule
  let scope: RuleLogic.Scope
  let severity: Severity
  let names: RuleNames
  private let when: LazyProgram?
  private let assertions: [LazyProgram]
  /// Every variable of the rule by its name, and its parameters.
  let everything: [LazyProgram]
  private let lazyParameters: LazyParameters

  init(_ rule: Rule, setup: RuleSetup?, pool: inout VariablePool) {
    let logic = rule.logic
    let names = pool.take(logic.variables)
    self.rule = rule
    scope = logic.scope
    self.names = names
    severity = setup?.severity ?? logic.severity
    when = logic.when.map { LazyProgram($0, names: names) }
    assertions = logic.assertions.map { LazyProgram($0, names: names) }
    everything =
      logic.variables.map { LazyProgram("vars.\($0.name)", names: names) } + [
        LazyProgram("params", names: names)
      ]
    lazyParameters = LazyParameters(logic.parameters, setup?.parameters ?? [:])
  }

  var parameters: Value { lazyParameters.value }

  func judge(_ evaluation: inout Evaluation) -> Judgement {
    let condition = when.map { evaluation.value(of: $0, for: self) }
    if case .bool(false)? = condition { return .notApplicable }
    return Judgement(
      when: condition, assertions: AssertionResult(assertions) { evaluation.value(of: $0, for: self) })
  }
}

/// A rule's parameters, read when an expression first asks for one.
private final class LazyParameters: Sendable {
  private final class Read: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  private let block: String
  private let overriding: [String: YAMLNode]
  private let cell = MadeOnce<Read>()

  init(_ block: String, _ overriding: [String: YAMLNode]) {
    self.block = block
    self.overriding = overriding
  }

  var value: Value {
    cell.value { Read(parameterValues(block: block, overriding: overriding)) }.value
  }
}
