/// The options that `providers` and `init` share: a profile and a network by their ids in; the entries, or what is wrong
/// with the ids, out.
import PreflightKit

struct ProviderQuestion {
  let network: NetworkEntry?
  let profile: Profile
  let catalogue = Catalogue.builtIn

  /// Throws after saying which id does not exist.
  init(profile profileID: String?, hosting: String?) throws {
    var mistakes: [String] = []
    let wanted = profileID ?? Profile.standard
    let profile = Profile.named(wanted)
    if profile == nil {
      mistakes.append(OptionFault.unknownWord(wanted, what: "profile", known: Profile.all).description)
    }
    network = hosting.flatMap(catalogue.networkEntry)
    if let hosting, network == nil {
      mistakes.append(
        OptionFault.unknownWord(hosting, what: "network", known: Catalogue.networkIDs).description)
    }
    guard let profile, mistakes.isEmpty else { throw usageError(mistakes) }
    self.profile = profile
  }

  func choice(for provider: ProviderEntry) -> PortChoice {
    PortChoice(provider, order: profile.portOrder, network: network)
  }

  /// Ends the command: nothing in the catalogue is called so.
  static func unknown(_ query: String, closest: [String]) -> any Error {
    let guess = closest.prefix(5).map { "`\($0)`" }.joined(separator: " or ")
    var lines = [
      "there is no provider for `\(query.displayable)` in the catalogue"
        + (guess.isEmpty ? "" : ", did you mean \(guess)?")
    ]
    lines.append(
      query.contains(".")
        ? "`preflight probe \(query.displayable)` shows what its ports speak"
        : "`preflight providers` lists all of them")
    return usageError([lines.joined(separator: "; ")])
  }
}
