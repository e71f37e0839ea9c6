// The mail functions on texts of which some parts are known: what they say holds however people fill the gaps.

import CEL
import Testing

@testable import PreflightKit

@Suite("Mail functions on texts known in parts")
struct FillingTests {
  private static let environment: Environment = {
    var environment = Environment()
    environment.declare(MailFunctionTests.functions)
    environment.declare(variable: "text", type: .string)
    return environment
  }()

  private static func evaluate(_ expression: String, _ text: Value) throws -> Value {
    let compilation = environment.compile(expression)
    let program = try #require(compilation.program, "\(compilation.issues)")
    return program.evaluate(Bindings(["text": text], in: environment))
  }

  private static func pieces(_ text: String) -> [String] {
    text.split(separator: "…", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(
    "what the known parts decide is known, `…` stands for a gap",
    arguments: [
      ("smtp://…@mail.example.com:587", "text.hostPort().host", "mail.example.com"),
      ("smtp://…@mail.example.com:587", "text.hostPort().?port.orValue(0)", "587"),
      ("smtp://…@mail.example.com:587", "text.hostPort().scheme", "smtp"),
      ("smtp://…@mail.example.com:587", "text.hostPort().user", "unknown"),
      ("…:587", "text.hostPort().?port.orValue(0)", "587"), ("…:587", "text.hostPort().scheme", "unknown"),
      ("smtp.example.com:…", "text.hostPort()", "unknown"),
      ("smtp.example.com…", "text.hostPort()", "unknown"),
      ("smtp.….example.com", "has(text.hostPort().port)", "false"),
      ("smtp.….example.com", "text.hostPort().scheme", ""),
      ("smtp.….example.com", "text.orgDomain()", "example.com"),
      ("smtp.….example.com", "text.isIP()", "false"),
      ("smtp.….example.com", "text.isLoopback()", "false"),
      ("smtp.….example.com", "text.isPrivateHost()", "false"),
      ("smtp.….example.com", "text.isHostname()", "unknown"),
      ("smtp://….example.com", "text.isHostname()", "false"),
      ("….example.com", "text.orgDomain()", "unknown"), ("smtp.…", "text.orgDomain()", "unknown"),
      ("smtp…com", "text.orgDomain()", "unknown"), ("smtp.…", "text.isLoopback()", "unknown"),
      ("…@example.com", "text.domainOf()", "example.com"), ("…@example.com", "text.isEmail()", "unknown"),
      ("news@….example.com", "text.domainOf()", "….example.com"), ("news@…", "text.domainOf()", "unknown"),
      ("news@….example.com", "text.domainOf().orgDomain()", "unknown"),
      ("no address …", "text.isEmail()", "false"),
      ("News <news@….example.com>", "text.isEmail()", "false"), ("news…", "text.domainOf()", "unknown"),
      ("News <news@….example.com>", "text.bareAddress()", "news@….example.com"),
      ("News …", "text.bareAddress()", "unknown"),
      ("… <news@example.com>", "text.addressOf()", "news@example.com"),
      ("https://….example.com/u", "text.urlHost()", "….example.com"),
      ("https://…/u", "text.urlScheme()", "https"),
      ("https://example.com/u?x=…", "text.urlHost()", "example.com"),
      ("https://example.com/u?x=…", "text.urlPath()", "/u"),
      ("…/unsubscribe", "text.urlScheme()", "unknown"), ("…/unsubscribe", "text.urlHost()", "unknown"),
      ("mailto:…@example.com", "text.urlScheme()", "mailto"),
      ("mailto:…@example.com", "text.urlPath()", "…@example.com"),
      ("a\n…", "text.hasControl()", "true"), ("a…", "text.hasControl()", "unknown"),
      (" a…b", "text.hasOuterWhitespace()", "true"), ("a…b", "text.hasOuterWhitespace()", "false"),
      ("a…", "text.hasOuterWhitespace()", "unknown"), ("CHANGE…", "text.isLeftover()", "unknown"),
      ("SG.…", "text.tokenShape()", "unknown"), ("a…", "text.isPlaceholder()", "true"),
      ("a…", "text.isLiteral()", "false"),
      ("qzx0.….example.com", "text.domainOf() == ''", "unknown"),
      ("QZX0.….example.com", "text.urlHost()", ""),
    ])
  func outcomes(_ text: String, _ expression: String, _ outcome: String) throws {
    let known: PartialText = try #require(PartialText(Self.pieces(text)))
    let value = try Self.evaluate(expression, .unknown(Unknown("p", text: known)))
    #expect(said(value) == outcome)
  }

  @Test("a test that is decided comes out so with every filling, a text with those that fit where the gap is")
  func everyFillingAgrees() throws {
    let texts = [
      "smtp.….example.com", "….example.com", "smtp.…", "smtp…example.com", "…@example.com",
      "news@….example.com",
      "News <news@….example.com>", "… <news@example.com>", "News …", "smtp://…@mail.example.com:587", "…:587",
      "[…]:25",
      "smtp.example.com:…", "https://….example.com/u?x=…", "https://…:…/u", "…/unsubscribe",
      "mailto:…@example.com",
      "….co.uk", "10.0.0.…", "….localhost", "a.…b.internal", "http://…",
    ]
    let tests = [
      "isEmail()", "isIP()", "isLoopback()", "isPrivateHost()", "isHostname()", "isPublicSuffix()",
      "isReservedDomain()",
      "hasControl()", "hasOuterWhitespace()",
    ]
    let parts = [
      "domainOf()", "addressOf()", "bareAddress()", "localPart()", "displayName()", "orgDomain()",
      "urlScheme()", "urlHost()",
      "urlPath()", "hostPort().host", "hostPort().scheme", "hostPort().user", "hostPort().path",
      "withoutMergeTags()",
    ]
    let words = ["eu", "eu-west-1", "b.c.d", "mx01", "a.b", "shop.example.net"]
    let others = [
      "", " ", "localhost", "127.0.0.1", "::1", "co.uk", "25", ":25", "/path", "<", ">", "@", "a@b.example",
      "<a@b.example>",
      "https://b.example", "é", "\n", "_", "x y", "10.0.0.1", "test", "home.arpa",
    ]
    for text in texts {
      let pieces = Self.pieces(text)
      let known: PartialText = try #require(PartialText(pieces))
      for function in tests + parts {
        let outcome = try Self.evaluate("text.\(function)", .unknown(Unknown("p", text: known)))
        for filling in tests.contains(function) ? words + others : words {
          let actual = try Self.evaluate("text.\(function)", .string(pieces.joined(separator: filling)))
          #expect(
            agrees(outcome, actual),
            "\(function) of '\(text)' with '\(filling)': \(said(outcome)), \(said(actual))")
        }
      }
    }
  }

  /// What is no address at all is an error, and rules ask before whether it is one.
  private func agrees(_ outcome: Value, _ actual: Value) -> Bool {
    switch (outcome, actual) {
    case (_, .error): true
    case (.unknown(let unknown), .string(let actual)): unknown.text?.couldBe(actual) ?? true
    case (.unknown, _): true
    default: outcome == actual
    }
  }

  private func said(_ value: Value) -> String {
    switch value {
    case .unknown(let unknown): unknown.text.map { $0.pieces.joined(separator: "…") } ?? "unknown"
    case .string(let text): text
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    default: "\(value)"
    }
  }
}
