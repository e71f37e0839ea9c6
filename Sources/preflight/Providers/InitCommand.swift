/// `preflight init`: a provider's id or host in; a commented campaign file that passes out. Nothing is overwritten.
import ArgumentParser
import PreflightKit

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a commented campaign file to start from.",
    discussion: "The file passes `preflight lint` as it stands. An existing file is left alone.")

  @Argument(
    help: "An id or a host, as `preflight providers` takes them; a file for any provider if there is none.")
  var provider: String?

  @Argument(help: "The file to write; `-` for standard output.")
  var file = "campaign.yaml"

  @Option(
    help: ArgumentHelp(
      "The cloud, platform or ISP that sends: its blocked ports are avoided.", valueName: "id"))
  var hosting: String?

  @Option(help: ArgumentHelp("The school of advice that chooses the port.", valueName: "name"))
  var profile: String?

  func run() throws {
    let question = try ProviderQuestion(profile: profile, hosting: hosting)
    // `preflight init campaign.yaml` means the file: no provider is called so.
    let isFile = provider.map { $0 == "-" || isYAML($0) } ?? false
    let path = isFile ? provider ?? file : file
    let entry = try isFile ? nil : provider.map(find)
    let choice = entry.map(question.choice)
    if let entry, let choice, choice.best == nil { throw noPort(entry, question) }
    let template = CampaignTemplate(
      provider: entry, choice: choice, network: question.network, profile: question.profile.id)
    guard path != "-" else { return try say(template.text) }
    try create(path, template.text)
    StandardStreams.warn("wrote \(path.displayable); next: preflight lint \(path.displayable)")
  }

  private func find(_ query: String) throws -> ProviderEntry {
    switch ProviderSearch(query, in: .builtIn) {
    case .one(let entry): return entry
    case .none(let closest): throw ProviderQuestion.unknown(query, closest: closest)
    case .several(let entries):
      let ids = entries.map(\.id).joined(separator: ", ")
      throw usageError(["`\(query.displayable)` may be one of several providers: \(ids)"])
    }
  }

  private func noPort(_ provider: ProviderEntry, _ question: ProviderQuestion) -> any Error {
    let place = question.network.map { " from \($0.name)" } ?? ""
    return usageError([
      "none of the documented ports of \(provider.name) can be used\(place); `preflight providers \(provider.id)` says why"
    ])
  }
}

/// Writes a new file, or ends the command and leaves what is there alone.
func create(_ path: String, _ text: String) throws {
  switch createFile(text, at: path) {
  case nil: return
  case .exists?: throw usageError(["`\(path.displayable)` exists already and is left as it is"])
  case .failed(let number)?:
    throw usageError(["cannot write `\(path.displayable)`: \(String(errorNumber: number))"])
  }
}
