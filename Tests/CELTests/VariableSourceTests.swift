import CEL
import Testing

/// Variables that are evaluated when an expression first reads them, by programs of their own.
@Suite("Variable source")
struct VariableSourceTests {
  /// Each variable is an expression; the slots follow those of the environment.
  private static func expressions(_ texts: [String], in environment: Environment) throws -> VariableSource {
    let first = environment.variables.count
    let programs = try texts.map { try environment.plan($0) }
    return VariableSource(slots: first..<first + texts.count) { programs[$0 - first].evaluate(in: &$1) }
  }

  private static func environment() -> Environment {
    var environment = Environment()
    environment.declare(variable: "limit", type: .int)
    return environment.naming([("a", 1), ("b", 2)])
  }

  @Test(
    "a variable's comprehension leaves the variables of those alone that wait for it",
    arguments: [
      ("[1, 2, 3].map(x, x + a[1])", "[21, 22, 23]"),
      ("[1, 2].map(x, [5, 6].map(y, x * y + size(b)))", "[[8, 9], [13, 15]]"),
      ("[1, 2].exists(x, b.exists(y, y == 102) && x == 2)", "true"),
      ("a.filter(x, x in b) + a.map(x, x)", "[10, 20, 30]"),
    ])
  func nested(expression: String, wanted: String) throws {
    let environment = Self.environment()
    var bindings = Bindings(slots: environment.variables.count)
    bindings.set("limit", to: .int(30), in: environment)
    bindings.source = try Self.expressions(
      ["[10, 20, 30].filter(z, z <= limit)", "a.map(v, [v, 1].map(w, w + 82)[0])"], in: environment)
    var frame = Frame(bindings)
    let program = try environment.plan(expression)
    #expect(program.evaluate(in: &frame) == (try environment.plan(wanted)).evaluate(Bindings()))
    // Once more, with the variables known.
    #expect(program.evaluate(in: &frame) == (try environment.plan(wanted)).evaluate(Bindings()))
  }
}
