/// `preflight schema`: the name of a form in, its JSON Schema on stdout out.
import ArgumentParser
import PreflightKit

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a file format, for editors and validators.")

  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case campaign, rule, config, report
  }

  @Argument(help: "One of \(Subject.allCases.map(\.rawValue).joined(separator: ", ")).")
  var subject: Subject

  func run() throws {
    let schema =
      switch subject {
      case .campaign: jsonSchema(of: campaignSchema, title: "A campaign for preflight", placeholders: true)
      case .rule: jsonSchema(of: ruleSchema, title: "A rule for preflight", placeholders: false)
      case .config: jsonSchema(of: configSchema, title: "A configuration for preflight", placeholders: false)
      case .report: reportSchema
      }
    try say(schema.pretty + "\n")
  }
}

/// Writes a command's answer to stdout, and ends the command if that cannot be done.
func say(_ text: String) throws {
  let code = StandardStreams.print(text)
  if code != 0 { throw ArgumentParser.ExitCode(code) }
}

/// Ends a command for bad usage, after saying why.
func usageError(_ messages: [String]) -> ArgumentParser.ExitCode {
  for message in messages { StandardStreams.warn("preflight: error: \(message)") }
  return PreflightKit.ExitCode.usage.thrown
}
