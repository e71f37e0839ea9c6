/// The JSON Schema of `preflight/report/v1`, as `preflight schema report` prints it. Closed: a key that is not here is
/// not in a report.

/// JSON Schema, draft 2020-12.
package let reportSchema: JSON = .object(
  [
    .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
    .init("$id", "urn:preflight:report:v1"),
    .init("title", .string(JSONFormat.schemaName)),
    .init("description", "What `preflight lint --output json` prints."),
  ]
    + closed([
      "schema": .members(["const": .string(JSONFormat.schemaName)]),
      "tool": object(["name": .members(["const": "preflight"]), "version": string]),
      "run": object([
        "live": words(["off", "advise", "require"]), "profile": string,
        "fail_on": words(["error", "warning", "info", "never"]),
      ]),
      "summary": summary,
      "files": list(
        of: object([
          "path": string, "documents": count, "dialects": list(of: string),
          "status": words(["checked", "failed", "skipped"]),
        ])),
      "findings": list(of: .members(["$ref": "#/$defs/finding"])),
      "probes": list(
        of: object([
          "host": stringOrNull,
          "port": .members([
            "type": .strings(["integer", "null"]), "minimum": .int(1), "maximum": .int(65_535),
          ]),
          "address": stringOrNull, "state": words(["answered", "inconclusive", "skipped"]),
          "reason": stringOrNull, "reply": stringOrNull,
          "ms": .members(["type": .strings(["number", "null"]), "minimum": .int(0)]),
        ])),
    ]) + [
      .init("$defs", .members(["finding": finding, "range": range, "position": position]))
    ])

private let summary = object([
  "files": count, "documents": count, "rules": count, "error": count, "warning": count, "info": count,
  "undetermined": count, "suppressed": count, "baselined": count, "refuted": count,
  "gate": words(["pass", "fail"]),
])

private let finding = object([
  "rule": string,
  "severity": words(Severity.allCases.map(\.rawValue)),
  "origin": words(["static", "live"]),
  "outcome": words(["fail", "undetermined", "rule-error"]),
  "message": string,
  "file": string,
  "document": count,
  "path": string,
  "range": rangeReference,
  "related": list(of: object(["label": string, "path": string, "range": rangeReference])),
  "why": string,
  "remediation": string,
  "references": list(of: object(["title": string, "url": string])),
  "fix": nullable(
    object([
      "safety": words(["safe", "unsafe"]),
      "edits": list(of: object(["range": rangeReference, "text": string])),
    ])),
  "verdict": object([
    "state": words(["not-run", "confirmed", "refuted", "inconclusive", "not-applicable", "skipped"]),
    "reason": stringOrNull,
    "evidence": list(of: string),
  ]),
  "fingerprint": string,
  "suppressed": nullable(
    object([
      "kind": words(["inline", "config", "baseline"]), "reason": stringOrNull, "until": stringOrNull,
    ])),
])

private let range = object([
  "start": .members(["$ref": "#/$defs/position"]), "end": .members(["$ref": "#/$defs/position"]),
])

/// Lines and columns from 1, columns in Unicode scalars, offsets in bytes from 0.
private let position = object([
  "line": .members(["type": "integer", "minimum": .int(1)]),
  "column": .members(["type": "integer", "minimum": .int(1)]),
  "offset": count,
])

private let rangeReference: JSON = .members(["$ref": "#/$defs/range"])
private let string: JSON = .members(["type": "string"])
private let stringOrNull: JSON = .members(["type": .strings(["string", "null"])])
private let count: JSON = .members(["type": "integer", "minimum": .int(0)])

private func words(_ words: [String]) -> JSON { .members(["enum": .strings(words)]) }
private func list(of items: JSON) -> JSON { .members(["type": "array", "items": items]) }
private func nullable(_ schema: JSON) -> JSON {
  .members(["anyOf": .array([schema, .members(["type": "null"])])])
}
private func object(_ properties: KeyValuePairs<String, JSON>) -> JSON { .object(closed(properties)) }

/// An object all of whose properties are there, and no other.
private func closed(_ properties: KeyValuePairs<String, JSON>) -> [JSON.Member] {
  [
    .init("type", "object"),
    .init("properties", .members(properties)),
    .init("required", .strings(properties.map(\.key))),
    .init("additionalProperties", .bool(false)),
  ]
}
