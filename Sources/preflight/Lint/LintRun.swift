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
    // Kept to the end of the process: taking every rule apart would only put the end off.
    _ = Unmanaged.passRetained(Kept(prepared))
    let isBare = request.paths.isEmpty && request.filesFrom.isEmpty
    let search = InputSearch(
      isBare ? ["."] : request.paths, lists: request.filesFrom, standardInputName: request.standardInputName)
    let inputs = search.inputs.filter { !prepared.ignored.passesOver($0) }
    if let file = inputThatAReportWouldReplace(inputs) {
      notice(
        "error: `\(file.displayable)` is to be checked, and a report would replace it; name another file")
      return ExitCode.usage.rawValue
    }
    if request.live.isLive { return live(inputs, search, prepared) }
    let linter = prepared.linter
    let readings = inParallel(inputs, jobs: jobs) { LoadedInput($0).judged(by: linter, nil) }
    return finish(readings, search, prepared, book: nil)
  }

  private func inputThatAReportWouldReplace(_ inputs: [Input]) -> String? {
    for output in request.outputs {
      guard case .file(let file) = output.place, let identity = FileIdentity(file) else { continue }
      if inputs.contains(where: { $0.origin != .standardInput && FileIdentity($0.name) == identity }) {
        return file
      }
    }
    return nil
  }

  /// Reads everything, asks what the files want to know, and judges with the answers.
  private func live(_ inputs: [Input], _ search: InputSearch, _ prepared: LintPreparation.Prepared) -> Int32 {
    do throws(LiveInquiry.Refusal) {
      let inquiry = try LiveInquiry(request.live)
      let linter = prepared.linter
      let loaded = inParallel(inputs, jobs: jobs) { LoadedInput($0) }
      let open = loaded.flatMap { $0.questions(for: linter, withLogin: request.live.triesLogin) }
      if request.live.isDryRun {
        for fault in search.faults { notice("error: \(fault)") }
        let printed = StandardStreams.print(inquiry.plan(for: open))
        return search.faults.isEmpty ? printed : ExitCode.usage.rawValue
      }
      let book = FactBook(try inquiry.answers(to: open))
      let readings = inParallel(loaded, jobs: jobs) { $0.judged(by: linter, book) }
      return finish(readings, search, prepared, book: book)
    } catch {
      notice("error: \(error.message)")
      return ExitCode.usage.rawValue
    }
  }

  private func finish(
    _ readings: [LoadedInput.Judged], _ search: InputSearch, _ prepared: LintPreparation.Prepared,
    book: FactBook?
  ) -> Int32 {
    let faults = search.faults + readings.compactMap(\.fault)
    for fault in faults { notice("error: \(fault)") }
    for folder in search.emptyFolders { notice("there is no YAML file in `\(folder.displayable)`") }

    var report = Report(
      run: run(prepared), results: readings.compactMap(\.result),
      ruleCount: prepared.linter.ruleCount(live: book != nil),
      probes: book?.records ?? [])
    report.unreadInputs = faults.map(\.input)
    if !saysVerdict {
      // What the verdict would have said is not said on stdout, where a machine may be reading.
      if !request.quiet { report.skippedLines.forEach(notice) }
      if report.exitCode == .nothingChecked { notice("nothing was checked") }
      if report.exitCode == .inconclusive {
        notice((["live evidence is missing"] + report.missingEvidence).joined(separator: "; "))
      }
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
      version: toolVersion, profile: prepared.profile, live: request.live.mode?.live ?? .off,
      failOn: prepared.failOn.severity, maxWarnings: request.maxWarnings,
      onUndetermined: request.onUndetermined)
  }

  private var jobs: Int { request.jobs.flatMap { $0 > 0 ? $0 : nil } ?? coreCount }

  private func notice(_ text: String) {
    StandardStreams.warn("preflight: \(text)")
  }
}

private final class Kept {
  private let prepared: LintPreparation.Prepared

  init(_ prepared: LintPreparation.Prepared) {
    self.prepared = prepared
  }
}
