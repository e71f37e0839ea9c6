/// The report as `preflight/report/v1`: everything in it, suppressed findings too. `ReportSchema` says what it looks like.
import Document

struct JSONFormat: Sendable {
  static let schemaName = "preflight/report/v1"

  func render(_ report: Report) -> String {
    JSON.members([
      "schema": .string(Self.schemaName),
      "tool": .members(["name": "preflight", "version": .string(report.run.version)]),
      "run": json(report.run),
      "summary": summary(report),
      "files": .array(report.files.map(json) + report.unreadInputs.map(unread)),
      "findings": .array(report.findings.map(json)),
      "probes": .array(report.probes.map(json) + report.files.flatMap(\.unasked).map { _ in unasked }),
    ]).pretty + "\n"
  }

  private func json(_ run: Run) -> JSON {
    .members([
      "live": .string(run.live.rawValue),
      "profile": .string(run.profile),
      "fail_on": .string(run.failOn?.rawValue ?? "never"),
    ])
  }

  private func summary(_ report: Report) -> JSON {
    let summary = report.summary
    return .members([
      "files": .int(summary.files),
      "documents": .int(summary.documents),
      "rules": .int(summary.rules),
      "error": .int(summary.error),
      "warning": .int(summary.warning),
      "info": .int(summary.info),
      "undetermined": .int(summary.undetermined),
      "suppressed": .int(summary.suppressed),
      // A part of the form; no finding is in a baseline so far.
      "baselined": .int(0),
      "refuted": .int(summary.refuted),
      "gate": .string(report.gatePasses ? "pass" : "fail"),
    ])
  }

  private func json(_ file: CheckedFile) -> JSON {
    .members([
      "path": .string(file.path),
      "documents": .int(file.documents),
      "dialects": .strings(file.dialects),
      "status": .string(file.status.rawValue),
    ])
  }

  /// An input that a pipeline must not miss: it explains a gate that fails without a finding.
  private func unread(_ path: String) -> JSON {
    json(CheckedFile(path: path, documents: 0, dialects: [], status: .failed))
  }

  private func json(_ finding: Finding) -> JSON {
    .members([
      "rule": .string(finding.rule),
      "severity": .string(finding.severity.rawValue),
      "origin": .string(finding.origin.rawValue),
      "outcome": .string(finding.outcome.rawValue),
      "message": .string(finding.message),
      "file": .string(finding.place.file),
      "document": .int(finding.place.document),
      "path": .string(finding.place.path),
      "range": json(finding.place.range),
      "related": .array(finding.related.map(json)),
      "why": .string(finding.why),
      "remediation": .string(finding.remediation),
      "references": .array(finding.references.map(json)),
      "fix": finding.fix.map(json) ?? .null,
      "verdict": json(finding.verdict),
      "fingerprint": .string(finding.fingerprint),
      "suppressed": finding.suppressed.map(json) ?? .null,
    ])
  }

  private func json(_ range: SourceRange) -> JSON {
    .members(["start": json(range.start), "end": json(range.end)])
  }

  private func json(_ position: Position) -> JSON {
    .members([
      "line": .int(position.line), "column": .int(position.column), "offset": .int(position.offset),
    ])
  }

  private func json(_ related: RelatedPlace) -> JSON {
    .members([
      "label": .string(related.label), "path": .string(related.path), "range": json(related.range),
    ])
  }

  private func json(_ reference: Reference) -> JSON {
    .members(["title": .string(reference.title), "url": .string(reference.url)])
  }

  private func json(_ fix: Fix) -> JSON {
    let edits = fix.edits.map { JSON.members(["range": json($0.range), "text": .string($0.text)]) }
    return .members(["safety": .string(fix.safety.rawValue), "edits": .array(edits)])
  }

  private func json(_ verdict: Verdict) -> JSON {
    .members([
      "state": .string(verdict.state.rawValue),
      "reason": .optional(verdict.reason),
      "evidence": .strings(verdict.evidence),
    ])
  }

  private func json(_ suppressed: Suppressed) -> JSON {
    .members([
      "kind": .string(suppressed.kind.rawValue),
      "reason": .optional(suppressed.reason),
      "until": .optional(suppressed.until),
    ])
  }

  /// A transport without a known host and port: it explains a gate that fails for want of evidence.
  private var unasked: JSON {
    .members([
      "host": .null, "port": .null, "address": .null, "state": "skipped", "reason": "unknown-endpoint",
      "reply": .null, "ms": .null,
    ])
  }

  private func json(_ probe: ProbeRecord) -> JSON {
    .members([
      "host": .string(probe.host),
      "port": .int(probe.port),
      "address": .optional(probe.address),
      "state": .string(probe.state.rawValue),
      "reason": .optional(probe.reason),
      "reply": .optional(probe.reply),
      "ms": probe.milliseconds.map(JSON.double) ?? .null,
    ])
  }
}
