/// The syntax trees of all rules: expressions in, bytes with every variable in its place out. A start reads the trees of
/// the expressions that it evaluates, and no text.
import CEL

struct PreparedRule {
  /// The places of its variables among all, in order.
  let variables: [Int]
  let when: Int?
  let assertions: [Int]
}

struct PreparedVariable: Hashable {
  let tree: Int
  let readsParameters: Bool
}

struct PreparedTrees {
  private(set) var variables: [PreparedVariable] = []
  private var writer = ExpressionWriter()
  private var places: [VariableKey: Int] = [:]

  var words: [String] { writer.words }
  var bytes: [UInt8] { writer.bytes }

  /// What makes two variables one: the same text, in which every name means the same.
  private struct VariableKey: Hashable {
    let expression: String
    let names: [String: Int]
    /// For one that reads parameters, whose they are.
    let rule: String?
  }

  /// Every expression of a rule that could be read was checked before; one that cannot becomes an invalid tree.
  mutating func add(_ rule: PluckedRule) -> PreparedRule {
    var names: [String: Int] = [:]
    for variable in rule.variables {
      names["vars." + variable.name] = place(of: variable.expression, names, rule)
    }
    return PreparedRule(
      variables: rule.variables.map { names["vars." + $0.name] ?? 0 },
      when: rule.when.map { writer.add(Expression(parsing: $0), variables: names) },
      assertions: rule.assertions.map { writer.add(Expression(parsing: $0), variables: names) })
  }

  private mutating func place(of expression: String, _ names: [String: Int], _ rule: PluckedRule) -> Int {
    let readsParameters = expression.contains("params")
    let read = names.filter { expression.contains($0.key) }
    let key = VariableKey(expression: expression, names: read, rule: readsParameters ? rule.id : nil)
    if let place = places[key] { return place }
    let tree = writer.add(Expression(parsing: expression), variables: names)
    variables.append(PreparedVariable(tree: tree, readsParameters: readsParameters))
    places[key] = variables.count - 1
    return variables.count - 1
  }
}
