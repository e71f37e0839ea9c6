// The pure parts that read what servers send: replies, capabilities, first bytes, texts, addresses.

import PreflightKit
import Testing

@testable import Probes

@Suite("the wire")
struct WireTests {
  private func replies(_ text: String, piece: Int = 1 << 20) throws -> [Reply] {
    var parser = ReplyParser()
    var replies: [Reply] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      parser.append(Array(bytes[start..<min(start + piece, bytes.count)]))
      while let reply = try parser.next() { replies.append(reply) }
    }
    return replies
  }

  @Test("however a reply is cut, it is the same reply", arguments: 1...40)
  func pieces(size: Int) throws {
    let text = "220-one\r\n220 two\r\n250-a.example\r\n250-SIZE 5\r\n250\r\n535 5.7.8 no\n"
    let found = try replies(text, piece: size)
    #expect(found.map(\.code) == [220, 250, 535])
    #expect(found.map(\.lines.count) == [2, 3, 1])
    #expect(found == (try replies(text)))
    #expect(found[2].enhanced?.description == "5.7.8")
  }

  @Test(
    "enhanced codes are read as RFC 3463 writes them, or not at all",
    arguments: [
      ("535 5.7.8 x", "5.7.8"), ("250 2.1.0", "2.1.0"), ("550 5.123.999 x", "5.123.999"),
      ("550 4.7.8 x", nil),
      ("550 5.7 x", nil), ("550 5.7.8.9 x", nil), ("550 5..8 x", nil), ("550 5.7.1234 x", nil),
      ("550 x5.7.8", nil),
    ])
  func enhanced(_ line: String, _ code: String?) throws {
    #expect(try replies(line + "\r\n").first?.enhanced?.description == code)
  }

  @Test("faults are told apart")
  func faults() {
    #expect(throws: ReplyFault.notAReply(Array("hello".utf8))) { try replies("hello\r\n") }
    #expect(throws: ReplyFault.mixedCodes(250, 251)) { try replies("250-a\r\n251 b\r\n") }
    #expect(throws: ReplyFault.lineTooLong) { try replies(String(repeating: "2", count: 5000)) }
    #expect(throws: ReplyFault.tooManyLines) { try replies(String(repeating: "250-x\r\n", count: 300)) }
    #expect(throws: ReplyFault.tooLong) {
      try replies(String(repeating: "250-\(String(repeating: "x", count: 1000))\r\n", count: 100))
    }
  }

  @Test("random bytes neither crash the parser nor make it grow", arguments: 0..<8)
  func fuzz(round: Int) {
    var random = SplitMix(seed: UInt64(round) + 5)
    let alphabet = Array("25034- \r\n.\0x".utf8)
    for _ in 0..<400 {
      var parser = ReplyParser(limits: ReplyLimits(line: 40, lines: 5, total: 100))
      for _ in 0..<20 {
        parser.append((0..<10).map { _ in alphabet.randomElement(using: &random) ?? 0 })
        while let _ = try? parser.next() {}
        #expect(parser.leftover.count < 400)
      }
    }
  }

  @Test("capabilities are read in any case, with the old form of AUTH")
  func capabilities() throws {
    let text = """
      250-mail.example.com at your service
      250-size 35882577
      250-8bitmime
      250-AUTH=LOGIN
      250-AUTH PLAIN login XOAUTH2
      250-StartTLS
      250-PIPELINING
      250-DSN
      250-CHUNKING
      250-REQUIRETLS
      250-ENHANCEDSTATUSCODES
      250 SMTPUTF8

      """
    let found = Capabilities(try #require(try replies(text).first), extended: true)
    #expect(found.name == "mail.example.com" && found.sizeLimit == 35_882_577 && found.size)
    #expect(found.mechanisms == ["login", "plain", "xoauth2"])
    #expect(found.starttls && found.pipelining && found.dsn && found.chunking && found.requireTLS)
    #expect(found.eightBitMIME && found.smtpUTF8 && found.enhancedStatusCodes && !found.looksStripped)
    #expect(found.keywords.first == "SIZE" && found.keywords.count == 10)
  }

  @Test(
    "a size that is none is no limit",
    arguments: ["SIZE", "SIZE 0", "SIZE x", "SIZE -5", "SIZE 99999999999999999999"])
  func sizes(line: String) throws {
    let found = Capabilities(try #require(try replies("250-a\r\n250 \(line)\r\n").first), extended: true)
    #expect(found.size && found.sizeLimit == 0)
  }

  @Test(
    "first bytes",
    arguments: [
      ("220 x", FirstBytes.reply), ("554-x", .reply), ("220", nil), ("2", nil), ("22x ", .garbage),
      ("220_", .garbage),
      ("\u{16}\u{3}", nil), ("\u{16}\u{3}\u{1}\0\u{5}\u{2}", .tls),
      ("\u{16}\u{3}\u{1}\0\u{5}\u{1}", .garbage), ("\u{15}\u{3}", .tls), ("\u{16}", nil),
      ("\u{16}x", .garbage), ("* OK", .imap),
      ("*", nil),
      ("*x", .garbage), ("+OK", .pop), ("-ERR", .pop), ("HTTP/1.1", .http), ("HTT", nil), ("SSH-", .ssh),
      ("\0", .garbage),
      ("", nil),
    ])
  func first(_ text: String, _ kind: FirstBytes?) {
    #expect(FirstBytes(Array(text.utf8)) == kind)
  }

  @Test("base64 there and back, and not from nonsense")
  func base64() {
    for length in 0..<70 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + length) }
      let text = Base64.encode(bytes)
      #expect(Base64.decode(text.utf8) == bytes && text.utf8.count % 4 == 0)
    }
    #expect(Base64.encode(Array("foob".utf8)) == "Zm9vYg==")
    #expect(Base64.decode("Zm9vYg".utf8) == Array("foob".utf8))
    #expect(Base64.decode("Zm9v*".utf8) == nil && Base64.decode("Z".utf8) == nil)
  }

  @Test(
    "addresses there and back",
    arguments: [
      ("127.0.0.1", "127.0.0.1"), ("[127.0.0.1]", "127.0.0.1"), ("::1", "::1"),
      ("[IPv6:2001:DB8::1]", "2001:db8::1"),
      ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::", "::"),
      ("1::", "1::"),
      ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
      ("127.1", nil), ("0177.0.0.1", nil), ("256.1.1.1", nil), ("1.2.3.4.5", nil), ("::1::", nil),
      ("12345::", nil),
      ("localhost", nil), ("", nil), ("1:2:3:4:5:6:7", nil), ("1:2:3:4:5:6:7:8:9", nil), (":1", nil),
      ("+1::", nil),
    ])
  func addresses(_ text: String, _ written: String?) {
    #expect(IPAddress(text)?.description == written)
  }

  @Test(
    "special ranges are not public",
    arguments: [
      ("8.8.8.8", true), ("127.0.0.1", false), ("10.1.2.3", false), ("172.31.0.1", false),
      ("172.32.0.1", true),
      ("192.168.0.1", false), ("169.254.169.254", false), ("100.64.0.1", false), ("0.0.0.0", false),
      ("224.0.0.1", false),
      ("255.255.255.255", false), ("::1", false), ("fe80::1", false), ("fd00::1", false),
      ("2001:db8::1", false),
      ("2600::1", true), ("::ffff:10.0.0.1", false), ("64:ff9b::a00:1", false), ("2002:a00:1::", false),
      ("ff02::1", false),
    ])
  func publicRanges(_ text: String, _ isPublic: Bool) {
    #expect(IPAddress(text)?.isPublic == isPublic)
  }

  @Test(
    "networks",
    arguments: [
      ("127.0.0.0/8", "127.9.9.9", true), ("127.0.0.0/8", "128.0.0.1", false),
      ("192.0.2.0/25", "192.0.2.128", false),
      ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false), ("0.0.0.0/0", "1.2.3.4", true),
      ("::/0", "1.2.3.4", false), ("2001:db8::/33", "2001:db8:7fff::1", true),
      ("2001:db8::/33", "2001:db8:8000::1", false),
    ])
  func networks(_ network: String, _ address: String, _ contains: Bool) throws {
    #expect(try #require(Network(network)).contains(#require(IPAddress(address))) == contains)
  }

  @Test(
    "what is no network",
    arguments: ["127.0.0.0/33", "127.0.0.0/-1", "127.0.0.0/", "x/8", "1.2.3.4/8/9", "::/129"])
  func noNetworks(text: String) {
    #expect(Network(text) == nil)
  }
}
