/// A lint from end to end: a request in; reports on their places, notices on stderr and the exit code out.
import Document
import PreflightKit

struct LintRun {
  private let request: LintRequest

  init(_ request: LintRequest) {
    self.request = request
  }

  func exitCode() -> Int32 {
    guard let prepared = LintPreparation(request).prepared() else { return ExitCode.usage.rawValue }
    let linter = prepared.linter
    let isBare = request.paths.isEmpty && request.filesFrom.isEmpty
    let search = InputSearch(
      isBare ? ["."] : request.paths, lists: request.filesFrom, standardInputName: request.standardInputName)
    let readings = judge(search.inputs.filter { !prepared.ignored.passesOver($0) }, with: linter)
    let faults = search.faults + readings.compactMap(\.fault)
    for fault in faults { notice("error: \(fault)") }
    for folder in search.emptyFolders { notice("there is no YAML file in `\(folder.displayable)`") }

    var report = Report(
      run: run(prepared), results: readings.compactMap(\.result), ruleCount: linter.ruleCount(live: false))
    report.unreadInputs = faults.count
    if !saysVerdict {
      // What the verdict would have said is not said on stdout, where a machine may be reading.
      if !request.quiet { report.skippedLines.forEach(notice) }
      if report.exitCode == .nothingChecked { notice("nothing was checked") }
    }
    return ReportDelivery(outputs: outputs, color: request.color, quiet: request.quiet).deliver(report)
  }

  private var outputs: [OutputTarget] {
    request.outputs.isEmpty ? [.standard] : request.outputs
  }

  private var saysVerdict: Bool {
    !request.quiet && outputs.contains { $0.format == .human && $0.place == .standardOutput }
  }

  private func run(_ prepared: LintPreparation.Prepared) -> Run {
    Run(
      version: toolVersion, profile: prepared.profile, failOn: prepared.failOn.severity,
      maxWarnings: request.maxWarnings,
      onUndetermined: request.onUndetermined)
  }

  private struct Reading: Sendable {
    var result: FileReport?
    var fault: InputFault?
  }

  private func judge(_ inputs: [Input], with linter: Linter) -> [Reading] {
    inParallel(inputs, jobs: request.jobs.flatMap { $0 > 0 ? $0 : nil } ?? coreCount) { input in
      do throws(ReadFault) {
        let bytes: [UInt8]
        let isNamed: Bool
        switch input.origin {
        case .standardInput: (bytes, isNamed) = (try FileReader().standardInput(), true)
        case .file(let named): (bytes, isNamed) = (try FileReader().read(input.name), named)
        }
        var result = linter.lint(SourceText(name: input.name, bytes: bytes))
        result.file.isNamed = isNamed
        return Reading(result: result, fault: nil)
      } catch {
        return Reading(result: nil, fault: .unreadable(path: input.name, error))
      }
    }
  }

  private func notice(_ text: String) {
    StandardStreams.warn("preflight: \(text)")
  }
}
