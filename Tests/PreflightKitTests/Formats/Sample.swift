// Reports by hand for the tests of the formats: a text in, findings at places found by the words that stand there.
import Document

@testable import PreflightKit

struct Sample {
  let source: SourceText
  var secrets: [TextRange] = []

  init(_ text: String, name: String = "campaign.yaml") {
    source = SourceText(name: name, bytes: Array(text.utf8))
  }

  /// The place of the n-th occurrence of some words, counted from 0.
  func range(_ words: String, _ occurrence: Int = 0) -> SourceRange {
    var found: [Int] = []
    let needle = Array(words.utf8)
    for start in source.bytes.indices where source.bytes[start...].starts(with: needle) {
      found.append(start)
    }
    let start = occurrence < found.count ? found[occurrence] : 0
    return SourceRange(TextRange(start: start, end: start + needle.count), in: source)
  }

  func range(from first: String, to last: String) -> SourceRange {
    SourceRange(start: range(first).start, end: range(last).end)
  }

  func finding(
    _ message: String, at range: SourceRange, rule: String = "tls/mode-matches-port",
    severity: Severity = .error,
    outcome: Finding.Outcome = .fail, because related: [(String, SourceRange)] = [], remediation: String = "",
    references: [Reference] = [], fix: Fix? = nil, verdict: Verdict = .notRun, suppressed: Suppressed? = nil
  ) -> Finding {
    Finding(
      rule: rule, severity: severity, outcome: outcome, message: message,
      place: Place(file: source.name, document: 0, path: "transports[0].tls.mode", range: range),
      related: related.map { RelatedPlace(label: $0.0, path: "", range: $0.1) }, remediation: remediation,
      references: references, fix: fix, verdict: verdict, suppressed: suppressed)
  }

  func file(_ status: CheckedFile.Status = .checked) -> CheckedFile {
    CheckedFile(
      path: source.name, documents: 1, dialects: ["campaign/v1"], status: status,
      text: MaskedText(source, covering: secrets))
  }

  func report(_ findings: [Finding], run: Run = .sample) -> Report {
    Report(run: run, files: [file()], findings: findings, ruleCount: 18)
  }

  /// The snippet alone, as it stands in the human format.
  func snippet(_ finding: Finding, style: Style = .plain) -> String {
    let lines = Snippet(finding, text: MaskedText(source, covering: secrets), style: style)?.lines ?? []
    return lines.joined(separator: "\n")
  }
}

extension Run {
  static let sample = Run(version: "0.1.0", profile: "rfc8314")
}
