// The mail functions as expressions call them: each vector is an expression and the one it equals.

import CEL
import Testing

@testable import PreflightKit

@Suite("Mail functions in expressions")
struct MailFunctionTests {
  static let functions = MailFunctions(MailKnowledge(text: Knowledge.text))
  static let environment: Environment = {
    var environment = Environment()
    environment.declare(functions)
    environment.declare(variable: "host", type: .string)
    environment.declare(variable: "port", type: .int)
    environment.declare(variable: "password", type: secretType)
    environment.declare(variable: "anything", type: .dyn)
    return environment
  }()

  @Test(
    "an expression has its value",
    arguments: [
      ("'a@b.example'.isEmail()", "true"), ("'News <a@b.example>'.isEmail()", "false"),
      ("'News <a@B.Example>'.domainOf()", "'b.example'"), ("'a@b.example'.localPart()", "'a'"),
      ("'\"News, daily\" <a@b.example>'.displayName()", "'News, daily'"),
      ("'a@b.example'.displayName()", "''"),
      ("'News <a@b.example>'.addressOf()", "'a@b.example'"),
      ("' News <a@b.example> '.bareAddress()", "'a@b.example'"), ("' a@b '.bareAddress()", "'a@b'"),
      ("'a <b> <c>'.bareAddress()", "'c'"), ("'a>'.bareAddress()", "'a'"), ("'>'.bareAddress()", "''"),
      ("'<a> b'.bareAddress()", "'<a> b'"), ("'<Münch <é>'.bareAddress()", "'é'"),
      ("'smtp.example.com'.isHostname()", "true"),
      ("'mail.Example.co.uk'.orgDomain()", "'example.co.uk'"),
      ("'News <a@mail.example.com>'.orgDomain()", "'example.com'"),
      ("'user.github.io'.orgDomain()", "'user.github.io'"),
      ("'user.github.io'.orgDomain(false)", "'github.io'"),
      ("'localhost'.orgDomain()", "'localhost'"), ("'192.0.2.1'.orgDomain()", "'192.0.2.1'"),
      ("'not a host'.orgDomain()", "'not a host'"),
      ("'co.uk'.isPublicSuffix()", "true"), ("'example.co.uk'.isPublicSuffix()", "false"),
      ("'_'.isPublicSuffix()", "false"),
      ("'mail.example.com'.isReservedDomain()", "true"), ("'acme.io'.isReservedDomain()", "false"),
      ("'München.de'.toASCIIDomain()", "'xn--mnchen-3ya.de'"),
      ("'[::1]'.isIP() && '10.0.0.1'.isIP()", "true"), ("'h'.isIP()", "false"),
      ("'localhost'.isLoopback() && ip('127.0.0.1').isLoopback()", "true"),
      ("'mailhog'.isPrivateHost()", "true"),
      (
        "dyn('smtps://u@h:465/x'.hostPort())",
        "{'scheme': 'smtps', 'user': 'u', 'host': 'h', 'port': 465, 'path': '/x'}"
      ),
      ("has('h:587'.hostPort().port) && !has('h'.hostPort().port)", "true"),
      ("'[::1]:25'.hostPort().host", "'::1'"),
      ("'h'.hostPort().?port.orValue(25)", "25"), ("'https://e.example/u?x=1'.urlPath()", "'/u'"),
      ("'mailto:a@b.example'.urlScheme()", "'mailto'"),
      ("'HTTPS://E.example/'.urlHost()", "'e.example'"), ("'${V}'.isPlaceholder()", "true"),
      ("'x'.isLiteral()", "true"),
      ("host.isPlaceholder() && port.isPlaceholder() && password.isPlaceholder()", "true"),
      ("host.isLiteral() || port.isLiteral()", "false"),
      ("25.isLiteral() && !25.isPlaceholder() && true.isLiteral()", "true"),
      ("dyn('x').isLiteral() && dyn(1).isLiteral()", "true"),
      ("anything.isPlaceholder()", "true"), ("duration('1s').isLiteral()", "true"),
      ("'CHANGE_ME'.isLeftover()", "true"), ("'apikey'.isLeftover()", "false"),
      ("' x'.hasOuterWhitespace()", "true"),
      ("'a\\tb'.hasControl() && !'a b'.hasControl()", "true"),
      ("'<{{ uuid }}@a.example>'.withoutMergeTags()", "\"<@a.example>\""),
      (
        "['{{{ pm:unsubscribe_url }}}', '*|UNSUB|*', '%%view%%', '%recipient%', '<%= @link %>', '[[data:id]]']"
          + ".map(t, t.withoutMergeTags()).join()", "\"\""
      ),
      ("'https://a.example/%C3%BC/{id}?x={{a}}{{b}}'.withoutMergeTags()", "\"https://a.example/%C3%BC/?x=\""),
      (
        "['a * b', '{}', '50% or 60%', '[1]', '<a@b.example>', '{{ }}', '{{ a', ''].all(t, t.withoutMergeTags() == t)",
        "true"
      ), ("'smpt'.editDistance('smtp')", "1"),
    ])
  func values(expression: String, expected: String) throws {
    #expect(Self.evaluate("(\(expression)) == (\(expected))") == "true")
  }

  @Test(
    "what has no value is an error that says why",
    arguments: [
      ("'news'.domainOf()", "'news' is no address: it has no @"),
      ("'a@b..c'.localPart()", "two dots in a row"),
      (
        "'a_b.com'.toASCIIDomain()",
        "'a_b.com' is no domain name: the label 'a_b' has a '_', which no domain has"
      ),
    ])
  func errors(expression: String, words: String) {
    #expect(Self.evaluate(expression).contains(words))
  }

  @Test("an unknown value makes a function undetermined, and a placeholder decided")
  func unknowns() {
    #expect(Self.evaluate("host.isLoopback()") == "unknown host")
    #expect(Self.evaluate("password.isLeftover()") == "unknown password")
    #expect(Self.evaluate("port == 25 || host.isPlaceholder()") == "true")
  }

  @Test(
    "a mistake in a call is found before it runs",
    arguments: [
      "'x'.isEmial()", "25.isEmail()", "'h'.hostPort().prot", "password.isEmail()", "password + 'x'",
      "'x'.editDistance(1)",
    ])
  func mistakes(expression: String) {
    #expect(Self.environment.compile(expression).issues.contains { $0.severity == .error })
  }

  @Test("a secret answers and does not show")
  func secrets() throws {
    let secret = Value.secret(
      "SG.aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", isWritten: true)
    #expect(Self.evaluate("password.tokenShape()", password: secret) == "sendgrid-api-key")
    #expect(
      Self.evaluate("password.isLiteral() && !password.isEmpty() && !password.isLeftover()", password: secret)
        == "true")
    #expect(Self.evaluate("password.isLiteral()", password: .secret("x", isWritten: false)) == "false")
    #expect(Self.evaluate("password.isPlaceholder()", password: .secret("ENC(x)", isWritten: true)) == "true")
    #expect(Self.evaluate("password == password", password: secret) == "true")
    for expression in [
      "password", "[password]", "{'a': password}", "dyn(password)", "'%s'.format([password])",
      "string(dyn(password))",
    ] {
      #expect(
        !Self.evaluate(expression, password: secret, isChecked: false).contains("aaaa"), "\(expression)")
    }
  }

  @Test("no two overloads share an id, and every function says what it does")
  func declarations() {
    let ids = Self.functions.functions.flatMap { $0.overloads.map(\.id) }
    #expect(Set(ids).count == ids.count)
    for function in Self.functions.functions {
      #expect(function.documentation.hasSuffix("."), "\(function.name)")
      #expect(!function.overloads.isEmpty)
    }
  }

  @Test("the reference shows every function once in its family, and those of the language behind")
  func reference() {
    let page = FunctionReference(Self.functions, environment: Self.environment).markdown
    #expect(page.contains("### orgDomain\n") && page.contains("string.orgDomain(bool) -> string"))
    #expect(
      page.contains("secret.tokenShape() -> string") && page.contains("## Of the language")
        && page.contains("### matches\n"))
    #expect(!page.contains("_+_") && !page.contains("### _"))
    for function in Self.functions.functions { #expect(page.contains("### \(function.name)\n")) }
    #expect(page == FunctionReference(Self.functions, environment: Self.environment).markdown)
  }

  private static func evaluate(
    _ expression: String, password: Value = .unknown(path: "password"), isChecked: Bool = true
  ) -> String {
    let bindings = Bindings(
      [
        "host": .unknown(path: "host"), "port": .unknown(path: "port"), "password": password,
        "anything": .unknown(path: "anything"),
      ], in: environment)
    let compilation = environment.compile(expression)
    if isChecked, !compilation.issues.isEmpty {
      return compilation.issues.map { "\($0)" }.joined(separator: "; ")
    }
    guard let program = compilation.program ?? (try? environment.plan(expression)) else {
      return "no program"
    }
    switch program.evaluate(bindings) {
    case .bool(let value): return "\(value)"
    case .int(let value): return "\(value)"
    case .string(let value): return value
    case .unknown(let unknown): return "unknown \(unknown.paths.joined(separator: ", "))"
    case .error(let error): return error.message
    case let value: return "\(value)"
    }
  }
}
