import Testing

@testable import PreflightKit

@Suite("Choosing a port")
struct PortChoiceTests {
  private static let catalogue = Catalogue.builtIn

  private func provider(_ id: String) throws -> ProviderEntry {
    ProviderEntry(try #require(Self.catalogue.provider(id)))
  }

  private func choice(_ id: String, profile: String, hosting: String? = nil) throws -> PortChoice {
    let order = try #require(Profile.named(profile)).portOrder
    let network = try hosting.map { try #require(Self.catalogue.networkEntry($0)) }
    return PortChoice(try provider(id), order: order, network: network)
  }

  @Test(
    "the profile orders the ports",
    arguments: [
      ("rfc8314", [465, 587, 2525]), ("classic", [587, 2525, 465]), ("strict", [465, 587, 2525]),
      ("provider", [587, 2525, 465]),
    ])
  func order(_ profile: String, _ ports: [Int]) throws {
    #expect(try choice("sendgrid", profile: profile).usable.map(\.number) == ports)
  }

  @Test("a port that the network blocks is left out, and it is said why")
  func blocked() throws {
    let choice = try choice("sendgrid", profile: "rfc8314", hosting: "digitalocean")
    #expect(choice.usable.map(\.number) == [2525])
    let reasons = Dictionary(uniqueKeysWithValues: choice.excluded.map { ($0.port.number, $0.obstacle) })
    #expect(reasons[465] == .blocked(by: "digitalocean"))
    #expect(reasons[587] == .blocked(by: "digitalocean"))
  }

  @Test("submission is never proposed on 25, whatever the profile", arguments: Profile.all)
  func submission(_ profile: String) throws {
    let order = try #require(Profile.named(profile)).portOrder
    for provider in Self.catalogue.providerEntries where !provider.isRelay && !provider.isSandbox {
      let choice = PortChoice(provider, order: order, network: nil)
      #expect(!choice.usable.contains { $0.number == 25 }, "\(provider.id)")
      #expect(!choice.usable.contains { $0.mode == .unknown || $0.mode == .none }, "\(provider.id)")
    }
  }

  @Test("what no source backs comes after what one does")
  func unverified() throws {
    for provider in Self.catalogue.providerEntries {
      let flags = PortChoice(provider, order: [465, 587], network: nil).usable.map(\.isVerified)
      #expect(flags == flags.sorted { $0 && !$1 }, "\(provider.id)")
    }
  }
}

@Suite("Finding a provider")
struct ProviderSearchTests {
  private func id(_ query: String) -> String? {
    guard case .one(let entry) = ProviderSearch(query, in: .builtIn) else { return nil }
    return entry.id
  }

  @Test(
    "an id, a host, a URL or a host with a port names one",
    arguments: [
      ("sendgrid", "sendgrid"), ("smtp.sendgrid.net", "sendgrid"), ("SMTP.SendGrid.net.", "sendgrid"),
      ("smtp.sendgrid.net:587", "sendgrid"), ("smtps://me@smtp.sendgrid.net:465/x", "sendgrid"),
      ("email-smtp.eu-west-1.amazonaws.com", "amazon-ses"), ("Twilio", "sendgrid"),
    ])
  func finds(_ query: String, _ wanted: String) {
    #expect(id(query) == wanted)
  }

  @Test("several matches are all named, sorted")
  func several() {
    guard case .several(let entries) = ProviderSearch("mailtrap", in: .builtIn) else {
      Issue.record("one or none")
      return
    }
    #expect(entries.map(\.id) == entries.map(\.id).sorted())
    #expect(entries.count > 1)
  }

  @Test(
    "what is misspelt, or another host of the same domain, leads to the entry",
    arguments: [
      ("sengrid", "sendgrid"), ("smtp.sendgird.net", "sendgrid"), ("mail.sendgrid.net", "sendgrid"),
    ])
  func suggests(_ query: String, _ wanted: String) {
    guard case .none(let closest) = ProviderSearch(query, in: .builtIn) else {
      Issue.record("found")
      return
    }
    #expect(closest.contains(wanted))
  }

  @Test("what is like nothing has no suggestion", arguments: ["smtp.example.net", "zzzzzzzzzzzz", "co.uk"])
  func nothing(_ query: String) {
    guard case .none(let closest) = ProviderSearch(query, in: .builtIn) else {
      Issue.record("found")
      return
    }
    #expect(closest == [])
  }
}
