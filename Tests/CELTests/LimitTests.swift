import CEL
import Testing

/// Whatever is written, evaluation ends soon, with an error that says why. The time bounds are for debug
/// builds on busy machines; a release build needs a tenth.
@Suite("Limits", .serialized)
struct LimitTests {
  private func evaluate(_ text: String) throws -> Value {
    let program = try #require(Environment().compile(text).program, "\(Environment().compile(text).issues)")
    return program.evaluate(Bindings())
  }

  private func failure(of text: String) throws -> EvaluationError.Kind? {
    guard case .error(let error) = try evaluate(text) else { return nil }
    return error.kind
  }

  /// The failure, if it came soon enough.
  private func promptFailure(of text: String) throws -> EvaluationError.Kind? {
    let start = ContinuousClock.now
    let kind = try failure(of: text)
    #expect(ContinuousClock.now - start < .seconds(20))
    return kind
  }

  @Test(
    "an unknown names a hundred paths and no more, whatever it is made of",
    arguments: [
      "x.exists(a, a == 1)", "x.filter(a, a == 1)", "x.map(a, a)", "x == x", "x + x", "size(x[0] + x[1])",
    ])
  func unknowns(text: String) throws {
    var environment = Environment()
    environment.declare(variable: "x", type: .dyn)
    let program = try environment.plan(text)
    let elements = (1000..<2000).map { Value.unknown(path: "p\($0)") }
    let start = ContinuousClock.now
    let value = program.evaluate(Bindings(["x": .list(elements)], in: environment))
    #expect(ContinuousClock.now - start < .seconds(20))
    let unknown = try #require(value.unknownParts)
    #expect(unknown.paths.count == (text.hasPrefix("size") ? 2 : Unknown.most))
    #expect(unknown.paths == unknown.paths.sorted() && Set(unknown.paths).count == unknown.paths.count)
  }

  @Test("macros inside macros run out of steps")
  func nested() throws {
    let list = "[" + (0..<100).map(String.init).joined(separator: ", ") + "]"
    for macro in ["exists", "filter", "map"] {
      let body = macro == "map" ? "[a, b, c, d]" : "a + b + c + d == -1"
      let text = ["a", "b", "c"].reduce("\(list).\(macro)(d, \(body))") { inner, name in
        switch macro {
        case "filter": "\(list).filter(\(name), size(\(inner)) > 0)"
        default: "\(list).\(macro)(\(name), \(inner))"
        }
      }
      #expect(try promptFailure(of: text) == .outOfSteps, "\(macro)")
    }
  }

  @Test("an operator that absorbs errors does not absorb the end of the budget")
  func absorbed() throws {
    let list = "[" + (0..<100).map(String.init).joined(separator: ", ") + "]"
    let endless = "\(list).all(a, \(list).all(b, \(list).all(c, \(list).all(d, true))))"
    #expect(try failure(of: "\(endless) || true") == .outOfSteps)
  }

  @Test("a chain of operands may be long")
  func chains() throws {
    let and = Array(repeating: "true", count: 5_000).joined(separator: " && ")
    #expect(try evaluate(and) == .bool(true))
    let or = Array(repeating: "false", count: 5_000).joined(separator: " || ")
    #expect(try evaluate(or) == .bool(false))
  }

  @Test(
    "what is nested too deep is refused where the limit is passed",
    arguments: [
      (String(repeating: "(", count: 10_000) + "1", 1), (String(repeating: "[", count: 10_000), 1),
      (String(repeating: "!", count: 10_000) + "true", 1), (String(repeating: "-", count: 10_000) + "x", 1),
      ("1" + String(repeating: " + 1", count: 10_000), 1), ("x" + String(repeating: ".y", count: 10_000), 1),
      ("x" + String(repeating: "[0]", count: 10_000), 1),
      (String(repeating: "true ? 1 : ", count: 5_000) + "2", 1),
      (String(repeating: "{1: ", count: 10_000), 1), (String(repeating: "f(", count: 10_000), 1),
      ("x" + String(repeating: ".f()", count: 10_000), 1),
    ])
  func depth(text: String, count: Int) {
    let issues = Environment().compile(text).issues.filter { $0.kind == .limit(.depth(Limits().depth)) }
    #expect(issues.count == count)
  }

  @Test("many operands of unknown type are checked as soon as few")
  func generics() throws {
    var environment = Environment()
    environment.declare(variable: "x", type: .dyn)
    let text = "[" + Array(repeating: "x == [x]", count: 6_000).joined(separator: ", ") + "]"
    let start = ContinuousClock.now
    #expect(environment.compile(text).issues.isEmpty)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test(
    "mistakes without number are reported only in part, and soon",
    arguments: ["[1 1 {{", "[$ ", "[${", "a, ", "not ", "[a b, ", "'\\d' + ", "1 + )", "x.y(z, "])
  func mistakes(piece: String) {
    let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
    let start = ContinuousClock.now
    let issues = Environment().compile(text).issues
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(!issues.isEmpty && issues.count <= 2 * Limits().issues)
  }

  @Test("as many macros as allowed may lie inside each other, and no more")
  func nesting() {
    func text(_ count: Int) -> String {
      (0..<count).reduce("true") { body, index in "[1].all(x\(index), \(body))" }
    }
    #expect(Environment().compile(text(8)).issues.isEmpty)
    #expect(Environment().compile(text(9)).issues.map(\.kind) == [.limit(.comprehensionNesting(8))])
  }

  @Test("an expression may not be longer than the limit")
  func length() {
    let issues = Environment().compile(String(repeating: " ", count: 70_000) + "1").issues
    #expect(issues.map(\.kind) == [.limit(.expressionBytes(65_536))])
  }

  private static let doubled = String(repeating: ".map(x, x + x)", count: 40)

  @Test(
    "a text or list that grows without end is refused before it is made",
    arguments: [
      "['aaaaaaaaaa']\(doubled)", "[b'aaaaaaaaaa']\(doubled)", "[[1, 2, 3]]\(doubled)",
      "['a']" + String(repeating: ".map(x, x.replace('', x + x))", count: 20),
      "['a']" + String(repeating: ".map(x, [x, x, x, x].join(x + '-'))", count: 20),
      "['a']" + String(repeating: ".map(x, '%s%s%s%s'.format([x, x, x, x]))", count: 20),
      "['aa']" + String(repeating: ".map(x, strings.quote(x) + x)", count: 40),
    ])
  func growth(text: String) throws {
    let kind = try promptFailure(of: text)
    #expect(kind == .resultTooLarge || kind == .outOfSteps)
  }

  @Test("a value that shares its parts may be huge when written out, and is refused")
  func shared() throws {
    let doubled = String(repeating: ".map(x, [x, x])", count: 60)
    #expect(try failure(of: "[1]\(doubled)") == .resultTooLarge)
    #expect(try failure(of: "[1]\(doubled).all(x, x == x)") == .outOfSteps)
    #expect(try failure(of: "'%s'.format([[1]\(doubled)])") == .resultTooLarge)
    #expect(try failure(of: "[1]\(doubled)[0] in [1]\(doubled)") == .outOfSteps)
  }

  @Test(
    "a value nested deeper than anything could walk is refused",
    arguments: [("[", "]"), ("{'a': ", "}"), ("optional.of(", ")")])
  func nestedValues(opening: String, closing: String) throws {
    let nest = String(repeating: opening, count: 95) + "x" + String(repeating: closing, count: 95)
    let length = min(95, 60_000 / (nest.utf8.count + 9))
    let chain = String(repeating: ".map(x, \(nest))", count: length)
    #expect(try failure(of: "[1]\(chain).size() == 1") == .resultTooLarge)
  }

  @Test("searches that compare everything with everything are paid for")
  func searches() throws {
    let long = "['aaaaaaaaaaaaaaaa']" + String(repeating: ".map(x, x + x)", count: 15)
    for search in [
      "contains(x + 'b')", "indexOf(x + 'b') == 1", "lastIndexOf('b' + x) == 1", "replace(x + 'b', '') == ''",
    ] {
      let text = "\(long).exists(x, (x + x).\(search))"
      #expect(try promptFailure(of: text) == .outOfSteps, "\(search)")
    }
  }

  @Test("a pattern made at run time is linear too")
  func patterns() throws {
    let text =
      "['aaaaaaaaaaaaaaaa']" + String(repeating: ".map(x, x + x)", count: 8)
      + ".exists(x, x.matches('(a+)+' + 'b'))"
    #expect(try evaluate(text) == .bool(false))
  }

  @Test(
    "a pattern is paid for by what it comes to, written or made at run time",
    arguments: ["'((a?){30}){30}b'", "'((a?){30}){30}' + 'b'", "'((a?){15}){17}b'", "'((a?){15}){17}' + 'b'"])
  func largePatterns(pattern: String) throws {
    let long = "['aaaaaaaaaaaaaaaa']" + String(repeating: ".map(x, x + x)", count: 16)
    #expect(try promptFailure(of: "\(long).exists(x, x.matches(\(pattern)))") == .outOfSteps)
    #expect(try promptFailure(of: "\(long).exists(x, matches(x, \(pattern)))") == .outOfSteps)
  }

  @Test("making patterns is paid for, even if no text is long")
  func madePatterns() throws {
    let list = "[" + (0..<100).map(String.init).joined(separator: ", ") + "]"
    let text = "\(list).all(a, \(list).all(b, !''.matches('((a?){30}){30}' + 'b')))"
    #expect(try promptFailure(of: text) == .outOfSteps)
  }

  @Test(
    "an ordinary pattern on an ordinary text takes a few steps",
    arguments: [
      "^[a-z0-9-]+([.][a-z0-9-]+)*$", "^(smtp|mail|relay)[0-9]*[.]", "(?i)example",
      "^[^@ ]{1,64}[.].{1,255}$",
    ])
  func ordinaryPatterns(pattern: String) throws {
    var environment = Environment()
    environment.declare(variable: "host", type: .string)
    let program = try #require(environment.compile("host.matches('\(pattern)')").program)
    let bindings = Bindings(["host": .string("smtp.mail.example.com")], in: environment)
    #expect(program.evaluate(bindings, budget: Budget(steps: 4_000)) == .bool(true))
  }

  @Test("the budget is the caller's")
  func budget() throws {
    let program = try #require(Environment().compile("[1, 2, 3].all(x, x > 0)").program)
    #expect(program.evaluate(Bindings(), budget: Budget(steps: 100)) == .bool(true))
    #expect(program.evaluate(Bindings(), budget: Budget(steps: 5)) == .failure(.outOfSteps))
  }
}
