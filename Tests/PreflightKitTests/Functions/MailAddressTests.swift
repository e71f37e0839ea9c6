// Mail addresses: their parts, what is one, and what is wrong with what is none.

import Testing

@testable import PreflightKit

@Suite("Mail addresses")
struct MailAddressTests {
  @Test(
    "an address has a name, a local part and a domain",
    arguments: [
      ("news@example.com", "", "news", "example.com"),
      ("News <news@Example.COM>", "News", "news", "example.com"),
      ("\"News, daily\" <news@example.com>", "News, daily", "news", "example.com"),
      ("<a@b.example>", "", "a", "b.example"),
      ("Max  Müller <max@example.com>", "Max Müller", "max", "example.com"),
      ("news@example.com (News)", "News", "news", "example.com"),
      ("\"a b\"@example.com", "", "\"a b\"", "example.com"),
      ("\"a\\\"@b\"@example.com", "", "\"a\\\"@b\"", "example.com"),
      ("\"<x>\" <a@b.example>", "<x>", "a", "b.example"),
      ("a+tag@sub.example.co.uk", "", "a+tag", "sub.example.co.uk"),
      ("o'hara@example.com", "", "o'hara", "example.com"), ("用户@例え.jp", "", "用户", "例え.jp"),
      ("a@[192.0.2.1]", "", "a", "[192.0.2.1]"),
      ("a@[IPv6:2001:db8::1]", "", "a", "[ipv6:2001:db8::1]"), ("  a@b.example  ", "", "a", "b.example"),
      ("root@localhost", "", "root", "localhost"),
      ("Dr. No <no@example.com>", "Dr. No", "no", "example.com"),
      ("(comment) a@b.example", "comment", "a", "b.example"),
      ("=?UTF-8?Q?N=C3=A9ws?= <a@b.example>", "=?UTF-8?Q?N=C3=A9ws?=", "a", "b.example"),
    ])
  func parts(text: String, name: String, local: String, domain: String) throws {
    let address = try MailAddress(text)
    #expect(address == MailAddress(displayName: name, localPart: local, domain: domain))
  }

  @Test("a plain address, which is read in one go, is read as any other")
  func plain() {
    let pieces = [
      "a", "B.c", "..", ".", "-", "@", "example", ".com", "xn--", "\u{E9}", "[", " ", "1", "{}", ",",
    ]
    for number in 0..<pieces.count * pieces.count * pieces.count * 4 {
      var text = ["news@", "", "x@y", "a@b."][number % 4]
      var rest = number / 4
      for _ in 0..<3 {
        text += pieces[rest % pieces.count]
        rest /= pieces.count
      }
      let read = Result { () throws(MailAddress.Fault) in try MailAddress(text) }
      let slowly = Result { () throws(MailAddress.Fault) in
        var reader = MailAddressReader(scalars: Array(text.unicodeScalars))
        return try reader.read()
      }
      #expect(read == slowly, "\(text)")
    }
  }

  @Test(
    "what is no address says why",
    arguments: [
      ("", .empty), ("  ", .empty), ("news", .noAt), ("@example.com", .emptyLocalPart),
      ("News <@example.com>", .emptyLocalPart),
      ("a@", .emptyDomain), ("a@b@c.example", .domain(.character("@", label: "b@c"))),
      ("a b@example.com", .localPart("ab")),
      (".a@example.com", .localPart(".a")), ("a.@example.com", .localPart("a.")),
      ("a..b@example.com", .localPart("a..b")),
      ("a@b..example", .domain(.emptyLabel)), ("a@-b.example", .domain(.hyphenAtEdge("-b"))),
      ("a@exa_mple.com", .domain(.character("_", label: "exa_mple"))),
      ("a@[300.1.1.1]", .addressLiteral("[300.1.1.1]")),
      ("News <a@b.example", .unclosed("<")), ("\"News <a@b.example>", .unclosed("\"")),
      ("(News a@b.example", .unclosed("(")),
      ("a@b.example, c@d.example", .severalAddresses), ("<a@b.example> x", .trailingText("x")),
      ("<a@b.example>, <c@d.example>", .severalAddresses),
      (String(repeating: "a", count: 65) + "@example.com", .localPartTooLong),
    ] as [(String, MailAddress.Fault)])
  func faults(text: String, fault: MailAddress.Fault) {
    #expect(throws: fault) { _ = try MailAddress(text) }
    #expect(!isMailAddress(text))
  }

  @Test(
    "only a bare address with a full domain counts as one",
    arguments: [
      ("news@example.com", true), ("a@[192.0.2.1]", true), ("\"a b\"@example.com", true),
      ("a@münchen.de", true), ("News <a@b.example>", false),
      ("a@localhost", false), ("a@1.2.3.4", false), (" a@b.example", false), ("a@b.example (c)", false),
      ("a@b.example.", true),
      ("a@b.c-", false), ("mailto:a@b.example", false), ("\"<\"@b.example", true), ("a<b@c.example", false),
    ])
  func bareAddresses(text: String, expected: Bool) {
    #expect(isMailAddress(text) == expected)
  }

  @Test("no text crashes the reader", arguments: [1, 2] as [UInt64])
  func fuzz(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let pieces = [
      "a", "@", "<", ">", "\"", "\\", "(", ")", ".", ",", " ", "[", "]", "é", "\u{301}", "xn--", "-", ";",
      ":", "\r\n", "1",
    ]
    for _ in 0..<50_000 {
      let text = (0..<Int.random(in: 0...16, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }
      .joined()
      if let address = try? MailAddress(text) {
        #expect(!address.localPart.isEmpty && !address.domain.isEmpty, "\(text.debugDescription)")
      }
      _ = isMailAddress(text)
    }
  }
}

/// A seeded generator (SplitMix64: Steele, Lea and Flood, 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
