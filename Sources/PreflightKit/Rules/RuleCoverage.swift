/// What a rule's tests reach: a rule in; whether its `when` and each assertion were seen true and false, and whether its
/// fix was tried, out.
import CEL
import Document

package struct RuleCoverage: Sendable, Hashable {
  /// A condition, both ways.
  package struct Branch: Sendable, Hashable {
    package fileprivate(set) var wasTrue = false
    package fileprivate(set) var wasFalse = false

    package var reached: Int { (wasTrue ? 1 : 0) + (wasFalse ? 1 : 0) }

    fileprivate mutating func see(_ value: Value) {
      if case .bool(let flag) = value { if flag { wasTrue = true } else { wasFalse = true } }
    }
  }

  package let rule: String
  /// nil: the rule always applies.
  package fileprivate(set) var when: Branch?
  package fileprivate(set) var assertions: [Branch]
  /// nil: there is no fix.
  package fileprivate(set) var fixIsTested: Bool?
  package let testCount: Int

  /// The ways there are through the rule.
  package var total: Int {
    (when == nil ? 0 : 2) + assertions.count * 2 + (fixIsTested == nil ? 0 : 1)
  }

  /// Those of them that a test takes.
  package var reached: Int {
    (when?.reached ?? 0) + assertions.reduce(0) { $0 + $1.reached } + (fixIsTested == true ? 1 : 0)
  }

  /// A way through a rule.
  package enum Way: Sendable, Hashable {
    case when(Bool)
    /// An assertion by its index.
    case assertion(Int, Bool)
    case fix
  }

  /// The ways that no test takes.
  package var missing: [Way] {
    var ways: [Way] = []
    if let when { ways += when.missing.map(Way.when) }
    for (index, branch) in assertions.enumerated() { ways += branch.missing.map { .assertion(index, $0) } }
    if fixIsTested == false { ways.append(.fix) }
    return ways
  }
}

extension RuleCoverage.Branch {
  fileprivate var missing: [Bool] { (wasTrue ? [] : [true]) + (wasFalse ? [] : [false]) }
}

extension RuleTester {
  package func coverage(of rule: Rule) -> RuleCoverage {
    let text = rule.readText()
    let tests = text?.tests ?? []
    var coverage = RuleCoverage(
      rule: rule.id, when: rule.logic.when.map { _ in RuleCoverage.Branch() },
      assertions: rule.logic.assertions.map { _ in RuleCoverage.Branch() },
      fixIsTested: text?.fix.isEmpty == false ? tests.contains { $0.fixed != nil } : nil,
      testCount: tests.count)
    for test in tests {
      let trial = trial(test, of: rule)
      for result in trial.judge(test.config) {
        coverage.add(result.target.bindings, trial.rule)
      }
    }
    return coverage
  }
}

extension RuleCoverage {
  /// Assertions count only where the rule applies, or may apply.
  fileprivate mutating func add(_ bindings: Bindings, _ rule: CompiledRule) {
    let environment = rule.names.environment
    func value(_ text: String) -> Value? { (try? environment.plan(text))?.evaluate(bindings) }
    let applies = rule.rule.logic.when.flatMap(value) ?? .bool(true)
    when?.see(applies)
    if case .bool(false) = applies { return }
    for (index, text) in rule.rule.logic.assertions.enumerated() {
      if let value = value(text) { assertions[index].see(value) }
    }
  }
}
