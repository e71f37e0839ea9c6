/// The tests of a rule file: the rule in; the tests that do not hold, and the ways through the rule that none takes, out.
import CEL
import Document

extension RuleLintDesk {
  mutating func checkTests(_ root: YAMLNode, _ rule: Rule, _ pack: RulePack, _ now: Timestamp) {
    let tester = RuleTester(pack: pack, now: now)
    let nodes = root.items(of: "tests")
    for (index, outcome) in tester.test(rule).enumerated() {
      guard let failure = outcome.failure, nodes.indices.contains(index) else { continue }
      let place = nodes[index].value(for: "expect")?.range ?? nodes[index].range
      note(.failingTest(name: outcome.test, failure), place)
    }
    for way in tester.coverage(of: rule).missing { note(.untested(way), place(of: way, in: root)) }
  }

  private func place(of way: RuleCoverage.Way, in root: YAMLNode) -> TextRange {
    switch way {
    case .when: root.value(for: "when")?.range ?? root.range
    case .assertion(let index, _):
      root.assertions.indices.contains(index) ? root.assertions[index].that.range : root.keyRange("assert")
    case .fix: root.keyRange("fix")
    }
  }
}
