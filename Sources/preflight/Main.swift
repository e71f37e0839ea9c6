/// The way in: arguments in, an exit code out. What each command does is in a file of its own.
import ArgumentParser
import PreflightKit

@main
enum Main {
  static func main() {
    StandardStreams.protect()
    let arguments = withLiveValue(Array(CommandLine.arguments.dropFirst()))
    exit(with: run(arguments))
  }

  /// ArgumentParser takes longer to read a command line than the linter to judge a file, so a plain `lint` is read
  /// without it. Everything else, every question for help and every mistake goes through ArgumentParser.
  private static func run(_ arguments: [String]) -> Int32 {
    if arguments.first == "lint", let request = LintRequest(plain: arguments.dropFirst()) {
      return LintRun(request).exitCode()
    }
    do {
      var command = try PreflightCommand.parseAsRoot(arguments)
      try command.run()
      return PreflightKit.ExitCode.pass.rawValue
    } catch {
      return answer(to: error)
    }
  }

  /// Help and version are answers, on stdout; a command that has said what went wrong brings its code; the rest is
  /// bad usage.
  private static func answer(to error: any Error) -> Int32 {
    if let code = error as? ArgumentParser.ExitCode { return code.rawValue }
    let message = PreflightCommand.fullMessage(for: error)
    if PreflightCommand.exitCode(for: error).isSuccess {
      return StandardStreams.print(message.isEmpty ? "" : message + "\n")
    }
    StandardStreams.warn(message)
    return PreflightKit.ExitCode.usage.rawValue
  }
}
