/// A report to the places it was asked for: a report in; its text on stdout and in files, and the exit code, out.
import PreflightKit

struct ReportDelivery {
  let outputs: [OutputTarget]
  let color: ColorChoice
  let quiet: Bool

  /// Every output is tried, whatever became of the others; files first, so that what is said on stdout is how it ends.
  func deliver(_ report: Report) -> Int32 {
    var report = report
    for case (let format, .file(let path)) in outputs.map({ ($0.format, $0.place) }) {
      guard let problem = writeFile(format.render(report, .plain), to: path) else { continue }
      report.unwrittenFiles.append(path)
      StandardStreams.warn(
        "preflight: error: cannot write `\(path.displayable)`: \(String(errorNumber: problem))")
    }
    var code = report.exitCode.rawValue
    for output in outputs where output.place == .standardOutput {
      let style = Terminal.standardOutput.style(color: color, quiet: quiet)
      let written = StandardStreams.print(output.format.render(report, style))
      if written != 0 { code = written }
    }
    return code
  }
}
