import CEL
import Testing

/// What an author gets to read. Each mistake names the part of the expression at fault, between `⟦` and `⟧`.
@Suite("Mistakes of authors")
struct MistakeTests {
  struct Mistake: CustomTestStringConvertible, Sendable {
    let marked: String
    let message: String
    let suggestion: String?

    init(_ marked: String, _ message: String, _ suggestion: String? = nil) {
      self.marked = marked
      self.message = message
      self.suggestion = suggestion
    }

    var testDescription: String { marked }

    var text: String { String(marked.filter { $0 != "⟦" && $0 != "⟧" }) }

    /// The marked bytes, counted in the text without the marks.
    var range: Range<Int> {
      let before = marked.prefix { $0 != "⟦" }
      let inside = marked.dropFirst(before.count + 1).prefix { $0 != "⟧" }
      return before.utf8.count..<(before.utf8.count + inside.utf8.count)
    }
  }

  @Test("a mistake has its place, a sentence and a suggestion", arguments: syntax + names + types + guards)
  func mistake(_ mistake: Mistake) throws {
    let issues = MailSchema.environment.compile(mistake.text).issues
    #expect(issues.count == 1, "\(issues.map(\.message))")
    let issue = try #require(issues.first)
    #expect(issue.message == mistake.message)
    #expect(issue.suggestion == mistake.suggestion)
    #expect(issue.range == mistake.range)
  }

  static let syntax = [
    Mistake("transport.port ⟦=⟧ 25", "this is written == here", "=="),
    Mistake("transport.port ⟦===⟧ 25", "this is written == here", "=="),
    Mistake("transport.port ⟦<>⟧ 25", "this is written != here", "!="),
    Mistake("transport.port == 25 ⟦and⟧ true", "this is written && here", "&&"),
    Mistake("transport.port == 25 ⟦&⟧ true", "this is written && here", "&&"),
    Mistake("true ⟦or⟧ false", "this is written || here", "||"),
    Mistake("⟦not⟧ anything", "this is written ! here", "!"),
    Mistake("transport.port ⟦not in⟧ [25]", "this is written !(… in …) here", "!(… in …)"),
    Mistake("transport.host ⟦is⟧ 'a'", "this is written == here", "=="),
    Mistake("transport.host == ⟦'a⟧", "the string has no end", "'"),
    Mistake("transport.host == ⟦‘⟧", "a typographic quote does not begin a string; use ' or \"", "'"),
    Mistake("'a⟦\\d⟧'", "'\\d' is no escape; a backslash itself is written '\\\\', or in a raw string r'…'"),
    Mistake(
      "config.window > ⟦30s⟧", "'30s' is no number; a length of time is written duration('30s')",
      "duration('30s')"),
    Mistake("⟦9223372036854775808⟧", "9223372036854775808 does not fit into 64 bits"),
    Mistake("⟦for⟧ == 1", "'for' is a reserved word"),
    Mistake("(1 + 2⟦⟧", "here stands the end of the expression, where ')' belongs"),
    Mistake("1 + ⟦)⟧", "here stands ')', where a value belongs"),
    Mistake("1 ⟦2⟧", "here stands a number, where an operator or the end of the expression belongs"),
    Mistake("⟦⟧", "the expression is empty"),
    Mistake("true ⟦#⟧", "'#' has no meaning here"),
    Mistake("has(⟦transport⟧)", "'has' takes a field, as in has(a.b)"),
    Mistake("[1].all(⟦x.y⟧, true)", "the first argument of 'all' names the variable, so it is a plain name"),
    Mistake("⟦Transport{⟧port: 25}", "messages cannot be built here; write a map: {'key': value}"),
  ]

  static let names = [
    Mistake("⟦trasnport⟧.port == 25", "there is no variable 'trasnport'", "transport"),
    Mistake("⟦port⟧ == 25", "there is no variable 'port'", "transport.port"),
    Mistake("⟦vars.moed⟧ == 'none'", "there is no variable 'vars.moed'", "vars.mode"),
    Mistake("transport.⟦prot⟧ == 25", "Transport has no field 'prot'", "port"),
    Mistake("has(transport.⟦tsl⟧)", "Transport has no field 'tsl'", "tls"),
    Mistake("transport.host.⟦endswith⟧('.com')", "there is no method 'endswith'", "endsWith"),
    Mistake("⟦len⟧(transport.host) > 1", "there is no function 'len'", "size"),
    Mistake("⟦not⟧(anything)", "there is no function 'not'", "!"),
    Mistake("anything == ⟦None⟧", "there is no variable 'None'", "null"),
    Mistake("transport.host.⟦size⟧ > 1", "string has no fields", "size()"),
    Mistake("optional.⟦off⟧(1) == optional.of(1)", "there is no function 'optional.off'", "optional.of"),
    Mistake("config.transports.⟦every⟧(t, t.port == 1)", "there is no method 'every'", "all"),
  ]

  static let types = [
    Mistake("⟦transport.port == '25'⟧", "int never equals string", "transport.port == 25"),
    Mistake("⟦transport.host != 25⟧", "string always differs from int", "transport.host != '25'"),
    Mistake("⟦transport.host == null⟧", "string never equals null_type", "!has(transport.host)"),
    Mistake("⟦transport.host < 5⟧", "string and int have no order", "transport.host < '5'"),
    Mistake(
      "has(transport.rate) && ⟦transport.rate > 5⟧", "double and int have no order", "transport.rate > 5.0"),
    Mistake(
      "⟦'port ' + transport.port⟧ == 'a'", "'+' does not take string and int",
      "'port ' + string(transport.port)"),
    Mistake("⟦25 in ['a']⟧", "'in' looks into a list or a map of int here, not into list(string)"),
    Mistake("⟦size⟧('a', 1) == 1", "'size' takes 1 argument, not 2"),
    Mistake("transport.host.⟦startsWith⟧('a', 'b')", "'startsWith' takes 1 argument, not 2"),
    Mistake(
      "transport.host.⟦startsWith⟧(1)",
      "string.startsWith(int) does not fit; there is string.startsWith(string) -> bool"),
    Mistake(
      "⟦startsWith⟧(transport.host, 'a')",
      "startsWith(string, string) does not fit; there is string.startsWith(string) -> bool"),
    Mistake("!⟦transport.port⟧", "'!' needs bool, not int"),
    Mistake("true && ⟦transport.port⟧", "'&&' needs bool, not int"),
    Mistake("⟦transport.port⟧ ? 1 : 2", "a condition is bool, not int"),
    Mistake("true ? 1 : ⟦'a'⟧", "both branches must have one type, not int and string"),
    Mistake("⟦transport.port⟧.all(x, true)", "'all' needs a list or a map, not int"),
    Mistake("[1].filter(x, ⟦x⟧)", "'filter' needs bool, not int"),
    Mistake("params.speaks[⟦'25'⟧]", "map(int, string) has no elements by string"),
    Mistake("{⟦1.5⟧: 2}", "the key of a map is string, int, uint or bool, not double"),
    Mistake("[?⟦1⟧]", "after '?' stands an optional, not int"),
    Mistake(
      "transport.host.matches(⟦'(a'⟧)", "'matches': invalid pattern: the group '(a' has no closing ')'"),
    Mistake(
      "⟦duration('5 minutes')⟧ < config.window", "this can only fail: '5 minutes' cannot be read as duration"),
  ]

  private static let mode = "'transport.tls.mode' may be absent, and nothing here says that it is there"

  static let guards = [
    Mistake(
      "⟦transport.role⟧ == 'relay'", "'transport.role' may be absent, and nothing here says that it is there",
      "has(transport.role)"),
    Mistake("has(transport.tls) && ⟦transport.tls.mode⟧ == 'none'", mode, "has(transport.tls.mode)"),
    Mistake("has(transport.tls) ? ⟦transport.tls.mode⟧ == 'none' : true", mode, "has(transport.tls.mode)"),
    Mistake(
      "config.transports.all(t, ⟦t.role⟧ == 'a')",
      "'t.role' may be absent, and nothing here says that it is there",
      "has(t.role)"),
    Mistake(
      "has(⟦transport.tls⟧.mode)", "'transport.tls' may be absent, and nothing here says that it is there",
      "has(transport.tls)"),
  ]

  @Test(
    "a guard in any form is a guard",
    arguments: [
      "has(transport.role) && transport.role == 'relay'",
      "!has(transport.role) || transport.role == 'relay'",
      "!(!has(transport.role) || transport.role != 'relay')",
      "has(transport.role) ? transport.role == 'relay' : true",
      "!has(transport.role) ? true : transport.role == 'relay'",
      "has(transport.tls) && has(transport.tls.mode) && transport.tls.mode == 'none'",
      "'role' in transport && transport.role == 'relay'",
      "transport.?role.hasValue() && transport.role == 'relay'",
      "transport.?role.orValue('submission') == 'relay'",
      "transport.?tls.?mode.orValue('none') == 'none'",
      "config.transports.all(t, !has(t.role) || t.role == 'relay')",
      "config.transports.filter(t, has(t.role)).all(x, x.role == 'relay')",
      "config.transports.map(t, has(t.role), t.role) == ['relay']",
      "has(config.transports[0].role) && config.transports[0].role == 'relay'",
      "(has(transport.role) && transport.port == 25 || has(transport.role)) && transport.role == 'a'",
    ])
  func guarded(_ text: String) {
    #expect(MailSchema.environment.compile(text).issues.isEmpty)
  }

  @Test("what is known from outside guards too")
  func assuming() {
    let text = "transport.tls.mode == 'none'"
    let assumed = ["has(transport.tls) && has(transport.tls.mode)"]
    #expect(MailSchema.environment.compile(text, assuming: assumed).issues.isEmpty)
    #expect(MailSchema.environment.compile(text, assuming: ["has(transport.role)"]).issues.count == 2)
  }

  @Test("a guard as a warning lets the expression run")
  func warning() {
    var environment = MailSchema.environment
    environment.unguardedOptional = .warning
    let compilation = environment.compile("transport.role == 'relay'")
    #expect(compilation.program != nil)
    #expect(compilation.issues.map(\.severity) == [.warning])
  }

  @Test("several mistakes in one expression are all reported, in order of place")
  func several() {
    let text =
      "trasnport.port = 25 and transport.host.endswith('a') && size(1, 2) == 3 && transport.port == '5'"
    let issues = MailSchema.environment.compile(text).issues
    #expect(issues.map(\.suggestion) == ["transport", "==", "&&", "endsWith", nil, "transport.port == 5"])
    #expect(issues.map(\.range.lowerBound) == issues.map(\.range.lowerBound).sorted())
  }

  @Test("the parser finds its feet after each mistake in brackets")
  func recovery() {
    let issues = MailSchema.environment.compile("[1 +, foo(2 3), {'a' 1, 'b': }, has(1)]").issues
    #expect(issues.map(\.range.lowerBound) == [4, 6, 12, 21, 29, 36])
  }

  @Test("the wanted type of the result is checked")
  func expecting() {
    let issues = MailSchema.environment.compile("transport.port", expecting: .bool).issues
    #expect(issues.map(\.message) == ["the expression must give bool, not int"])
    #expect(MailSchema.environment.compile("anything", expecting: .bool).issues.isEmpty)
  }
}
