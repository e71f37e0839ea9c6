/// Checks a rule's expressions, paths and texts against the schema: a rule file in, every mistake with its place out.
/// Built-in rules go through it in the tests, a team's own when they are loaded.
import CEL
import Document

struct RuleChecker {
  private let source: SourceText
  private let environment: Environment
  private let guards: [String]
  private var faults: [RuleFault] = []

  static func check(_ source: SourceText, in pack: RulePack) -> [RuleFault] {
    guard let root = YAMLStream(parsing: source).documents.first?.root else { return [] }
    let scope = root.value(for: "for").flatMap { RuleLogic.Scope(rawValue: $0.text) } ?? .transport
    var checker = RuleChecker(source, root, scope)
    checker.checkExpressions(root)
    checker.checkTexts(root)
    checker.checkPaths(root)
    checker.checkFacts(root)
    checker.checkNames(root, pack)
    return checker.faults
  }

  private init(_ source: SourceText, _ root: YAMLNode, _ scope: RuleLogic.Scope) {
    self.source = source
    let parameters = root.entries(of: "params").compactMap { entry in
      entry.value.value(for: "type").flatMap { ValueType($0.text) }.map { (entry.key.text, $0) }
    }
    var variables: [(String, ValueType)] = []
    var issues: [(node: YAMLNode, issue: Issue)] = []
    for entry in root.entries(of: "vars") {
      let known = RuleEnvironment.typed(parameters: parameters, variables: variables, scope: scope)
      let compilation = known.compile(entry.value.text)
      variables.append((entry.key.text, compilation.type))
      issues += compilation.issues.map { (entry.value, $0) }
    }
    environment = RuleEnvironment.typed(parameters: parameters, variables: variables, scope: scope)
    guards = root.value(for: "when").map { [$0.text] } ?? []
    for (node, issue) in issues {
      note(Self.kind(of: issue, among: variables.map(\.0)), node.sourceRange(ofText: issue.range))
    }
  }

  private static func kind(of issue: Issue, among variables: [String]) -> RuleFault.Kind {
    guard case .unknownField(let name, of: .object("Variables")) = issue.kind, variables.contains(name) else {
      return .expression(issue)
    }
    return .laterVariable(name)
  }

  private mutating func checkExpressions(_ root: YAMLNode) {
    if let when = root.value(for: "when") { check(when, expecting: .bool, assuming: []) }
    for assertion in root.assertions { check(assertion.that, expecting: .bool, assuming: guards) }
    if let confirm = root.value(for: "confirm") {
      for entry in confirm.entries(of: "with") { check(entry.value, expecting: nil, assuming: guards) }
      for key in ["confirmed_if", "refuted_if"] {
        if let node = confirm.value(for: key) { check(node, expecting: .bool, assuming: guards) }
      }
    }
    for step in root.items(of: "fix") {
      if let value = step.value(for: "to") { check(value, expecting: nil, assuming: guards) }
    }
  }

  private mutating func check(_ node: YAMLNode, expecting type: ValueType?, assuming guards: [String]) {
    let compilation = environment.compile(node.text, expecting: type, assuming: guards)
    for issue in compilation.issues { note(.expression(issue), node.sourceRange(ofText: issue.range)) }
  }

  /// Expressions inside `{{…}}`.
  private mutating func checkTexts(_ root: YAMLNode) {
    for node in root.templates {
      let template = Template(node.text)
      if let open = template.unclosed {
        note(.unclosedTemplate, node.sourceRange(ofText: open..<min(open + 2, node.text.utf8.count)))
      }
      for case .expression(let text, let place) in template.parts {
        for issue in environment.compile(text, assuming: guards).issues {
          let range = place.lowerBound + issue.range.lowerBound..<place.lowerBound + issue.range.upperBound
          note(.expression(issue), node.sourceRange(ofText: range))
        }
      }
    }
  }

  private mutating func checkPaths(_ root: YAMLNode) {
    for node in root.paths {
      guard let path = PathExpression(node.text) else {
        note(.badPath(node.text, suggestion: nil), node.range)
        continue
      }
      if let unknown = path.firstUnknownName(in: campaignSchema) {
        note(.badPath(node.text, suggestion: unknown.suggestion), node.range)
      }
    }
  }

  /// Facts in tests are written by hand: a misspelt one would be "not learnt" and prove nothing.
  private mutating func checkFacts(_ root: YAMLNode) {
    for test in root.items(of: "tests") {
      guard let facts = test.value(for: "probe"), let unknown = EndpointFacts.shape.unknownName(in: facts)
      else { continue }
      note(.unknownFact(unknown.node.text, suggestion: unknown.suggestion), unknown.node.range)
    }
  }

  private mutating func checkNames(_ root: YAMLNode, _ pack: RulePack) {
    let own = root.value(for: "id")?.text
    for node in root.items(of: "supersedes") {
      if EngineRule(rawValue: node.text) != nil {
        note(.supersedesEngine(node.text), node.range)
      } else if node.text != own, pack.rule(node.text) == nil {
        note(.unknownRule(node.text, suggestion: pack.closest(to: node.text)), node.range)
      } else if let own, let others = pack.superseding(from: node.text, to: own) {
        note(.supersedingCircle([own] + others), node.range)
      }
    }
  }

  private mutating func note(_ kind: RuleFault.Kind, _ range: TextRange) {
    faults.append(RuleFault(kind: kind, file: source.name, range: SourceRange(range, in: source)))
  }
}
