/// The report as one line a finding, `path:line:col: severity[rule] message`. Nothing found, nothing printed.
import Document

struct CompactFormat: Sendable {
  var style: Style

  func render(_ report: Report) -> String {
    report.shown.map(line).joined()
  }

  private func line(_ finding: Finding) -> String {
    let tone = Tone(finding)
    let start = finding.place.range.start
    let place = "\(finding.place.file.displayable):\(start.line):\(start.column):"
    let rule = style.link(finding.rule.displayable, to: finding.references.first?.url)
    return "\(place) \(style.paint(tone.word, tone.paint))[\(rule)] \(finding.message.displayable)\n"
  }
}
