/// The report for people: each finding with its place, the lines at fault and the advice, and the verdict at the end.
import Document

struct HumanFormat: Sendable {
  var style: Style

  func render(_ report: Report) -> String {
    let texts = Dictionary(report.files.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
    var output = ""
    let shown = report.shown
    for group in FindingGroup.grouped(shown) {
      add(block(group, text: texts[group.first.place.file] ?? nil), to: &output)
      output += "\n"
    }
    if !style.quiet { add(HumanVerdict(report, shown: shown, style: style).lines, to: &output) }
    return output
  }

  private func add(_ lines: [String], to output: inout String) {
    for line in lines {
      output += line
      output += "\n"
    }
  }

  private func block(_ group: FindingGroup, text: MaskedText?) -> [String] {
    let finding = group.first
    let tone = Tone(finding)
    let snippet = text.flatMap { Snippet(finding, text: $0, style: style) }
    let margin = String.blanks(snippet?.gutter ?? 1)
    let start = finding.place.range.start
    var lines: [String] = []
    lines.reserveCapacity(24)
    lines.append(headline(group, tone))
    lines.append("\(margin)--> \(finding.place.file.displayable):\(start.line):\(start.column)")
    if let snippet {
      lines.append("\(margin) |")
      lines += snippet.lines
      lines.append("\(margin) |")
    }
    for note in notes(group, text: text) { hang(note, after: "\(margin) = ", below: &lines) }
    return lines
  }

  private func headline(_ group: FindingGroup, _ tone: Tone) -> String {
    let finding = group.first
    let rule =
      group.isAlone
      ? style.link(finding.rule.displayable, to: finding.references.first?.url) : "\(group.rules.count) rules"
    let message = finding.message.displayable(upTo: 1_000)
    return "\(style.paint(tone.word, tone.paint))[\(rule)]: \(style.paint(message, .bold))"
  }

  private func notes(_ group: FindingGroup, text: MaskedText?) -> [Note] {
    let finding = group.first
    var notes: [Note] = []
    if !finding.remediation.isEmpty { notes.append(.prose("help", finding.remediation)) }
    if let fix = finding.fix, let diff = FixDiff(fix, text: text) {
      notes.append(.lines("fix", [fix.safety.words] + diff.lines(style)))
    }
    if let decided = finding.verdict.words { notes.append(.prose("note", decided)) }
    guard group.isAlone else { return notes + [.prose("rules", group.rules.joined(separator: ", "))] }
    return notes + [.lines("docs", ["preflight explain \(finding.rule.displayable)"] + finding.addresses)]
  }

  private func hang(_ note: Note, after margin: String, below lines: inout [String]) {
    var lead = "\(margin)\(note.name): "
    let columns = lead.utf8.count
    let indent = String.blanks(columns)
    let texts: [String] =
      switch note {
      case .lines(_, let lines): lines
      case .prose(_, let text): wrapped(text, width: max(30, style.width - columns))
      }
    for text in texts {
      lines.append(lead + text)
      lead = indent
    }
  }
}

/// One fact below a snippet.
private enum Note {
  case prose(String, String)
  case lines(String, [String])

  var name: String {
    switch self {
    case .prose(let name, _), .lines(let name, _): name
    }
  }
}

extension Fix.Safety {
  fileprivate var words: String {
    switch self {
    case .safe: "safe to apply"
    case .unsafe: "look before you apply it: it may change what the campaign does"
    }
  }
}

extension Finding {
  /// The address of the first reference; the others are in `explain`.
  fileprivate var addresses: [String] {
    references.first.map { [$0.url.displayable] }.map { $0.filter { !$0.isEmpty } } ?? []
  }
}

extension Verdict {
  fileprivate var words: String? {
    let said = (evidence + (evidence.isEmpty ? [reason].compactMap(\.self) : [])).joined(separator: "; ")
    let after = said.isEmpty ? "" : ": \(said)"
    return switch state {
    case .confirmed: "confirmed on the wire\(after)"
    case .refuted: "refuted on the wire, so it does not count\(after)"
    case .inconclusive: "not confirmed\(after)"
    case .notRun, .notApplicable: nil
    case .skipped: "not asked on the wire\(after)"
    }
  }
}
