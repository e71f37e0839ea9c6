// Patterns in RE2's syntax: what matches where, what is refused and with which place, and that time stays
// linear.

import Testing

@testable import CEL

/// A pattern, a text and the UTF-8 range of the leftmost match, as RE2 gives it.
struct PatternCase: CustomTestStringConvertible {
  let pattern: String
  let text: String
  let match: Range<Int>?

  init(_ pattern: String, _ text: String, _ match: Range<Int>?) {
    self.pattern = pattern
    self.text = text
    self.match = match
  }

  var testDescription: String { "\(pattern.debugDescription) in \(text.debugDescription)" }
}

@Suite("Patterns")
struct PatternTests {
  @Test("a pattern matches where RE2 says", arguments: matches)
  func matchesWhereRE2Says(example: PatternCase) throws {
    let pattern = try Pattern(example.pattern)
    #expect(pattern.firstMatch(in: example.text) == example.match)
    #expect(pattern.matches(example.text) == (example.match != nil))
  }

  static let matches: [PatternCase] = [
    .init("ubb", "hubba", 1..<4), .init("foo|bar", "", nil), .init("", "cows", 0..<0), .init("", "", 0..<0),
    .init("gr(a|e)y", "grey", 0..<4), .init("ba(na)*", "banana", 0..<6), .init("a+ñ+a+", "mañana", 1..<5),
    .init("(a|😀){2}", "🐱😀😀", 4..<12),
    .init("^a$", "a\n", nil), .init("(?m)^a$", "b\na\n", 2..<3), .init("(?m:^)a", "b\na", 2..<3),
    .init("(?m)a\\z", "a\n", nil), .init("\\Aa", "ba", nil), .init("$", "ab", 2..<2), .init("^*", "a", 0..<0),
    .init(".", "\n", nil), .init("(?s).", "\n", 0..<1), .init("[^a]", "\n", 0..<1),
    .init("a+?", "aaa", 0..<1), .init("(?U)a+", "aaa", 0..<1), .init("(?U)a+?", "aaa", 0..<3),
    .init("a{2}", "aaa", 0..<2), .init("a{2,}", "baaa", 1..<4), .init("a{1,2}?b", "aab", 0..<3),
    .init("a{0}b", "b", 0..<1), .init("a{,2}", "a{,2}", 0..<5), .init("a{", "a{", 0..<2),
    .init("a{1,b}", "a{1,b}", 0..<6),
    .init("(|a)*", "aa", 0..<0), .init("(|a)+", "aa", 0..<0), .init("(a|b|)*c", "abc", 0..<3),
    .init("(?i)ÄB", "äb", 0..<3), .init("(?i)k", "\u{212A}", 0..<3), .init("(?i)ß", "ẞ", 0..<3),
    .init("(?i)i", "ı", nil),
    .init("(?i)[a-c]+", "xABC", 1..<4), .init("(?i)\\w", "ſ", 0..<2), .init("(?i)\\W", "ſ", nil),
    .init("(?i)\\p{Lu}", "a", 0..<1), .init("(?i)\\P{Lu}", "A", nil), .init("a(?i)b|c", "C", 0..<1),
    .init("(?i:a)b", "AB", nil), .init("(?-i)a", "A", nil), .init("(?is-U:a.)", "A\n", 0..<2),
    .init("(?)a", "a", 0..<1),
    .init("(?P<year>\\d{4})-(?<month>\\d\\d)", "in 2026-11", 3..<10), .init("(?:a|b)+", "xab", 1..<3),
    .init("\\bb\\b", "a b c", 2..<3), .init("\\Bb", "ab b", 1..<2), .init("\\b", "é", nil),
    .init("é\\b", "éa", 0..<2),
    .init("\\d\\D\\s\\S\\w\\W", "1a b_-", 0..<6), .init("\\s", "\u{B}", nil),
    .init("[[:space:]]", "\u{B}", 0..<1),
    .init("[[:alpha:]_]+", "1ab_2", 1..<4), .init("[[:^digit:]]+", "12ab", 2..<4),
    .init("[[:word:]]", "é", nil),
    .init("[[:alpha]", "[", 0..<1), .init("[]a]+", "]a", 0..<2), .init("[^]a]", "]b", 1..<2),
    .init("[a-]", "-", 0..<1),
    .init("[+--]", ",", 0..<1), .init("[\\d-z]+", "3-z", 0..<3), .init("[^@\\s]+@", "é@x", 0..<3),
    .init("\\pN", "x٣", 1..<3), .init("\\p{Greek}+", "xαβ", 1..<5), .init("\\p{^Greek}", "αx", 2..<3),
    .init("\\P{^Greek}", "xα", 1..<3), .init("[\\P{L}x]+", "a1x", 1..<3), .init("\\p{Any}", "\u{378}", 0..<2),
    .init("\\pL\\p{Lu}\\pM", "aA\u{301}", 0..<4), .init("\\p{Cyrillic}", "pаypal", 1..<3),
    .init("\\Qa.b*\\E*", "a.b***", 0..<6), .init("\\Qa\\.", "a\\.", 0..<3), .init("a\\Q\\E*", "aa", 0..<2),
    .init("\\x41\\x{1F600}\\12\\011\\0", "A😀\n\t\0", 0..<8),
    .init("\\a\\f\\t\\n\\r\\v", "\u{7}\u{C}\t\n\r\u{B}", 0..<6),
    .init("\\_\\-\\/\\]", "_-/]", 0..<4), .init("x*", "aaa", 0..<0), .init("a|ab", "ab", 0..<1),
    .init("(?:)*", "a", 0..<0),
    .init("$^", "", 0..<0), .init("$^", "a", nil), .init("(^|x)y", "xy", 0..<2),
    .init("(^a|b$)c*", "ab", 0..<1),
    .init("^[a-z0-9-]+(\\.[a-z0-9-]+)*\\.example\\.com$", "mail.eu.example.com", 0..<19),
    .init("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", "smtp.mail-1.example.com", 0..<23),
    .init("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", "smtp.-mail.example.com", nil),
  ]

  @Test("a pattern that is wrong names the reason and the place", arguments: refused)
  func refusesWithPlace(pattern: String, reason: PatternError.Reason, range: Range<Int>) {
    let error = #expect(throws: PatternError.self) { _ = try Pattern(pattern) }
    #expect(error?.reason == reason)
    #expect(error?.range == range)
    #expect(error?.description.hasSuffix(".") == false)
  }

  static let refused: [(String, PatternError.Reason, Range<Int>)] = [
    ("[a", .missingBracket, 0..<2), ("x[]", .missingBracket, 1..<3), ("[[:alpha:", .missingBracket, 0..<9),
    ("a(b", .missingParenthesis, 1..<3), ("a)b", .unexpectedParenthesis, 1..<2),
    ("*", .nothingToRepeat, 0..<1), ("a|+", .nothingToRepeat, 2..<3), ("({2})", .nothingToRepeat, 1..<4),
    ("(?i)*", .nothingToRepeat, 4..<5), ("a**", .stackedRepetition, 1..<3),
    ("a{2}{3}", .stackedRepetition, 1..<7),
    ("ab++", .stackedRepetition, 2..<4), ("a{2,1}", .repetitionReversed, 1..<6),
    ("a{1001}", .repetitionTooLarge(limit: 1000), 1..<7),
    ("a{1,99999999999}", .repetitionTooLarge(limit: 1000), 1..<16),
    ("(a{40}){26}", .repetitionTooLarge(limit: 1000), 7..<11), ("[z-a]", .reversedRange, 1..<4),
    ("[[:foo:]]", .unknownClass, 1..<8), ("\\p{greek}", .unknownProperty, 0..<9),
    ("a\\pX", .unknownProperty, 1..<4),
    ("\\p", .unknownProperty, 0..<2), ("\\p{L", .unknownProperty, 0..<4), ("\\q", .unknownEscape, 0..<2),
    ("\\é", .unknownEscape, 0..<3), ("\\E", .unknownEscape, 0..<2), ("\\Z", .unknownEscape, 0..<2),
    ("\\x4", .unknownEscape, 0..<3), ("\\x{}", .unknownEscape, 0..<3),
    ("\\x{110000}", .unknownEscape, 0..<10),
    ("[a-\\d]", .unknownEscape, 3..<5), ("[\\b]", .unknownEscape, 1..<3), ("\\", .trailingBackslash, 0..<1),
    ("[\\", .trailingBackslash, 1..<2), ("a\\C", .singleByte, 1..<3), ("(a)\\1", .backreference, 3..<5),
    ("(?P<n>a)(?P=n)", .backreference, 8..<14), ("a(?=b)", .lookaround, 1..<4), ("(?!b)", .lookaround, 0..<3),
    ("(?<=a)b", .lookaround, 0..<4), ("(?<!a)b", .lookaround, 0..<4), ("(?x)a", .unknownGroup, 0..<3),
    ("(?-)a", .unknownGroup, 0..<4), ("(?--i)", .unknownGroup, 0..<4), ("(?>a)", .unknownGroup, 0..<3),
    ("(?i", .unknownGroup, 0..<3), ("(?P<n-a>a)", .groupName, 0..<8), ("(?<>a)", .groupName, 0..<4),
    ("(?P<n", .groupName, 0..<5),
  ]

  @Test("a hostile pattern ends in an error about its size")
  func limitsSize() {
    let limits = PatternLimits()
    func reason(_ pattern: String) -> PatternError.Reason? {
      #expect(throws: PatternError.self) { _ = try Pattern(pattern) }?.reason
    }
    let nested = String(repeating: "(", count: 5_000) + String(repeating: ")", count: 5_000)
    #expect(reason(nested) == .patternTooDeep(limit: limits.depth))
    #expect(reason(String(repeating: "a", count: 10_001)) == .patternTooLong(limit: limits.bytes))
    let repeated = String(repeating: "(?:[a-z]{10}|[0-9]{10}){99}", count: 20)
    #expect(reason(repeated) == .programTooLarge(limit: limits.steps))
  }

  @Test(
    "time is linear in the text",
    arguments: ["(a+)+b", "(a|a)*c", "(a?){64}a{64}b", "(a*)*$b", "(?:(?:a{1,30}){1,30})+b"])
  func linearTime(text: String) throws {
    let pattern = try Pattern(text)
    let haystack = String(repeating: "a", count: pattern.isFast ? 100_000 : 5_000)
    let time = ContinuousClock().measure { #expect(!pattern.matches(haystack)) }
    #expect(time < .seconds(5))
  }
}
