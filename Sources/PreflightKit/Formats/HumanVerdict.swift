/// The end of the human format: what was checked, what was found and hidden, whether the gate passes, what to type next.

struct HumanVerdict: Sendable {
  private let report: Report
  private let style: Style
  /// Those of its findings that are shown.
  private let shown: [Finding]
  private let summary: Summary
  private let exitCode: ExitCode

  init(_ report: Report, shown: [Finding], style: Style) {
    self.report = report
    self.style = style
    self.shown = shown
    summary = report.summary
    exitCode = report.exitCode(summary)
  }

  /// One line when all is well.
  var lines: [String] {
    let skipped = report.skippedLines
    let live = report.liveLines
    if exitCode == .pass, shown.isEmpty, skipped.isEmpty, live.isEmpty {
      return ["\(counted); \(gate)"]
    }
    return [counted] + skipped + live + [gate + next]
  }

  private var counted: String {
    let checked = [
      count(summary.files, "file"), count(summary.documents, "document"), count(summary.rules, "rule"),
    ]
    let found = [
      summary.error > 0 ? style.paint(count(summary.error, "error"), .red) : nil,
      summary.warning > 0 ? style.paint(count(summary.warning, "warning"), .yellow) : nil,
      summary.info > 0 ? style.paint("\(summary.info) info", .blue) : nil,
      summary.undetermined > 0 ? style.paint("\(summary.undetermined) undetermined", .magenta) : nil,
      summary.ruleErrors > 0 ? style.paint(count(summary.ruleErrors, "rule error"), .red) : nil,
    ].compactMap(\.self)
    let hidden = [
      summary.suppressed > 0 ? "\(summary.suppressed) suppressed" : nil,
      summary.refuted > 0 ? "\(summary.refuted) refuted" : nil,
    ].compactMap(\.self)
    let tail = hidden.isEmpty ? "" : " (\(hidden.joined(separator: ", ")))"
    return checked.joined(separator: ", ") + ": "
      + (found.isEmpty ? "no findings" : found.joined(separator: ", "))
      + tail
  }

  private var gate: String {
    let word = exitCode == .pass ? style.paint("PASS", .green) : style.paint("FAIL", .red)
    let reason = reason.map { ", \($0)" } ?? ""
    return "gate: \(word) (\(report.run.threshold))\(reason), exit \(exitCode.rawValue)"
  }

  /// Why the gate does not pass, where the counts do not say it.
  private var reason: String? {
    switch exitCode {
    case .pass, .internalFault: nil
    case .findings: summary.gating > 0 ? nil : "too many warnings"
    case .usage:
      if !report.unreadInputs.isEmpty {
        "\(count(report.unreadInputs.count, "input")) could not be read"
      } else if !report.unwrittenFiles.isEmpty {
        "\(count(report.unwrittenFiles.count, "report")) could not be written"
      } else {
        "a rule could not be evaluated"
      }
    case .nothingChecked: "nothing was checked"
    case .inconclusive: "evidence is missing"
    }
  }

  /// The next command is about the finding that matters most: the first that fails the gate, else the first shown.
  private var next: String {
    let gating = shown.indices.filter { report.gates(shown[$0]) }
    let worst = gating.max { shown[$0].severity < shown[$1].severity }
    guard let place = worst ?? shown.indices.first else { return "" }
    return "; next: preflight explain \(shown[place].rule.displayable)"
  }
}

private func count(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}

extension Run {
  fileprivate var threshold: String {
    var parts = ["fail-on \(failOn?.rawValue ?? "never")"]
    if let maxWarnings { parts.append("max-warnings \(maxWarnings)") }
    if onUndetermined == .fail { parts.append("on-undetermined fail") }
    return parts.joined(separator: ", ")
  }
}

extension Report {
  /// Named files say why nothing in them was checked; of the others, found in a folder, only those that look like a
  /// campaign do, and the rest is counted.
  package var skippedLines: [String] {
    let skipped = files.filter { $0.status == .skipped }
    let told = skipped.filter { $0.isNamed || $0.note?.isGuess == true }
    var lines = told.map { "skipped: \($0.path.displayable): \($0.note?.words ?? "nothing to check")" }
    let rest = skipped.count - told.count
    if rest > 0 {
      lines.append("skipped: \(count(rest, "other file")) that \(rest == 1 ? "is" : "are") no campaign")
    }
    return lines
  }

  fileprivate var liveLines: [String] {
    guard run.live != .off else { return [] }
    let answered = probes.count { $0.state == .answered }
    let missing = missingEvidence
    return [
      "live: \(answered) of \(count(probes.count, "server")) answered"
        + (missing.isEmpty ? "" : "; " + missing.joined(separator: ", "))
    ]
  }
}

extension Report {
  /// A text for each conversation that showed nothing, with the reason and the server's words, and for each transport
  /// that nobody was asked about.
  package var missingEvidence: [String] {
    let unasked = files.flatMap { file in
      file.unasked.map { "\(file.path.displayable) \($0) not asked (no known host and port)" }
    }
    return silent + unasked
  }

  private var silent: [String] {
    probes.filter { $0.state != .answered }.map { probe in
      let reply = probe.reply.map { ": \"\($0.displayable(upTo: 120))\"" } ?? ""
      return "\(probe.host.displayable):\(probe.port) \(probe.state.rawValue)"
        + (probe.reason.map { " (\($0.displayable)\(reply))" } ?? "")
    }
  }
}

extension SkipNote {
  fileprivate var isGuess: Bool {
    switch self {
    case .empty, .onlyComments: false
    case .unrecognised(let guess): guess != nil
    }
  }

  fileprivate var words: String {
    switch self {
    case .empty: "it is empty"
    case .onlyComments: "it holds only comments"
    case .unrecognised(nil): "not a campaign; a campaign starts with `\(marker)`"
    case .unrecognised(.markerMissing(let seen)):
      "it has `\(seen.displayable)`, but no `\(marker)`; add that line if it is a campaign"
    case .unrecognised(.markerMisspelt(let seen)):
      "it has `\(seen.displayable)`; did you mean `\(marker)`?"
    }
  }
}

private var marker: String { "\(campaignMarker.key): \(campaignMarker.value)" }
