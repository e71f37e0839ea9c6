/// A report to the places it was asked for: a report in; its text on stdout and in files, and the exit code, out.
import PreflightKit

struct ReportDelivery {
  let outputs: [OutputTarget]
  let color: ColorChoice
  let quiet: Bool

  /// Every output is tried, whatever became of the others.
  func deliver(_ report: Report) -> Int32 {
    var code = report.exitCode.rawValue
    for output in outputs {
      switch output.place {
      case .standardOutput:
        let style = Terminal.standardOutput.style(color: color, quiet: quiet)
        let written = StandardStreams.print(output.format.render(report, style))
        if written != 0 { code = written }
      case .file(let path):
        guard let problem = writeFile(output.format.render(report, .plain), to: path) else { continue }
        StandardStreams.warn(
          "preflight: error: cannot write `\(path.displayable)`: \(String(errorNumber: problem))")
        if code != ExitCode.internalFault.rawValue { code = ExitCode.usage.rawValue }
      }
    }
    return code
  }
}
