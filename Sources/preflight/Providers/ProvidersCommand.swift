/// `preflight providers`: an id, a host or a part of a name in; what is documented, and which port to use, out.
import ArgumentParser
import PreflightKit

struct ProvidersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "providers",
    abstract: "List the known providers, or show one: its ports, login, limits, and what to write.",
    discussion: "Everything comes with the program; nothing is asked over the network.")

  enum Output: String, CaseIterable { case human, json }

  @Argument(help: "An id, a host, or a part of a name; all providers if there is none.")
  var query: [String] = []

  @Option(
    help: ArgumentHelp(
      "The cloud, platform or ISP that sends: leave out the ports it blocks.", valueName: "id"))
  var hosting: String?

  @Option(help: ArgumentHelp("The school of advice that orders the ports.", valueName: "name"))
  var profile: String?

  @Option(
    name: [.long, .customShort("o")], help: ArgumentHelp("human or json.", valueName: "format"),
    transform: { try word($0, "format") })
  var output = Output.human

  @Option(
    help: ArgumentHelp("auto, always or never.", valueName: "when"), transform: { try word($0, "choice") })
  var color = ColorChoice.auto

  func run() throws {
    let question = try ProviderQuestion(profile: profile, hosting: hosting)
    let text = query.joined(separator: " ")
    guard !text.isEmpty else { return try list(question.catalogue.providerEntries) }
    switch ProviderSearch(text, in: question.catalogue) {
    case .one(let provider): try show(provider, question)
    case .several(let providers): try list(providers)
    case .none(let closest): throw ProviderQuestion.unknown(text, closest: closest)
    }
  }

  private var style: Style { Terminal.standardOutput.style(color: color, quiet: false) }

  private func list(_ providers: [ProviderEntry]) throws {
    switch output {
    case .human: try say(ProviderList(providers).text(style))
    case .json: try say(providersJSON(providers).pretty + "\n")
    }
  }

  private func show(_ provider: ProviderEntry, _ question: ProviderQuestion) throws {
    let choice = question.choice(for: provider)
    let profile = question.profile.id
    switch output {
    case .human:
      try say(
        ProviderPage(provider, choice: choice, network: question.network, profile: profile, style: style).text
      )
    case .json:
      let page = providerJSON(provider, choice: choice, network: question.network, profile: profile)
      try say(page.pretty + "\n")
    }
  }
}
