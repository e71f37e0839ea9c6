// Whether a host of which some parts are known can be a provider's.

import CEL
import Testing

@testable import PreflightKit

@Suite("Providers of hosts known in parts")
struct PartialHostTests {
  private static let catalogue = Catalogue.builtIn

  @Test(
    "beginning and end decide, `…` stands for a gap",
    arguments: [
      ("mail.….example.com", Catalogue.Belonging.nobody), ("….example.com", .nobody),
      ("smtp.….sendgrid.net", .nobody),
      ("smtp.…sendgrid.net", .open), ("smtp.sendgrid.net…", .open), ("smtp.sendgrid.net…x", .nobody),
      ("smtp.…smtp.sendgrid.net", .nobody), ("email-smtp.….amazonaws.com", .provider(id: "amazon-ses")),
      ("EMAIL-SMTP.….AmazonAWS.com.", .provider(id: "amazon-ses")), ("email-smtp.eu-….amazonaws.com", .open),
      ("email-smtp.…amazonaws.com", .open), ("imap.….amazonaws.com", .nobody),
      ("email-smtp.eu-west-1.amazon…", .open),
      ("email-smtp.….….amazonaws.com", .open), ("smtp…", .open), ("…net", .open),
      ("smtp://…@smtp.sendgrid.net", .nobody),
    ])
  func ends(_ host: String, _ belonging: Catalogue.Belonging) throws {
    let pieces = host.split(separator: "…", omittingEmptySubsequences: false).map(String.init)
    let known: PartialText = try #require(PartialText(pieces))
    #expect(Self.catalogue.belonging(of: known) == belonging)
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
            #expect(
              partial.map(Self.catalogue.belonging) != .nobody, "\(String(host)) without \(start)..<\(end)")
          }
        }
      }
    }
  }
}
