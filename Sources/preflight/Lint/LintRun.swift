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
      isBare ? ["."] : request.paths, lists: request.filesFrom, standardInputName: request.standardInputName,
      ignored: prepared.ignored)
    let inputs = search.inputs
    if let file = fileThatWouldBeLost(inputs, prepared.sources) {
      notice("error: `\(file.displayable)` is read by this run, which would write over it; name another file")
      return ExitCode.usage.rawValue
    }
    if request.live.isLive { return live(inputs, search, prepared) }
    let readings = judged(inputs, by: prepared.linter, nil) { LoadedInput($0) }
    return finish(readings, search, prepared, book: nil)
  }

  /// Every thread takes a handful at a time.
  private func judged<Item: Sendable>(
    _ items: [Item], by linter: Linter, _ book: FactBook?,
    _ load: @escaping @Sendable (Item) -> LoadedInput
  ) -> [LoadedInput.Judged] {
    let size = min(Self.mostTogether, max(1, items.count / jobs / 4))
    let handfuls = stride(from: 0, to: items.count, by: size).map { items[$0..<min($0 + size, items.count)] }
    let bench = { @Sendable in Workbench($0, linter, book, expecting: items.count) }
    return inParallel(handfuls, jobs: jobs, with: bench) { $0.judge($1.lazy.map(load)) }.flatMap(\.self)
  }

  /// With more files at a time nothing is gained.
  private static let mostTogether = 32

  /// What this run reads and would write over. Facts may be saved over those that were replayed: who names one file for
  /// both wants them there.
  private func fileThatWouldBeLost(_ inputs: [Input], _ sources: [String]) -> String? {
    let checked = inputs.filter { $0.origin != .standardInput }.map(\.name)
    let kept = sources.filter { $0 != request.live.factsFile }
    return request.outputs.compactMap(\.place.file).first { isOne($0, of: checked + sources) }
      ?? request.live.savedFacts.flatMap { isOne($0, of: checked + kept) ? $0 : nil }
  }

  /// Whatever path leads to it. Pipes and devices are only written to.
  private func isOne(_ file: String, of others: [String]) -> Bool {
    guard case .file(let identity) = PathKind(file) else { return false }
    return others.contains { FileIdentity($0) == identity }
  }

  /// Reads everything, asks what the files want to know, and judges with the answers.
  private func live(_ inputs: [Input], _ search: InputSearch, _ prepared: LintPreparation.Prepared) -> Int32 {
    do throws(LiveInquiry.Refusal) {
      let inquiry = try LiveInquiry(request.live)
      let linter = prepared.linter
      let loaded = inParallel(inputs, jobs: jobs, with: { $0 }) { _, input in LoadedInput(input) }
      let open = loaded.flatMap { $0.questions(for: linter, withLogin: request.live.triesLogin) }
      if request.live.isDryRun { return tell(inquiry.plan(for: open), loaded, search) }
      let book = FactBook(try inquiry.facts(about: open).answers)
      let readings = judged(loaded, by: linter, book) { $0 }
      return finish(readings, search, prepared, book: book)
    } catch {
      notice("error: \(error.message)")
      return ExitCode.usage.rawValue
    }
  }

  /// A plan is no judgement, and where there is nothing to judge it does not pass either.
  private func tell(_ plan: String, _ loaded: [LoadedInput], _ search: InputSearch) -> Int32 {
    let faults = search.faults + loaded.compactMap(\.fault)
    noteMissing(faults, search)
    let holdsCampaign = loaded.contains(where: \.holdsCampaign)
    if !request.quiet || !holdsCampaign {
      notice(
        holdsCampaign ? "nothing was judged: this is a dry run" : "nothing was checked: there is no campaign")
    }
    let printed = StandardStreams.print(plan)
    if printed != 0 { return printed }
    if !faults.isEmpty { return ExitCode.usage.rawValue }
    return holdsCampaign ? ExitCode.pass.rawValue : ExitCode.nothingChecked.rawValue
  }

  private func noteMissing(_ faults: [InputFault], _ search: InputSearch) {
    for fault in faults { notice("error: \(fault)") }
    for folder in search.emptyFolders { notice("there is no YAML file in `\(folder.displayable)`") }
  }

  private func finish(
    _ readings: [LoadedInput.Judged], _ search: InputSearch, _ prepared: LintPreparation.Prepared,
    book: FactBook?
  ) -> Int32 {
    let faults = search.faults + readings.compactMap(\.fault)
    noteMissing(faults, search)
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
