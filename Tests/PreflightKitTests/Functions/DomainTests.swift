// Domain names in every script, Punycode, and the public suffix list.

import Testing

@testable import PreflightKit

@Suite("Domain names")
struct DomainNameTests {
  @Test(
    "a name in any script has an ASCII form",
    arguments: [
      ("Example.COM", "example.com"), ("example.com.", "example.com"), ("localhost", "localhost"),
      ("München.de", "xn--mnchen-3ya.de"),
      ("mu\u{308}nchen.de", "xn--mnchen-3ya.de"), ("faß.de", "xn--fa-hia.de"),
      ("例え.テスト", "xn--r8jz45g.xn--zckzah"), ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
      ("ПРИМЕР.рф", "xn--e1afmkfd.xn--p1ai"), ("ｅｘａｍｐｌｅ。com", "example.com"),
      ("exam\u{AD}ple.com", "example.com"), ("公司.cn", "xn--55qx5d.cn"),
      ("xn--mnchen-3ya.de", "xn--mnchen-3ya.de"), ("XN--MNCHEN-3YA.de", "xn--mnchen-3ya.de"),
      ("a--b.example", "a--b.example"), ("हिन्दी.भारत", "xn--j2bd4cyah0f.xn--h2brj9c"),
      ("الأردن.jo", "xn--igbhzh7gpa.jo"), ("한국.kr", "xn--3e0b707e.kr"), ("1.2.3.4", "1.2.3.4"),
    ])
  func ascii(text: String, expected: String) throws {
    #expect(try DomainName(text).ascii == expected)
  }

  @Test(
    "what is no name says why",
    arguments: [
      ("", .empty), (".", .emptyLabel), (".com", .emptyLabel), ("a..b", .emptyLabel),
      ("a_b.com", .character("_", label: "a_b")),
      ("a b.com", .character(" ", label: "a b")), ("-a.com", .hyphenAtEdge("-a")),
      ("a-.com", .hyphenAtEdge("a-")),
      ("☕.com", .character("☕", label: "☕")), ("a\u{200D}b.com", .character("\u{200D}", label: "a\u{200D}b")),
      ("ﬁ.com", .character("ﬁ", label: "ﬁ")),
      ("xn--.com", .hyphenAtEdge("xn--")), ("xn--a.com", .punycode("xn--a")),
      ("xn--999999999.com", .punycode("xn--999999999")),
      ("\u{301}a.com", .character("\u{301}", label: "\u{301}a")),
      (String(repeating: "a", count: 64), .labelTooLong(String(repeating: "a", count: 64))),
      ((0..<64).map { _ in "abc" }.joined(separator: "."), .nameTooLong),
      ("smtp.example.com:587", .character(":", label: "com:587")),
    ] as [(String, DomainName.Fault)])
  func faults(text: String, fault: DomainName.Fault) {
    #expect(throws: fault) { _ = try DomainName(text) }
    #expect(!isHostname(text))
  }

  @Test(
    "a host name is a name that is no address",
    arguments: [
      ("smtp.example.com", true), ("localhost", true), ("mail-1.example", true), ("3com.com", true),
      ("1.2.3.4", false), ("1.2.3", false), ("::1", false),
      ("smtp.münchen.de", true), ("smtp.example.com.", true), ("smtp example.com", false),
      ("smtp.example.com/", false),
    ])
  func hostnames(text: String, expected: Bool) {
    #expect(isHostname(text) == expected)
  }

  @Test(
    "Punycode comes back from its encoding, and refuses numbers that overflow", arguments: [1, 2] as [UInt64])
  func punycode(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    for _ in 0..<5_000 {
      let scalars = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        UInt32.random(in: Bool.random(using: &generator) ? 0x61...0x7A : 0xE0...0x9FFF, using: &generator)
      }
      let encoded = try #require(Punycode.encode(scalars))
      #expect(Punycode.decode(encoded) == scalars)
    }
    #expect(Punycode.decode("99999999".utf8) == nil)
    #expect(Punycode.decode("é".utf8) == nil)
  }
}

@Suite("Public suffixes")
struct PublicSuffixTests {
  @Test(
    "an organisation's domain is one label below the suffix",
    arguments: [
      ("mail.example.com", "example.com"), ("example.com", "example.com"), ("com", nil),
      ("a.b.example.co.uk", "example.co.uk"), ("co.uk", nil),
      ("b.example.example", "example.example"), ("example", nil), ("test.ck", nil),
      ("b.test.ck", "b.test.ck"), ("a.b.test.ck", "b.test.ck"),
      ("www.ck", "www.ck"), ("www.www.ck", "www.ck"), ("city.kobe.jp", "city.kobe.jp"),
      ("www.city.kobe.jp", "city.kobe.jp"), ("c.kobe.jp", nil),
      ("b.c.kobe.jp", "b.c.kobe.jp"), ("a.b.c.kobe.jp", "b.c.kobe.jp"), ("user.github.io", "user.github.io"),
      ("x.user.github.io", "user.github.io"),
      ("www.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"), ("smtp.sendgrid.net", "sendgrid.net"),
      ("email-smtp.eu-west-1.amazonaws.com", "amazonaws.com"),
      ("MAIL.Example.COM.", "example.com"), ("shop.com.br", "shop.com.br"), ("a.shop.com.br", "shop.com.br"),
    ] as [(String, String?)])
  func organizationalDomain(text: String, expected: String?) throws {
    let domain = try DomainName(text)
    #expect(Knowledge.suffixes.organizationalDomain(of: domain).map(String.init) == expected)
  }

  @Test("without the private section a company's customers share its domain")
  func sections() throws {
    let domain = try DomainName("user.github.io")
    #expect(Knowledge.suffixes.organizationalDomain(of: domain, in: .icann) == "github.io")
    #expect(try Knowledge.suffixes.isPublicSuffix(DomainName("github.io")))
    #expect(try !Knowledge.suffixes.isPublicSuffix(DomainName("github.io"), in: .icann))
  }

  @Test(
    "a public suffix is one that is listed",
    arguments: [
      ("com", true), ("co.uk", true), ("example.com", false), ("anything.ck", true), ("www.ck", false),
      ("localhost", false), ("рф", true),
    ])
  func publicSuffixes(text: String, expected: Bool) throws {
    #expect(try Knowledge.suffixes.isPublicSuffix(DomainName(text)) == expected)
  }

  @Test(
    "every table that is searched is sorted, and finds each of its entries",
    arguments: [
      "domains/public-suffixes.dat", "domains/special-suffixes.dat", "words/leftovers.dat",
      "words/real-names.dat",
    ])
  func tablesAreSorted(path: String) {
    let text = Knowledge.text(path)
    let table = SortedLines(text)
    let keys = table.entries.map { Array($0.prefix { $0 != " " }.utf8) }
    #expect(keys.count > 3 && text.hasSuffix("\n"))
    for (key, next) in zip(keys, keys.dropFirst()) {
      #expect(key.lexicographicallyPrecedes(next), "\(String(decoding: next, as: UTF8.self))")
    }
    for key in keys { #expect(table.entry(for: key) != nil, "\(String(decoding: key, as: UTF8.self))") }
    #expect(table.entry(for: "no such key".utf8) == nil)
  }

  @Test("a table may be empty")
  func emptyTables() {
    #expect(SortedLines("").entry(for: "a".utf8) == nil)
    #expect(SortedLines("# head").entry(for: "a".utf8) == nil)
    #expect(SortedLines("# head\na x\n").entry(for: "a".utf8) == "x")
  }
}
