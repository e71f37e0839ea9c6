import Synchronization
import Testing

@testable import CEL

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

  /// A source of one variable that says how often it was evaluated.
  private final class Counting: Sendable {
    private let evaluations = Atomic(0)

    var count: Int { evaluations.load(ordering: .relaxed) }

    func source(first: Int, _ value: @escaping @Sendable (Int) -> Value) -> VariableSource {
      VariableSource(slots: first..<first + 1) { _, _ in
        value(self.evaluations.add(1, ordering: .relaxed).newValue)
      }
    }
  }

  @Test(
    "in frames of one memory a variable is evaluated once for whatever it sees; without a memory, and where nobody knows what it reads, in every frame",
    arguments: [
      ([[0, 1]], true, 3), ([[0]], true, 2), ([[]], true, 1), ([nil], true, 4), ([[0, 1]], false, 4),
    ] as [([[Int]?], Bool, Int)])
  func remembered(reads: [[Int]?], hasMemory: Bool, evaluations: Int) throws {
    let environment = Self.environment()
    let counting = Counting()
    let program = try environment.plan("a")
    let answers = hasMemory ? Answers() : nil
    var bindings = Bindings(slots: environment.variables.count)
    bindings.source = counting.source(first: environment.variables.count) { .int(Int64($0)) }
    for numbers: [UInt64] in [[1, 10], [1, 20], [2, 10], [1, 10]] {
      var frame = Frame(bindings, answers: answers, outlook: Outlook(VariableReads(reads), numbers))
      #expect(program.evaluate(in: &frame) == program.evaluate(in: &frame))
    }
    #expect(counting.count == evaluations)
  }

  @Test("a value so large that it could hold on to a campaign is not remembered", arguments: [63, 64])
  func large(size: Int) throws {
    let environment = Self.environment()
    let counting = Counting()
    let program = try environment.plan("size(a)")
    let answers = Answers()
    var bindings = Bindings(slots: environment.variables.count)
    bindings.source = counting.source(first: environment.variables.count) { _ in
      .list(Array(repeating: .int(1), count: size))
    }
    for _ in 0..<3 {
      var frame = Frame(bindings, answers: answers, outlook: Outlook(VariableReads([[0]]), [1]))
      #expect(program.evaluate(in: &frame) == .int(Int64(size)))
    }
    #expect(counting.count == (size < 64 ? 1 : 3))
  }

  @Test("a frame goes on where more variables were evaluated than it has places for")
  func manyVariables() {
    let count = 65_600
    var bindings = Bindings()
    bindings.source = VariableSource(slots: 0..<count) { slot, _ in .int(Int64(slot)) }
    var frame = Frame(bindings)
    let programs = (0..<count).map { slot in
      Program(root: VariableNode(slot: slot, name: "v", Span(0, 0)), locals: 0)
    }
    for _ in 1...2 {
      for (slot, program) in programs.enumerated() where program.evaluate(in: &frame) != .int(Int64(slot)) {
        Issue.record("the variable at \(slot)")
      }
    }
  }
}
