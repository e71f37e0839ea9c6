/// The report for people: each finding with its place, the lines at fault and the advice, and the verdict at the end.
import Document

struct HumanFormat: Sendable {
  var style: Style

  func render(_ report: Report) -> String {
    let texts = Dictionary(report.files.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
    let shown = report.shown
    let groups = FindingGroup.grouped(shown)
    var page = Page(expecting: groups.count * 1_024)
    for group in groups {
      let finding = shown[group.first]
      add(finding, group, text: texts[finding.place.file] ?? nil, to: &page)
      page.endLine()
    }
    if !style.quiet { page.add(lines: HumanVerdict(report, shown: shown, style: style).lines) }
    return page.text
  }

  private func add(_ finding: Finding, _ group: FindingGroup, text: MaskedText?, to page: inout Page) {
    let snippet = text.flatMap { Snippet(finding, text: $0, style: style) }
    let margin = snippet?.gutter ?? 1
    let start = finding.place.range.start
    addHeadline(finding, group, to: &page)
    page.addBlanks(margin)
    page.add("--> ")
    page.add(finding.place.file.displayable)
    page.add(":\(start.line):\(start.column)\n")
    if let snippet {
      page.addBlanks(margin)
      page.add(" |\n")
      page.add(lines: snippet.lines)
      page.addBlanks(margin)
      page.add(" |\n")
    }
    for note in notes(finding, group, text: text) { hang(note, margin, below: &page) }
  }

  private func addHeadline(_ finding: Finding, _ group: FindingGroup, to page: inout Page) {
    let tone = Tone(finding)
    page.add(style.paint(tone.word, tone.paint))
    page.add("[")
    page.add(
      group.isAlone
        ? style.link(finding.rule.displayable, to: finding.references.first?.url)
        : "\(group.rules.count) rules")
    page.add("]: ")
    page.add(style.paint(finding.message.displayable(upTo: 1_000), .bold))
    page.endLine()
  }

  private func notes(_ finding: Finding, _ group: FindingGroup, text: MaskedText?) -> [Note] {
    var notes: [Note] = []
    if !finding.remediation.isEmpty { notes.append(.prose("help", finding.remediation)) }
    if let fix = finding.fix, let diff = FixDiff(fix, text: text) {
      notes.append(.lines("fix", [fix.safety.words] + diff.lines(style)))
    }
    if let decided = finding.verdict.words { notes.append(.prose("note", decided)) }
    guard group.isAlone else { return notes + [.prose("rules", group.rules.joined(separator: ", "))] }
    return notes + [.lines("docs", ["preflight explain \(finding.rule.displayable)"] + finding.addresses)]
  }

  private func hang(_ note: Note, _ margin: Int, below page: inout Page) {
    let columns = margin + note.name.utf8.count + " = : ".utf8.count
    let texts: [String] =
      switch note {
      case .lines(_, let lines): lines
      case .prose(_, let text): wrapped(text, width: max(30, style.width - columns))
      }
    for (place, text) in texts.enumerated() {
      if place == 0 {
        page.addBlanks(margin)
        page.add(" = ")
        page.add(note.name)
        page.add(": ")
      } else {
        page.addBlanks(columns)
      }
      page.add(text)
      page.endLine()
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
