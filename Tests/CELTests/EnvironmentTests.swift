import CEL
import Testing

/// What another target does with this one: declare, compile, bind, evaluate, extend.
@Suite("Environment")
struct EnvironmentTests {
  /// A text that must not be printed.
  private struct Secret: OpaqueContent {
    let content: String
    var typeName: String { "secret" }
    var text: String { "***" }

  }

  private static let environment: Environment = {
    var environment = Environment()
    environment.declare(variable: "password", type: .opaque("secret", []))
    environment.declare(variable: "port", type: .int)
    let isPlaceholder = Overload.method(
      "secret_isPlaceholder", on: .opaque("secret", []), returns: .bool, strictness: .lenient
    ) { value in
      if case .unknown = value { return .bool(true) }
      return .bool(false)
    }
    let onInt = Overload.method("int_isPlaceholder", on: .int, returns: .bool, strictness: .lenient) {
      value in
      if case .unknown = value { return .bool(true) }
      return .bool(false)
    }
    environment.declare(
      function: Function("isPlaceholder", "Whether it comes from outside.", [isPlaceholder, onInt]))
    environment.declare(
      function: Function(
        "isEmpty", "Whether there is nothing in it.",
        .method("secret_isEmpty", on: .opaque("secret", []), returns: .bool) { value in
          guard case .opaque(let opaque) = value, let secret = opaque.content as? Secret else { return value }
          return .bool(secret.content.isEmpty)
        }))
    return environment
  }()

  private func evaluate(_ text: String, _ values: [String: Value]) throws -> Value {
    let compilation = Self.environment.compile(text)
    let program = try #require(compilation.program, "\(compilation.issues)")
    return program.evaluate(Bindings(values, in: Self.environment))
  }

  @Test("a lenient function is shown what is unknown, a strict one is not")
  func strictness() throws {
    let unknown = ["password": Value.unknown(path: "auth.password"), "port": .unknown(path: "port")]
    #expect(try evaluate("password.isPlaceholder() && port.isPlaceholder()", unknown) == .bool(true))
    #expect(try evaluate("password.isEmpty()", unknown) == .unknown(path: "auth.password"))
    let known = ["password": Value.opaque(OpaqueValue(Secret(content: "")))]
    #expect(try evaluate("password.isEmpty() && !password.isPlaceholder()", known) == .bool(true))
  }

  @Test("an opaque value is compared by its content and shown as it wants to be")
  func opaque() throws {
    let secret = Value.opaque(OpaqueValue(Secret(content: "hunter2")))
    #expect(try evaluate("password == password", ["password": secret]) == .bool(true))
    #expect(secret.text == "***" && secret.literalText == "***")
    #expect(Self.environment.compile("string(password)").issues.count == 1)
    #expect(Self.environment.compile("password + 'a'").issues.count == 1)
  }

  @Test("a compilation names the variables that the expression reads, and not those of its macros")
  func variables() {
    let compilation = MailSchema.environment.compile(
      "vars.mode == 'a' && transport.port == 25 && [1].all(provider, provider > 0)")
    #expect(compilation.variables == ["transport", "vars.mode"])
  }

  @Test("bindings made for an environment serve one that extends it")
  func extending() throws {
    var bindings = Bindings(for: Self.environment)
    bindings.set("port", to: .int(25), in: Self.environment)
    var larger = Self.environment
    let slot = larger.declare(variable: "mode", type: .string)
    let program = try #require(larger.compile("port == 25 && mode == 'none'").program)
    #expect(program.evaluate(bindings) == .failure(.unboundVariable("mode")))
    bindings[slot] = .string("none")
    #expect(program.evaluate(bindings) == .bool(true))
  }

  @Test("a plan without a check fails only where it is reached")
  func plan() throws {
    let program = try Environment().plan("true || missing(1).of(2)")
    #expect(program.evaluate(Bindings()) == .bool(true))
    #expect(throws: InvalidExpression.self) { try Environment().plan("1 +") }
  }

  @Test(
    "a type is read from its own text",
    arguments: [
      ValueType.int, .list(.map(.string, .dyn)), .optional(.object("Transport")), .type(.int), .duration,
      .map(.int, .list(.string)), .null,
    ])
  func types(type: ValueType) {
    #expect(ValueType(type.description) == type)
  }

  @Test(
    "what is no type is refused",
    arguments: ["", "list(", "list(int", "map(int)", "int int", "list(int))", "()"])
  func notTypes(text: String) {
    #expect(ValueType(text) == nil)
  }

  @Test(
    "an expression is printed with the brackets it needs",
    arguments: [
      "(a || b) && !(c == d)", "a ? b : c ? d : e", "(a ? b : c) ? d : e", "-(-a)", "a - (b - c)",
      "(a + b) * c",
      "[?a, b][0].c.?d[?1]", "{?'k': v, 1u: 2.0}", "has(a.b) && x.map(y, y > 1, y * 2) == []", ".a.b(c)",
      "a.`b-c` == 'it\\'s\\n'", "x.exists_one(y, y in [1, 2])", "a == (b == c)",
    ])
  func printing(text: String) {
    #expect(MailSchema.environment.compile(text).expression.unparsed == text)
  }

  @Test("every function and overload is documented, and no id is used twice")
  func documentation() {
    let functions = Library.all.flatMap(\.functions)
    #expect(functions.allSatisfy { !$0.documentation.isEmpty && !$0.overloads.isEmpty })
    let ids = functions.flatMap { $0.overloads.map(\.id) }
    #expect(Set(ids).count == ids.count)
    let signature = functions.first { $0.name == "startsWith" }.map { $0.overloads[0].signature(of: $0.name) }
    #expect(signature == "string.startsWith(string) -> bool")
  }

  @Test("an expression as deep as allowed is evaluated")
  func deep() throws {
    let sum = Array(repeating: "1", count: 190).joined(separator: " + ")
    #expect(try evaluate(sum, [:]) == .int(190))
    let brackets = String(repeating: "(", count: 190) + "port" + String(repeating: ")", count: 190)
    #expect(try evaluate(brackets, ["port": .int(1)]) == .int(1))
    let lists = String(repeating: "[", count: 190) + "1" + String(repeating: "]", count: 190)
    #expect(try evaluate("size(\(lists))", [:]) == .int(1))
  }
}
