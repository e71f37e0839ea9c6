/// Broken YAML: one fault, in the right place, with the right guess.
import Document
import Testing

@Suite("Syntax errors")
struct SyntaxTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: MarkedText
    var hint: Hint?

    init(_ text: String, _ hint: Hint?) {
      self.text = MarkedText(text)
      self.hint = hint
    }

    var testDescription: String { text.testDescription }
  }

  static let cases = [
    Case("a: «\"»open\nb: 2\n", .unclosedQuote),
    Case("a: «'»open\nb: 2", .unclosedQuote),
    Case("a: «\"»open\nb: \"closed\"\nc: 3\n", .unclosedQuote),
    Case("a: «\"x\" y»\nb: 2\n", .textAfterQuote),
    Case("path: \"C:«\\d»ir\"\n", .unknownEscape),
    Case("host: «{{» host }}:25\n", .template("{{")),
    Case("a: 1\n«{%» if tls %}\nb: 2\n{% endif %}\n", .template("{%")),
    Case("«{{»- if .Values.mail }}\nmail:\n  host: x\n{{- end }}\n", .template("{{")),
    Case("title: Hello {{ name }}\n«\t»b: 1\n", .tabIndentation),
    Case("«{#» a comment #}\na: 1\n", .template("{#")),
    Case("smtp: {host: «${»HOST}, port: 25}\n", .template("${")),
    Case("list: [«${»A}, b]\n", .template("${")),
    Case("dsn: «%env(»MAILER_DSN)%\n", .template("%env(")),
    Case("a:\n«\t»b: 1\n", .tabIndentation),
    Case("a:\n  b: 1\n«\t»c: 2\n", .tabIndentation),
    Case("a: 1\nhost«:»smtp.example.com\nport: 25\n", .missingSpaceAfterColon),
    Case("host«:»smtp.example.com\nport: 25\n", .missingSpaceAfterColon),
    Case("a: 1\n«host smtp.example.com»\nport: 25\n", .missingColon),
    Case("subject: «Sale: today» # now\n", .colonInValue),
    Case("a: 1\n  «b:» 2\n", .indentation),
    Case("cron: «* * *»\n", .reservedStart("*")),
    Case("user: «@admin»\n", .reservedStart("@")),
    Case("user: «`admin`» # me\n", .reservedStart("`")),
    Case("rate: «%50»\n", .reservedStart("%")),
    Case("x: «&é»\n", .reservedStart("&")),
    Case("pass: «]abc»\n", .reservedStart("]")),
    Case("a: «>abc»\n", .reservedStart(">")),
    Case("key: «- a»\n", .reservedStart("-")),
    Case("a: «[»1, 2\nb: 3\n", .unclosedBracket("[")),
    Case("a: «{»b: 1,\n", .unclosedBracket("{")),
    Case("a:\n  - 1\n «b: 2»\n", .indentation),
    Case("user: «'it's'»\n", .textAfterQuote),
    Case("{\"a\": 1\n \"b\"«:» 2}\n", .missingComma),
    Case("é: 1\nü«:»x\nb: 2\n", .missingSpaceAfterColon),
  ]

  @Test("a broken file has one fault, where the mistake is, with a guess at it", arguments: cases)
  func fault(_ example: Case) throws {
    let source = example.text.source
    let stream = YAMLStream(parsing: source)
    let fault = try #require(stream.faults.last)
    #expect(stream.faults.count == 1)
    #expect(mark(fault.range, in: source) == example.text.marked)
    #expect(fault.hint == example.hint, "\(fault)")
    #expect(!fault.message.isEmpty && !fault.message.hasSuffix("."))
  }

  @Test("documents before the error stay usable")
  func documentsBefore() throws {
    let stream = parse("a: 1\n---\nb: 2\n---\nc: [\n")
    #expect(stream.documents.count == 2)
    #expect(stream.documents[1].root?.value(for: "b")?.text == "2")
    #expect(stream.faults.map(\.document) == [2])
  }
}
