import Document
import Testing

@testable import PreflightKit

@Suite("A campaign to start from")
struct CampaignTemplateTests {
  static let catalogue = Catalogue.builtIn
  static let providers = catalogue.providerEntries.filter(\.isForProduction)

  /// The findings, other than notes and open questions, of the file for a provider.
  private func mistakes(
    _ provider: ProviderEntry?, _ network: NetworkEntry?, profile: String, _ linter: Linter
  ) -> [String] {
    let order = Profile.named(profile)?.portOrder ?? []
    let choice = provider.map { PortChoice($0, order: order, network: network) }
    let text = CampaignTemplate(provider: provider, choice: choice, network: network, profile: profile).text
    return linter.lint(SourceText(name: "campaign.yaml", bytes: Array(text.utf8))).findings
      .filter { $0.outcome == .ruleError || ($0.outcome == .fail && $0.severity > .info) }
      .map { "\(provider?.id ?? "any") on \(network?.id ?? "any"): \($0.rule): \($0.message)" }
  }

  private func linter(_ profile: String) -> Linter {
    var settings = LintSettings(now: .testDay)
    settings.profile = profile
    return Linter(pack: .builtIn(), settings: settings)
  }

  @Test(
    "passes without an error or a warning for every provider that may send campaigns", arguments: Profile.all)
  func everyProvider(_ profile: String) {
    let linter = linter(profile)
    for provider in Self.providers {
      let choice = PortChoice(provider, order: Profile.named(profile)?.portOrder ?? [], network: nil)
      guard choice.best != nil else { continue }
      #expect(mistakes(provider, nil, profile: profile, linter) == [])
    }
  }

  /// On one network, the providers with the same port and mode differ in nothing that the network could judge: one of
  /// each kind is linted, and all for which the network changes the choice.
  @Test("passes on each network where a port is left", arguments: Catalogue.networkIDs)
  func everyNetwork(_ id: String) throws {
    let network = try #require(Self.catalogue.networkEntry(id))
    let linter = linter(Profile.standard)
    let order = try #require(Profile.named(Profile.standard)).portOrder
    var seen: Set<String> = []
    for provider in Self.providers {
      let choice = PortChoice(provider, order: order, network: network)
      guard let best = choice.best, !choice.restricted.contains(best.number) else { continue }
      let usual = PortChoice(provider, order: order, network: nil).best
      let isNew = seen.insert("\(provider.kind) \(best.number) \(best.mode)").inserted
      guard isNew || best != usual else { continue }
      #expect(mistakes(provider, network, profile: Profile.standard, linter) == [])
    }
  }

  @Test("passes without a provider", arguments: Profile.all)
  func withoutProvider(_ profile: String) {
    #expect(mistakes(nil, nil, profile: profile, linter(profile)) == [])
  }

  @Test("holds no secret, but a variable for it")
  func secrets() {
    for provider in Self.providers {
      let choice = PortChoice(provider, order: [], network: nil)
      guard let port = choice.best else { continue }
      let text = TransportEntry(provider, port: port, name: "primary").lines.joined(separator: "\n")
      #expect(
        !text.contains("password:") || text.contains("password: \"${SMTP_PASSWORD}\""), "\(provider.id)")
    }
  }
}
