/// `preflight probe`: hosts in; what each port speaks from here, and the setting to use, out.
import ArgumentParser
import CEL
import PreflightKit

struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe", abstract: "Ask servers which ports and TLS modes work from here.",
    discussion: """
      Without a port, those that the provider documents are tried, else 587, 465, 2525 and 25. Nothing is sent but \
      greetings and questions about TLS. Exit codes: 0 a port takes mail from clients under verified TLS; 1 servers \
      answered, but none can be used safely; 2 usage; 4 nothing could be learnt, or a server put us off.
      """)

  @Argument(help: "HOST, HOST:PORT or [ADDRESS]:PORT.")
  var hosts: [String]

  @OptionGroup var live: LiveOptions

  @Option(
    name: [.long, .customShort("o")], help: ArgumentHelp("human or json.", valueName: "format"),
    transform: { try word($0, "format") })
  var output = ProvidersCommand.Output.human

  @Option(
    help: ArgumentHelp("auto, always or never.", valueName: "when"), transform: { try word($0, "choice") })
  var color = ColorChoice.auto

  func run() throws {
    let targets = try hosts.map { host in
      guard let target = ProbeTarget(host, in: .builtIn) else {
        throw ValidationError("`\(host.displayable)` is not a host; write HOST, HOST:PORT or [ADDRESS]:PORT")
      }
      return target
    }
    let questions = targets.flatMap(\.questions).map { OpenQuestion(question: $0) }
    var facts = FactsFile(answers: [], asked: nil)
    var plan: String?
    do throws(LiveInquiry.Refusal) {
      let inquiry = try LiveInquiry(live.request(mode: .advise))
      if live.dryRun {
        plan = inquiry.plan(for: questions)
      } else {
        facts = try inquiry.facts(about: questions)
      }
    } catch {
      throw ValidationError(error.message)
    }
    if let plan { return try say(plan) }
    try report(targets.map { ProbeReport($0, answers: facts.answers) }, asked: facts.asked)
  }

  private func report(_ reports: [ProbeReport], asked: Timestamp?) throws {
    switch output {
    case .human:
      let style = Terminal.standardOutput.style(color: color, quiet: false)
      try say(reports.map { $0.text(style) }.joined(separator: "\n"))
    case .json: try say(FactsFile(answers: reports.flatMap(\.answers), asked: asked).text + "\n")
    }
    let code = reports.map(\.exitCode).max { $0.rawValue < $1.rawValue } ?? .pass
    if code != .pass { throw code.thrown }
  }
}
