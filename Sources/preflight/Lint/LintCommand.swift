/// `preflight lint`: its options, as ArgumentParser reads and explains them. What they lead to is in LintRun.
import ArgumentParser
import PreflightKit

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Check files, point at what is wrong, say how to mend it, and gate.",
    discussion: """
      A folder is searched for YAML files; `-` reads standard input. Variables such as ${SMTP_PORT} are unknown \
      unless --env or --env-file says what they hold: the environment of this command is not asked.
      """)

  @Argument(help: "Files, folders, globs, or `-`; the current folder if there is none.")
  var paths: [String] = []

  @Option(
    name: [.long, .customShort("o")],
    help: ArgumentHelp(
      "Where the report goes; repeatable. One of \(choices(Format.self)).", valueName: "format[=file]"),
    transform: OutputTarget.init(parsing:))
  var output: [OutputTarget] = []

  @Option(
    help: ArgumentHelp(
      "The lowest severity that fails the gate: \(choices(FailOn.self)).", valueName: "severity"),
    transform: { try word($0, "severity") })
  var failOn: FailOn?

  @Option(
    help: ArgumentHelp("Fail if more warnings than this stand.", valueName: "n"), transform: wholeNumber)
  var maxWarnings: Int?

  @Option(
    help: ArgumentHelp(
      "What a rule means that depends on an unknown value: \(choices(Run.OnUndetermined.self)).",
      valueName: "choice"),
    transform: { try word($0, "choice") })
  var onUndetermined = Run.OnUndetermined.note

  @Option(help: ArgumentHelp("Apply only this rule; repeatable.", valueName: "id"), transform: names)
  var rule: [[String]] = []

  @Option(help: ArgumentHelp("Leave this rule out; repeatable.", valueName: "id"), transform: names)
  var skip: [[String]] = []

  @Option(help: ArgumentHelp("The school of advice to follow.", valueName: "name"))
  var profile: String?

  @Option(help: ArgumentHelp("A folder with rules of your own; repeatable.", valueName: "dir"))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "The configuration file; the nearest \(configFileName) up to the repository's root if absent.",
      valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp("What a variable holds; repeatable.", valueName: "n=v"),
    transform: Assignment.init(parsing:))
  var env: [Assignment] = []

  @Option(help: ArgumentHelp("A dotenv file of variables; repeatable.", valueName: "file"))
  var envFile: [String] = []

  @Option(
    help: ArgumentHelp("What a variable may hold: each value is tried; repeatable.", valueName: "n=v1,v2"),
    transform: Assumption.init(parsing:))
  var assume: [Assumption] = []

  @Flag(help: "Report what ignore comments hide.")
  var noIgnores = false

  @Option(
    help: ArgumentHelp("\(choices(ColorChoice.self)).", valueName: "when"),
    transform: { try word($0, "choice") })
  var color = ColorChoice.auto

  @Flag(name: .shortAndLong, help: "Findings only: no verdict, no notices.")
  var quiet = false

  @Option(help: ArgumentHelp("What to call standard input in the report.", valueName: "name"))
  var stdinFilename: String?

  @Option(
    help: ArgumentHelp(
      "A file with one path a line, or NUL between them; `-` for standard input.", valueName: "file"))
  var filesFrom: [String] = []

  @Option(
    name: [.customShort("j"), .customLong("jobs")],
    help: ArgumentHelp(
      "How many files are judged at the same time; as many as there are cores by default.", valueName: "n"),
    transform: wholeNumber)
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Ask the servers: \(choices(LiveMode.self)); `--live` alone advises.", valueName: "choice"),
    transform: { try word($0, "choice") })
  var live: LiveMode?

  @OptionGroup var liveOptions: LiveOptions

  func run() throws {
    let code = LintRun(request).exitCode()
    if code != 0 { throw ArgumentParser.ExitCode(code) }
  }

  var request: LintRequest {
    LintRequest(
      paths: paths, filesFrom: filesFrom, standardInputName: stdinFilename, outputs: output, failOn: failOn,
      maxWarnings: maxWarnings, onUndetermined: onUndetermined, only: rule.flatMap(\.self),
      skip: skip.flatMap(\.self), profile: profile, ruleFolders: rules, config: config, variables: env,
      variableFiles: envFile,
      assumptions: assume, ignoresComments: noIgnores, color: color, quiet: quiet, jobs: jobs,
      live: liveOptions.request(mode: live))
  }
}

private func choices<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> String
where Word.RawValue == String {
  type.allCases.map(\.rawValue).joined(separator: ", ")
}
