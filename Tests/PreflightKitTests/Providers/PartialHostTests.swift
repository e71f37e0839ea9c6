// Whether a host of which some parts are known can be a provider's.

import CEL
import Testing

@testable import PreflightKit

@Suite("Providers of hosts known in parts")
struct PartialHostTests {
  private static let catalogue = Catalogue.builtIn

  private func mayKnow(_ host: String) throws -> Bool {
    let pieces = host.split(separator: "…", omittingEmptySubsequences: false).map(String.init)
    let known: PartialText = try #require(PartialText(pieces))
    return Self.catalogue.mayKnow(known)
  }

  @Test(
    "beginning and end decide, `…` stands for a gap",
    arguments: [
      ("mail.….example.com", false), ("….example.com", false), ("smtp.….sendgrid.net", false),
      ("smtp.…sendgrid.net", true),
      ("smtp.sendgrid.net…", true),
      ("smtp.sendgrid.net…x", false), ("smtp.…smtp.sendgrid.net", false),
      ("email-smtp.….amazonaws.com", true),
      ("EMAIL-SMTP.….AmazonAWS.com.", true), ("imap.….amazonaws.com", false),
      ("email-smtp.eu-west-1.amazon…", true),
      ("smtp…", true), ("…net", true), ("smtp://…@smtp.sendgrid.net", false),
    ])
  func ends(_ host: String, _ mayBeKnown: Bool) throws {
    #expect(try mayKnow(host) == mayBeKnown)
  }

  @Test("no host of the catalogue is ruled out, wherever a part of it is not known")
  func everyCut() throws {
    for id in Self.catalogue.providerIDs {
      for pattern in Self.catalogue.provider(id)?.texts("hosts") ?? [] {
        let host = Array(pattern.replacing("*", with: "eu-west-1"))
        #expect(Self.catalogue.providerID(forHost: String(host)) != nil)
        for start in host.indices {
          for end in stride(from: start, through: host.count, by: 3) where end - start < host.count {
            let partial = PartialText([String(host[..<start]), String(host[end...])])
            #expect(partial.map(Self.catalogue.mayKnow) ?? true, "\(String(host)) without \(start)..<\(end)")
          }
        }
      }
    }
  }
}
