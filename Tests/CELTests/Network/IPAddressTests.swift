// Addresses and networks: what is one, its canonical text, and what kind of address it is.

import Testing

@testable import CEL

@Suite("Addresses of the internet")
struct IPAddressTests {
  @Test(
    "an address is read in any form and written in the canonical one",
    arguments: [
      ("192.168.0.1", "192.168.0.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
      ("2001:DB8::68", "2001:db8::68"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
      ("2001:db8:0:0:0:0:0:1", "2001:db8::1"),
      ("2001:0db8::0001", "2001:db8::1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
      ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
      ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"),
      ("::1.2.3.4", "::102:304"), ("::ffff:c0a8:1", "192.168.0.1"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
    ])
  func canonicalText(text: String, expected: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.description == expected)
    #expect(IPAddress(expected) == address)
  }

  @Test(
    "what is no address is refused",
    arguments: [
      "", "192.168.0", "192.168.0.1.0", "192.168.0.256", "192.168.00.1", "192.168.0.01", "192.168.0.1 ",
      " 192.168.0.1", "1.2.3.+4",
      "0x7f.0.0.1", "127.1", "2130706433", "2001:db8:::68", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1::",
      ":1", "1:", ":", ":::",
      "1:2:3:4:5:6:7:8::", "::12345", "::g", "fe80::1%en0", "[::1]", "::ffff:192.168.0.1",
      "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4::",
      "::1.2.3", "::1.2.3.4:5", "１.2.3.4",
    ])
  func refuses(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(
    "each address knows its kind",
    arguments: [
      ("0.0.0.0", [.unspecified]), ("127.0.0.1", [.loopback]), ("127.255.0.9", [.loopback]),
      ("1.2.3.4", [.global]),
      ("192.168.0.1", [.global, .private]), ("10.1.2.3", [.global, .private]),
      ("172.31.0.1", [.global, .private]),
      ("172.32.0.1", [.global]), ("255.255.255.255", []), ("224.0.0.1", [.multicast, .linkLocalMulticast]),
      ("224.0.1.1", [.multicast]), ("239.1.1.1", [.multicast]), ("169.254.169.254", [.linkLocal]),
      ("169.255.0.1", [.global]),
      ("::", [.unspecified]), ("::1", [.loopback]), ("2001:db8::abcd", [.global]), ("ff00::1", [.multicast]),
      ("ff02::1", [.multicast, .linkLocalMulticast]), ("ff12::1", [.multicast, .linkLocalMulticast]),
      ("fe80::1", [.linkLocal]),
      ("febf::1", [.linkLocal]), ("fec0::1", [.global]), ("fd00::1", [.global, .private]),
      ("fd80::1", [.global, .private]),
    ] as [(String, Set<Kind>)])
  func kinds(text: String, expected: Set<Kind>) throws {
    let address = try #require(IPAddress(text))
    let kinds: [(Kind, Bool)] = [
      (.unspecified, address.isUnspecified), (.loopback, address.isLoopback),
      (.multicast, address.isMulticast),
      (.linkLocal, address.isLinkLocalUnicast), (.linkLocalMulticast, address.isLinkLocalMulticast),
      (.global, address.isGlobalUnicast), (.private, address.isPrivate),
    ]
    #expect(Set(kinds.filter(\.1).map(\.0)) == expected)
  }

  enum Kind: Sendable {
    case unspecified, loopback, multicast, linkLocal, linkLocalMulticast, global, `private`
  }
}

@Suite("Networks")
struct CIDRTests {
  @Test(
    "a network has an address, a prefix and a mask",
    arguments: [
      ("192.168.0.1/24", "192.168.0.0/24"), ("10.0.0.0/8", "10.0.0.0/8"), ("1.2.3.4/0", "0.0.0.0/0"),
      ("1.2.3.4/32", "1.2.3.4/32"),
      ("2001:db8:ffff::1/33", "2001:db8:8000::/33"), ("2001:db8::1/64", "2001:db8::/64"),
      ("2001:db8::ff/121", "2001:db8::80/121"),
      ("::1/128", "::1/128"), ("ff::/0", "::/0"),
    ])
  func masks(text: String, masked: String) throws {
    let network = try #require(CIDR(text))
    #expect(network.description == text)
    #expect(network.masked.description == masked)
    #expect(network == CIDR(text))
  }

  @Test(
    "what is no network is refused",
    arguments: [
      "", "192.168.0.0", "192.168.0.0/", "192.168.0.0/33", "::/129", "192.168.0.0/08", "192.168.0.0/+8",
      "192.168.0.0/8/8",
      "192.168.0/8", "fe80::1%en0/24", "::ffff:192.168.0.1/24", "::ffff:c0a8:1/120", "/8",
      "192.168.0.0/99999999999999999999",
    ])
  func refuses(text: String) {
    #expect(CIDR(text) == nil)
  }

  @Test(
    "a network contains addresses and smaller networks of its family",
    arguments: [
      ("192.168.0.0/24", "192.168.0.1", true), ("192.168.0.0/24", "192.168.1.1", false),
      ("192.168.0.9/24", "192.168.0.1", true),
      ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false), ("2001:db8::/32", "2001:db8::1", true),
      ("2001:db8::/32", "2001:db9::1", false), ("::/0", "1.2.3.4", false),
      ("2001:db8::/65", "2001:db8:0:0:8000::", false),
    ])
  func containsAddress(network: String, address: String, expected: Bool) throws {
    let network = try #require(CIDR(network))
    let address = try #require(IPAddress(address))
    #expect(network.contains(address) == expected)
    let host = CIDR(address: address, prefixLength: address.family.bits)
    #expect(network.contains(host) == expected)
  }

  @Test("no network contains a larger one")
  func containsNetwork() throws {
    let network = try #require(CIDR("192.168.0.0/24"))
    #expect(network.contains(try #require(CIDR("192.168.0.0/24"))))
    #expect(network.contains(try #require(CIDR("192.168.0.128/25"))))
    #expect(!network.contains(try #require(CIDR("192.168.0.0/23"))))
  }
}
