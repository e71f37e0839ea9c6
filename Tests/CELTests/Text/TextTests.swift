// Templates of string.format, quotation, and the functions that count in code points.

import Testing

@testable import CEL

@Suite("Format templates")
struct FormatTemplateTests {
  @Test("a template falls apart into text and directives")
  func pieces() throws {
    let template = try FormatTemplate("%% %s é%d%x%X%o%b%f%.0e%.12f%%")
    #expect(
      template.pieces == [
        .text("% "), .directive(.string), .text(" é"), .directive(.decimal),
        .directive(.hexadecimal(isUpperCase: false)),
        .directive(.hexadecimal(isUpperCase: true)), .directive(.octal), .directive(.binary),
        .directive(.fixed(decimals: 6)),
        .directive(.scientific(decimals: 0)), .directive(.fixed(decimals: 12)), .text("%"),
      ])
    #expect(template.directiveCount == 9)
    #expect(try FormatTemplate("").pieces.isEmpty)
  }

  @Test(
    "a template that is wrong names the place",
    arguments: [
      ("%", .unfinished(offset: 0)), ("ab%.3", .unfinished(offset: 2)),
      ("x%a", .unknownDirective("a", offset: 1)),
      ("%E", .unknownDirective("E", offset: 0)), ("%5d", .unknownDirective("5", offset: 0)),
      ("%é", .unknownDirective("é", offset: 0)),
      ("%.f", .precision("", offset: 0)), ("%.1001f", .precision("1001", offset: 0)),
    ] as [(String, FormatTemplate.Fault)])
  func faults(template: String, fault: FormatTemplate.Fault) {
    #expect(throws: fault) { _ = try FormatTemplate(template) }
  }
}

@Suite("Text by code points")
struct CodePointsTests {
  @Test(
    "quotation escapes what has a short escape and keeps the rest",
    arguments: [
      ("first\nsecond", #""first\nsecond""#), ("\u{7}\u{8}\u{C}\r\t\u{B}", #""\a\b\f\r\t\v""#),
      (#"a\b"c"#, #""a\\b\"c""#),
      ("ta©o©αT😀", "\"ta©o©αT😀\""), ("", "\"\""), ("\r\n", #""\r\n""#), ("e\u{301}", "\"e\u{301}\""),
    ])
  func quotes(text: String, quoted: String) {
    #expect(Array(Quotation.quote(text).utf8) == Array(quoted.utf8))
  }

  @Test("bytes are written in hexadecimal")
  func hexadecimal() {
    #expect(Quotation.hexadecimal("Hi!\n".utf8, isUpperCase: false) == "4869210a")
    #expect(Quotation.hexadecimal([0, 255], isUpperCase: true) == "00FF")
  }

  @Test("characters and substrings are counted in code points")
  func substrings() throws {
    #expect(CodePoints.count("ta©o😀e\u{301}") == 7)
    #expect(try CodePoints.character(of: "©αT", at: 1) == "α")
    #expect(try CodePoints.character(of: "tacocat", at: 7) == "")
    #expect(try CodePoints.substring(of: "ta©o©αT", from: 2, to: 6) == "©o©α")
    #expect(try CodePoints.substring(of: "ta©o©αT", from: 7) == "")
    #expect(Array(try CodePoints.substring(of: "e\u{301}x", from: 1).utf8) == Array("\u{301}x".utf8))
  }

  @Test(
    "a position outside of the text is an error that names it",
    arguments: [(8, nil, 8), (-1, nil, -1), (1, 50, 50), (49, 50, 49), (4, 3, 3)] as [(Int64, Int64?, Int64)])
  func outOfRange(start: Int64, end: Int64?, position: Int64) {
    #expect(throws: CodePoints.OutOfRange(position: position)) {
      _ = try CodePoints.substring(of: "tacocat", from: start, to: end)
    }
  }

  @Test(
    "the first occurrence is found from a position on",
    arguments: [
      ("tacocat", "", 0, 0), ("tacocat", "ac", 0, 1), ("tacocat", "none", 0, -1), ("tacocat", "", 3, 3),
      ("tacocat", "at", 3, 5),
      ("ta©o©αT", "©", 3, 4), ("ta©o©αT", "©α", 5, -1), ("hello wello", "ello", 6, 7), ("", "", 0, 0),
      ("abc", "abcd", 0, -1),
      ("abc", "", 3, 3), ("abc", "c", 3, -1),
    ] as [(String, String, Int64, Int64)])
  func firstIndex(text: String, part: String, start: Int64, expected: Int64) throws {
    #expect(try CodePoints.firstIndex(of: part, in: text, from: start) == expected)
  }

  @Test(
    "the last occurrence is found up to a position",
    arguments: [
      ("", "@@", nil, -1), ("tacocat", "", nil, 7), ("tacocat", "at", nil, 5), ("tacocat", "none", nil, -1),
      ("tacocat", "", 3, 3),
      ("tacocat", "a", 3, 1), ("ta©o©αT", "©", nil, 4), ("ta©o©αT", "©", 3, 2), ("ta©o©αT", "©α", 4, 4),
      ("hello wello", "ello", 6, 1),
      ("bananananana", "nana", 7, 6), ("hello wello", "low", nil, -1),
    ] as [(String, String, Int64?, Int64)])
  func lastIndex(text: String, part: String, start: Int64?, expected: Int64) throws {
    #expect(try CodePoints.lastIndex(of: part, in: text, from: start) == expected)
  }

  @Test(
    "replacing stops at the limit",
    arguments: [
      ("{0} days {0} hours", "{0}", "2", -1, "2 days 2 hours"),
      ("{0} days {0} hours", "{0}", "2", 1, "2 days {0} hours"),
      ("1 ©αT taco", "αT", "o©α", -1, "1 ©o©α taco"), ("abc", "", "-", -1, "-a-b-c-"),
      ("abc", "", "-", 2, "-a-bc"),
      ("abc", "b", "x", 0, "abc"), ("", "", "x", -1, "x"), ("aaa", "aa", "b", -1, "ba"),
    ] as [(String, String, String, Int64, String)])
  func replaces(text: String, part: String, other: String, limit: Int64, expected: String) {
    #expect(CodePoints.replace(part, in: text, with: other, limit: limit) == expected)
  }

  @Test(
    "splitting stops at the limit",
    arguments: [
      ("hello world", " ", -1, ["hello", "world"]), ("a b c", " ", 0, []), ("a b c", " ", 1, ["a b c"]),
      ("a b c", " ", 2, ["a", "b c"]),
      ("o©o©o", "©", -1, ["o", "o", "o"]), ("abc", "", -1, ["a", "b", "c"]), ("abc", "", 2, ["a", "bc"]),
      ("", ",", -1, [""]),
      ("", "", -1, []), (",a,", ",", -1, ["", "a", ""]),
    ] as [(String, String, Int64, [String])])
  func splits(text: String, separator: String, limit: Int64, expected: [String]) {
    #expect(CodePoints.split(text, by: separator, limit: limit) == expected)
  }

  @Test(
    "trimming takes the white space of Unicode",
    arguments: [
      (" \u{C}\n\r\t\u{B}text  ", "text"), ("\u{85}\u{A0}\u{1680}text", "text"),
      ("\u{200A}text\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}", "text"),
      (
        "\u{180E}text\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}",
        "\u{180E}text\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}"
      ), (" ", ""), ("", ""),
    ])
  func trims(text: String, expected: String) {
    #expect(CodePoints.trim(text) == expected)
  }

  @Test("cases are those of ASCII, and reversal is of code points")
  func casesAndReversal() throws {
    #expect(CodePoints.lowerASCII("TacoCÆt Xii") == "tacocÆt xii")
    #expect(CodePoints.upperASCII("tacoCαt") == "TACOCαT")
    #expect(CodePoints.reverse("Ta©oCαt") == "tαCo©aT")
    #expect(try CodePoints.firstIndex(of: "\u{E9}", in: "caf\u{E9}") == 3)
    #expect(try CodePoints.firstIndex(of: "\u{E9}", in: "cafe\u{301}") == -1)
  }
}
