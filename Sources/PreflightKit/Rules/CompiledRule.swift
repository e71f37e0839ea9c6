/// A rule ready to run: its logic and setup in; judgements of targets out. Nothing is planned before it is needed.
import CEL
import Document

final class CompiledRule: Sendable {
  let rule: Rule
  let scope: RuleLogic.Scope
  let severity: Severity
  /// For the texts of the rule.
  let names: RuleNames
  private let hasCondition: Bool
  /// The condition if there is one, and the assertions.
  private let programs: Uncounted<LazyProgram>

  init(_ rule: Rule, setup: RuleSetup?, pool: inout VariablePool) {
    let logic = rule.logic
    let overriding = setup?.parameters ?? [:]
    self.rule = rule
    scope = logic.scope
    severity = setup?.severity ?? logic.severity
    if let trees = rule.trees {
      let names = RuleNames(
        logic.variables, trees.variables, RuleParameters(ofBuiltIn: trees.rule, overriding))
      pool.take(trees, names)
      self.names = names
      hasCondition = trees.when != nil
      programs = Uncounted(Self.all(trees.when, trees.assertions) { LazyProgram(prepared: $0, names: names) })
    } else {
      let names = pool.take(logic.variables, RuleParameters(rule.parameters, overriding))
      self.names = names
      hasCondition = logic.when != nil
      programs = Uncounted(Self.all(logic.when, logic.assertions) { LazyProgram($0, names: names) })
    }
  }

  private static func all<Source>(
    _ condition: Source?, _ assertions: [Source], _ program: (Source) -> LazyProgram
  ) -> [LazyProgram] {
    var programs: [LazyProgram] = []
    programs.reserveCapacity(1 + assertions.count)
    if let condition { programs.append(program(condition)) }
    for assertion in assertions { programs.append(program(assertion)) }
    return programs
  }

  /// What whether it applies can depend on.
  var readsOfCondition: [Read] { hasCondition ? programs.owned[0].reads : [] }

  /// What its judgement can depend on besides.
  var readsOfAssertions: [Read] { programs.owned.dropFirst(hasCondition ? 1 : 0).flatMap(\.reads) }

  func judge(_ frame: inout Frame) -> Judgement {
    guard hasCondition else { return Judgement(when: nil, assertions: assertions(from: 0, &frame)) }
    let condition = evaluate(0, &frame)
    if case .bool(false) = condition { return .notApplicable }
    return Judgement(when: condition, assertions: assertions(from: 1, &frame))
  }

  private func assertions(from first: Int, _ frame: inout Frame) -> AssertionResult {
    AssertionResult(programs.count - first) { evaluate(first + $0, &frame) }
  }

  private func evaluate(_ place: Int, _ frame: inout Frame) -> Value {
    programs.visit(place) { $0.evaluate(in: &frame) }
  }
}
