// The judgement on a certificate: every defect at once, and names by RFC 9525.

import Foundation
import PreflightKit
import SwiftASN1
import Testing
import X509

@testable import Probes

@Suite("certificates")
struct CertificateTests {
  private let now = secondsSince1970()

  private func judge(_ identity: Identity, name: String = "mail.test.example", roots: [UInt8]? = nil)
    async throws
    -> CertificateFacts
  {
    let pem = try roots ?? #require(Authority.trusted).pem
    return await CertificateJudge(serverName: name, roots: TrustRoots(pem: pem), now: now).judge(identity.der)
  }

  @Test("a good certificate has no defect, and is described")
  func good() async throws {
    let facts = try await judge(
      identity { try $0.issue(["mail.test.example", "*.test.example"], addresses: [[127, 0, 0, 1]]) })
    #expect(facts.defects == [] && facts.trusted && facts.nameMatches && !facts.expired && !facts.selfSigned)
    #expect(facts.names == ["mail.test.example", "*.test.example", "127.0.0.1"])
    #expect(facts.subject == "CN=mail.test.example" && facts.issuer == "CN=Preflight Test Root")
    #expect(facts.keyAlgorithm == "ec" && facts.keyBits == 256 && facts.signature == "sha256-ecdsa")
    #expect(facts.daysLeft == 90 && facts.fingerprint.count == 64)
    #expect(facts.notAfter.hasSuffix("Z") && facts.notAfter.count == 20)
  }

  @Test(
    "dates are judged apart from trust",
    arguments: [(-20 ... -1, CertificateDefect.expired), (2...9, .notYetValid)])
  func dates(_ days: ClosedRange<Int>, _ defect: CertificateDefect) async throws {
    let facts = try await judge(identity { try $0.issue(days: days) })
    #expect(facts.defects == [defect] && facts.trusted && facts.nameMatches)
    #expect(facts.daysLeft == days.upperBound)
  }

  @Test("all that is wrong is listed")
  func everything() async throws {
    let facts = try await judge(Authority.selfSigned("other.example", days: -20 ... -10))
    #expect(facts.defects == [.expired, .nameMismatch, .selfSigned] && facts.selfSigned && !facts.trusted)
  }

  @Test("an authority that is not trusted")
  func untrusted() async throws {
    let stranger = try Authority(name: "Stranger")
    let alone = try await judge(stranger.issue())
    #expect(alone.defects == [.missingIssuer])
    let complete = try stranger.issue()
    let sent = Identity(chain: complete.chain + [stranger.certificate], key: complete.key)
    #expect(try await judge(sent).defects == [.untrustedRoot])
    #expect(try await judge(complete, roots: stranger.pem).defects == [])
    #expect(try await judge(complete, roots: []).defects == [.missingIssuer])
  }

  @Test("an authority of the same name with another key is not the one that is trusted")
  func impostor() async throws {
    let facts = try await judge(Authority(name: "Preflight Test Root").issue())
    #expect(facts.defects == [.invalidChain] && !facts.trusted)
  }

  @Test("an intermediate has to be sent, and to be valid itself")
  func intermediates() async throws {
    let root = try #require(Authority.trusted)
    let complete = try root.intermediate("Middle").issue()
    #expect(try await judge(complete).defects == [] && complete.chain.count == 2)
    let forgotten = Identity(chain: [complete.chain[0]], key: complete.key)
    #expect(try await judge(forgotten).defects == [.missingIssuer])
    let old = try root.intermediate("Old", days: -9 ... -1).issue()
    let facts = try await judge(old)
    #expect(facts.defects == [.expiredIssuer] && facts.trusted && !facts.expired)
  }

  @Test("a root out of date holds no chain, however it came to be trusted")
  func oldRoot() async throws {
    let root = try Authority(name: "Old Root", days: -9 ... -1)
    let facts = try await judge(root.issue(), roots: root.pem)
    #expect(facts.defects == [.expiredIssuer] && facts.trusted && !facts.expired)
    let further = try await judge(root.intermediate("Middle").issue(), roots: root.pem)
    #expect(further.defects == [.expiredIssuer])
  }

  @Test("a certificate made for clients only")
  func usage() async throws {
    let facts = try await judge(identity { try $0.issue(usage: .clientAuth) })
    #expect(facts.defects == [.wrongUsage] && facts.trusted)
  }

  @Test("a self-signed certificate that is trusted by name of file is fine")
  func pinned() async throws {
    let own = try Authority.selfSigned("mail.test.example")
    let pem = Array(try own.chain[0].serializeAsPEM().pemString.utf8)
    let facts = try await judge(own, roots: pem)
    #expect(facts.defects == [] && facts.trusted && facts.selfSigned)
  }

  @Test("roots are found by the subject that they state, the system's included")
  func rootsBySubject() throws {
    let own = try #require(Authority.trusted)
    let stranger = try Authority(name: "Stranger")
    let pem = TrustRoots.systemText + own.pem + stranger.pem
    let roots = TrustRoots(pem: pem)
    for certificate in PEM.certificates(in: pem).compactMap({ ParsedCertificate(der: $0) }) {
      #expect(roots.named(certificate.subject).contains(certificate) && roots.contains(certificate))
    }
    #expect(TrustRoots(pem: own.pem).named([0x30, 0]).isEmpty)
  }

  @Test(
    "a root cut short anywhere is passed over, and the next one is not", arguments: [0, 1, 2, 3, 5, 9, 40])
  func rootsCutShort(length: Int) throws {
    let own = try #require(Authority.trusted)
    let der = try #require(PEM.certificates(in: own.pem).first)
    let broken =
      "-----BEGIN CERTIFICATE-----\n\(Base64.encode(Array(der.prefix(length))))\n-----END CERTIFICATE-----\n"
    let certificate = try #require(ParsedCertificate(der: der))
    #expect(!TrustRoots(pem: Array(broken.utf8)).contains(certificate))
    #expect(TrustRoots(pem: Array(broken.utf8) + own.pem).contains(certificate))
    #expect(!Prober.holdsRoots(Array(broken.utf8)) && Prober.holdsRoots(own.pem))
  }

  @Test("bytes that are no certificate", arguments: [[], [0x30], [UInt8](repeating: 0x30, count: 300)])
  func unreadable(bytes: [UInt8]) async {
    let facts = await CertificateJudge(serverName: "a", roots: TrustRoots(pem: []), now: 0).judge([bytes])
    #expect(facts.defects == [.unreadable])
  }

  @Test("damaged certificates neither crash nor pass", arguments: 0..<4)
  func damaged(round: Int) async throws {
    var random = SplitMix(seed: UInt64(round) + 99)
    let made = try identity()
    let der = made.der[0]
    let pem = try #require(Authority.trusted).pem
    for _ in 0..<60 {
      var broken = der
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        broken[Int.random(in: 0..<broken.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
      }
      let facts = await CertificateJudge(
        serverName: "mail.test.example", roots: TrustRoots(pem: pem), now: now
      )
      .judge([Array(broken.prefix(Int.random(in: 0...broken.count, using: &random)))])
      #expect(!facts.defects.isEmpty)
    }
  }

  @Test(
    "names match by label, a star for exactly the first",
    arguments: [
      ("mail.example.com", "mail.example.com", true), ("MAIL.example.com", "mail.Example.com.", true),
      ("*.example.com", "mail.example.com", true), ("*.example.com", "example.com", false),
      ("*.example.com", "a.b.example.com", false), ("m*.example.com", "mail.example.com", false),
      ("*.com", "example.com", false), ("mail.*.com", "mail.example.com", false),
      ("mail.example.com.", "mail.example.com", false), ("mail.example.com.", "mail.example.com.", false),
      ("example.com", "mail.example.com", false), ("", "mail.example.com", false), ("*", "localhost", false),
      ("xn--bcher-kva.example", "xn--bcher-kva.example", true),
      ("xn--bcher-kva.example", "bücher.example", true),
      ("xn--bcher-kva.example", "Bücher.example.", true), ("bücher.example", "bücher.example", false),
      ("192.0.2.1", "192.0.2.1", false),
    ])
  func names(_ presented: String, _ wanted: String, _ matches: Bool) {
    #expect(ServerIdentity.matches([.dns(presented)], wanted) == matches)
  }

  @Test("an address matches an address, and only in the form of one")
  func addresses() throws {
    let four = try #require(IPAddress("192.0.2.1"))
    let six = try #require(IPAddress("2001:db8::1"))
    #expect(ServerIdentity.matches([.address(four)], "192.0.2.1"))
    #expect(ServerIdentity.matches([.address(six)], "2001:DB8:0:0::1"))
    #expect(!ServerIdentity.matches([.address(four)], "192.0.2.2"))
    #expect(!ServerIdentity.matches([.address(four)], "mail.example.com"))
  }

  @Test(
    "seconds become a date and back",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
      (4_102_444_799, "2099-12-31T23:59:59Z"),
      (-1, "1969-12-31T23:59:59Z"), (-2_208_988_800, "1900-01-01T00:00:00Z"),
    ])
  func dates(_ epoch: Int, _ text: String) {
    #expect(CivilTime(epoch: epoch).description == text)
    let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
    #expect(CivilTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]).epoch == epoch)
  }

  @Test(
    "the system's roots can be read",
    .enabled(
      if: FileManager.default.fileExists(atPath: "/etc/ssl/certs/ca-certificates.crt"),
      "this machine has no list of roots"))
  func systemRoots() async throws {
    let stranger = try await judge(identity(), roots: nil)
    #expect(stranger.trusted)
    let facts = await CertificateJudge(serverName: "mail.test.example", roots: .system, now: now).judge(
      try identity().der)
    #expect(facts.defects == [.missingIssuer])
  }
}
