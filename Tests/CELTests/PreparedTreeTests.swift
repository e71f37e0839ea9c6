import Testing

@testable import CEL

/// Every expression is planned from its prepared form, so whatever tests the language tests that form as well. Here is
/// what only a build does with it.
@Suite("Prepared trees")
struct PreparedTreeTests {
  @Test("a tree among others means what its text means", arguments: FuzzTests.seeds)
  func amongOthers(_ text: String) {
    var writer = ExpressionWriter()
    _ = writer.add(Expression(parsing: "another && 'expression'"), variables: [:])
    let place = writer.add(Expression(parsing: text), variables: [:])
    _ = writer.add(Expression(parsing: "another.one"), variables: [:])
    #expect(writer.bytes.allSatisfy { $0 < 0x80 })
    let alone = Planner.plan(Expression(parsing: text), in: Environment())
    #expect(Self.value(writer.bytes, writer.words, at: place) == alone.evaluate(Bindings()))
  }

  @Test("two spellings of one character are two words")
  func spellings() {
    var writer = ExpressionWriter()
    let place = writer.add(
      Expression(parsing: #"'caf\u00e9' == 'cafe\u0301' || size('cafe\u0301') != 5"#), variables: [:])
    #expect(Self.value(writer.bytes, writer.words, at: place) == .bool(false))
  }

  @Test("names of variables become slots, unless a macro's own variable hides them")
  func slots() throws {
    var environment = Environment()
    environment.declare(variable: "other", type: .dyn)
    var bindings = Bindings(for: environment)
    bindings.set("other", to: .map(MapValue(fields: [("vars", .int(1))])), in: environment)
    bindings[13] = .string("slot")
    var writer = ExpressionWriter()
    let text = "[vars.host, [{'host': 'macro'}].map(vars, vars.host)[0], string(other.vars)]"
    let place = writer.add(Expression(parsing: text), variables: ["vars.host": 3, "other.host": 4])
    let value = Self.value(
      writer.bytes, writer.words, at: place, firstSlot: 10, environment, bindings)
    #expect(value == .list(ListValue([.string("slot"), .string("macro"), .string("1")])))
  }

  @Test("what was cut off or changed is planned without a crash", arguments: FuzzTests.seeds)
  func damaged(_ text: String) {
    var writer = ExpressionWriter()
    let place = writer.add(Expression(parsing: text), variables: [:])
    for count in 0..<writer.bytes.count {
      _ = Self.value(Array(writer.bytes[..<count]), writer.words, at: place)
      var changed = writer.bytes
      changed[count] ^= 0x15
      _ = Self.value(changed, writer.words, at: place)
    }
    #expect(Self.value([], [], at: 0) == .failure(.custom("the expression could not be read")))
  }

  private static func value(
    _ bytes: [UInt8], _ words: [String], at place: Int, firstSlot: Int = 0,
    _ environment: Environment = Environment(), _ bindings: Bindings = Bindings()
  ) -> Value {
    let program = bytes.withUnsafeBufferPointer {
      Planner.plan(CodeCursor($0, words: words, at: place), firstSlot: firstSlot, in: environment)
    }
    return program.evaluate(bindings, budget: Budget(steps: 10_000))
  }
}
