// Hosts and URLs: taken apart, placed on this machine or inside a network, and how far apart two names are.

import CEL
import Testing

@testable import PreflightKit

@Suite("Hosts")
struct HostTests {
  @Test(
    "where a client connects is taken apart",
    arguments: [
      ("smtp.example.com", "", "", "smtp.example.com", nil, ""),
      ("smtp.example.com:587", "", "", "smtp.example.com", 587, ""),
      ("smtps://u@h:465/x", "smtps", "u", "h", 465, "/x"), ("[::1]:25", "", "", "::1", 25, ""),
      ("[::1]", "", "", "::1", nil, ""),
      ("2001:db8::25", "", "", "2001:db8::25", nil, ""),
      ("news@smtp.example.com", "", "news", "smtp.example.com", nil, ""),
      ("SMTP://user:pass@mail.example.com", "smtp", "user", "mail.example.com", nil, ""),
      ("smtp.example.com/relay", "", "", "smtp.example.com", nil, "/relay"),
      ("tls://smtp.web.de:465", "tls", "", "smtp.web.de", 465, ""), ("host:", "", "", "host", nil, ""),
      ("host:abc", "", "", "host:abc", nil, ""),
      ("host:99999", "", "", "host:99999", nil, ""), ("host:0", "", "", "host", 0, ""),
      ("", "", "", "", nil, ""), (" h:25 ", "", "", "h", 25, ""),
      ("https://example.com?x=1", "https", "", "example.com", nil, "?x=1"),
      ("smtp://[2001:db8::1]:2525", "smtp", "", "2001:db8::1", 2525, ""),
      ("://x", "", "", "", nil, "//x"), ("a@b@c:25", "", "a@b", "c", 25, ""), ("[x", "", "", "[x", nil, ""),
    ] as [(String, String, String, String, Int?, String)])
  func endpoints(text: String, scheme: String, user: String, host: String, port: Int?, path: String) {
    let endpoint = Endpoint(text)
    #expect([endpoint.scheme, endpoint.user, endpoint.host, endpoint.path] == [scheme, user, host, path])
    #expect(endpoint.port == port)
  }

  @Test(
    "a URL has a scheme, a host and a path",
    arguments: [
      ("https://Example.com/u/{token}?x=1#y", "https", "example.com", "/u/{token}"),
      ("mailto:dmarc@example.com?subject=x", "mailto", "", "dmarc@example.com"),
      ("HTTP://example.com", "http", "example.com", ""), ("example.com/x", "", "", ""),
      ("localhost:25", "", "", ""), ("smtp.example.com:x", "", "", ""),
      ("https://u:p@example.com:8443/x", "https", "example.com", "/x"), ("", "", "", ""),
      ("https:", "", "", ""),
    ])
  func urls(text: String, scheme: String, host: String, path: String) {
    let parts = URLParts(text)
    #expect([parts.scheme, parts.host, parts.path] == [scheme, host, path])
  }

  @Test(
    "a host is on this machine, inside a network, kept for examples, or none of these",
    arguments: [
      ("localhost", true, true, true), ("LOCALHOST", true, true, true), ("mail.localhost", true, true, true),
      ("127.0.0.1", true, true, false),
      ("127.8.9.1", true, true, false), ("::1", true, true, false), ("[::1]", true, true, false),
      ("localhost.localdomain", true, true, false),
      ("10.0.0.5", false, true, false), ("172.16.0.1", false, true, false),
      ("192.168.1.1", false, true, false), ("fd00::1", false, true, false),
      ("fe80::1", false, true, false), ("169.254.1.1", false, true, false),
      ("100.64.0.1", false, true, false), ("mailhog", false, true, false),
      ("mail.local", false, true, true), ("relay.corp.internal", false, true, false),
      ("nas.lan", false, true, false), ("x.home.arpa", false, true, false),
      ("mail.default.svc.cluster.local", false, true, true), ("example.com", false, false, true),
      ("mail.example.org", false, false, true),
      ("x.test", false, true, true), ("x.invalid", false, false, true),
      ("smtp.sendgrid.net", false, false, false), ("8.8.8.8", false, false, false),
      ("2001:4860::8888", false, false, false), ("myexample.com", false, false, false),
      ("localhost.com", false, false, false), ("", false, false, false),
      ("not a host", false, false, false),
    ])
  func kinds(host: String, isLoopback: Bool, isPrivate: Bool, isReserved: Bool) {
    #expect(Knowledge.kinds.isLoopback(host) == isLoopback)
    #expect(Knowledge.kinds.isPrivate(host) == isPrivate)
    #expect(Knowledge.kinds.isReserved(host) == isReserved)
  }

  @Test(
    "the distance of two names counts slips of the finger",
    arguments: [
      ("smtp", "smtp", 0), ("smpt", "smtp", 1), ("stmp", "smtp", 1), ("smt", "smtp", 1), ("smttp", "smtp", 1),
      ("sntp", "smtp", 1), ("", "abc", 3),
      ("smtp.gmial.com", "smtp.gmail.com", 1), ("kitten", "sitting", 3), ("ca", "abc", 3), ("é", "e", 1),
    ])
  func distances(left: String, right: String, expected: Int) {
    #expect(editDistance(left, right) == expected)
    #expect(editDistance(right, left) == expected)
  }

  @Test("the distance of short names by bits is that of the table", arguments: [3, 4] as [UInt64])
  func distanceByBits(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    func name() -> String {
      (0..<Int.random(in: 0...9, using: &generator)).map { _ in
        ["a", "b", "c"][Int.random(in: 0..<3, using: &generator)]
      }.joined()
    }
    for _ in 0..<5_000 {
      let (left, right) = (name(), name())
      // A letter beyond ASCII on both sides keeps to the table and changes no distance.
      #expect(editDistance(left, right) == editDistance("é" + left, "é" + right), "\(left) \(right)")
    }
  }

  @Test("long texts are compared in no time")
  func longTexts() {
    let text = String(repeating: "a", count: 100_000)
    var distance = 0
    let time = ContinuousClock().measure { distance = editDistance(text, text + "bc") }
    #expect(distance == 2 && time < .seconds(1))
  }
}
