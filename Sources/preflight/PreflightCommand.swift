/// The command and its sub-commands. A new sub-command is a file and a word here.
import ArgumentParser
import PreflightKit

struct PreflightCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preflight",
    abstract: "Checks the SMTP configuration of an email campaign before it is sent.",
    discussion: """
      Exit codes, the same in every format: 0 pass; 1 findings at or above --fail-on; 2 usage, configuration or \
      rule error, or a path that could not be read; 3 nothing was checked; 4 live evidence was required and is \
      missing; 70 an internal fault.
      """,
    version: toolVersion,
    subcommands: [
      LintCommand.self, ExplainCommand.self, RulesCommand.self, EvalCommand.self, SchemaCommand.self,
      ProvidersCommand.self, InitCommand.self, ProbeCommand.self,
    ])

  func run() throws { throw missingSubcommand(Self.helpMessage()) }
}

/// A pipeline that lost its arguments must not take the help page for a pass.
func missingSubcommand(_ help: String) -> ArgumentParser.ExitCode {
  StandardStreams.warn(help)
  return PreflightKit.ExitCode.usage.thrown
}

let toolVersion = "0.1.0"

extension PreflightKit.ExitCode {
  /// What a sub-command throws to end with this code when it has said all there is to say.
  var thrown: ArgumentParser.ExitCode { ArgumentParser.ExitCode(rawValue) }
}
