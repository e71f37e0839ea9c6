import Document
import Foundation
import Testing

@testable import PreflightKit

@Suite("The formats for machines")
struct MachineFormatTests {
  static let sample = Sample("a: 1\npörtß: \"25\"\n", name: "dir/ä b.yaml")

  /// Every optional part both ways, every word of every enumeration at least once.
  static var reports: [Report] {
    var full = sample.report([
      sample.finding(
        "quote \" backslash \\ tab \t bell \u{7} emoji 🎉", at: sample.range("25"),
        because: [("label", sample.range("1"))], remediation: "do it",
        references: [Reference(title: "T", url: "u")],
        fix: Fix(safety: .unsafe, edits: [Fix.Edit(range: sample.range("25"), text: "587\n")]),
        verdict: Verdict(state: .inconclusive, reason: "timeout", evidence: ["e1", "e2"]),
        suppressed: Suppressed(kind: .inline, reason: "why", until: "2026-12-31")),
      sample.finding("m", at: sample.range("1"), severity: .warning, outcome: .undetermined),
      sample.finding(
        "m", at: sample.range("1"), severity: .info, outcome: .ruleError,
        suppressed: Suppressed(kind: .inline)),
    ])
    full.probes = [
      ProbeRecord(host: "h", port: 25, address: "192.0.2.1", state: .answered, milliseconds: 12.5),
      ProbeRecord(host: "h", port: 465, state: .inconclusive, reason: "timeout"),
      ProbeRecord(host: "h", port: 587, state: .skipped),
    ]
    full.files += [CheckedFile(path: "e", documents: 0, dialects: [], status: .skipped, note: .empty)]
    full.files += [CheckedFile(path: "f", documents: 0, dialects: [], status: .failed)]
    full.files[0].unasked = ["transports[0]"]
    let never = Run(version: "0.1.0", profile: "strict", live: .require, failOn: nil)
    return [Report(run: .sample), sample.report([]), full, Report(run: never)]
  }

  @Test("compact is one line a finding: path, line, column, severity, rule, message")
  func compact() {
    let sample = Self.sample
    let text = Format.compact.render(
      sample.report([
        sample.finding("port is 25", at: sample.range("25")),
        sample.finding("not known", at: sample.range("1"), outcome: .undetermined),
      ]))
    #expect(
      text == """
        dir/ä b.yaml:2:9: error[tls/mode-matches-port] port is 25
        dir/ä b.yaml:1:4: undetermined[tls/mode-matches-port] not known

        """)
    #expect(Format.compact.render(sample.report([])).isEmpty)
  }

  @Test("the JSON report has the documented keys in the documented order")
  func jsonGolden() {
    let sample = Self.sample
    let finding = sample.finding(
      "m", at: sample.range("25"),
      fix: Fix(safety: .safe, edits: [Fix.Edit(range: sample.range("25"), text: "587")]))
    #expect(
      Format.json.render(sample.report([finding])).replacing("\n", with: "").replacing("  ", with: "") == """
        {"schema": "preflight/report/v1","tool": {"name": "preflight","version": "0.1.0"},\
        "run": {"live": "off","profile": "rfc8314","fail_on": "error"},\
        "summary": {"files": 1,"documents": 1,"rules": 18,"error": 1,"warning": 0,"info": 0,"undetermined": 0,\
        "suppressed": 0,"baselined": 0,"refuted": 0,"gate": "fail"},\
        "files": [{"path": "dir/ä b.yaml","documents": 1,"dialects": ["campaign/v1"],"status": "checked"}],\
        "findings": [{"rule": "tls/mode-matches-port","severity": "error","origin": "static","outcome": "fail",\
        "message": "m","file": "dir/ä b.yaml","document": 0,"path": "transports[0].tls.mode",\
        "range": {"start": {"line": 2,"column": 9,"offset": 15},"end": {"line": 2,"column": 11,"offset": 17}},\
        "related": [],"why": "","remediation": "","references": [],\
        "fix": {"safety": "safe","edits": [{"range": {"start": {"line": 2,"column": 9,"offset": 15},\
        "end": {"line": 2,"column": 11,"offset": 17}},"text": "587"}]},\
        "verdict": {"state": "not-run","reason": null,"evidence": []},"fingerprint": "","suppressed": null}],\
        "probes": []}
        """)
  }

  @Test("JSON reads back as what was written, whatever is in it")
  func roundTrip() throws {
    let low = (0..<0x3000).compactMap { Unicode.Scalar($0).map(String.init) }.joined()
    let nasty = low + "🎉\u{E0001}\u{10FFFF}"
    let text = JSON.members(["k": .string(nasty), "n": .double(1.5), "x": .double(.nan), "e": .array([])])
      .pretty
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect((read?["k"] as? String).map { Array($0.unicodeScalars) } == Array(nasty.unicodeScalars))
    #expect(read?["n"] as? Double == 1.5)
    #expect(read?["x"] is NSNull)
  }

  @Test(
    "every JSON report is valid by the schema that the tool prints",
    .enabled(if: Python.hasJSONSchema, "needs python3 with jsonschema"))
  func validBySchema() throws {
    for report in Self.reports {
      #expect(try Python.validate(Format.json.render(report), against: reportSchema.pretty) == "valid")
    }
  }

  @Test(
    "the schema refuses what is not a report",
    .enabled(if: Python.hasJSONSchema, "needs python3 with jsonschema"))
  func schemaIsClosed() throws {
    let good = Format.json.render(Self.reports[2])
    for (from, to) in [
      ("\"gate\": \"fail\"", "\"gate\": \"maybe\""), ("\"gate\": \"pass\"", "\"gate\": 1"),
      ("\"probes\"", "\"probez\""), ("\"column\": 9", "\"column\": 0"),
      ("\"state\": \"answered\"", "\"state\": \"ok\""),
    ] where good.contains(from) {
      #expect(try Python.validate(good.replacing(from, with: to), against: reportSchema.pretty) != "valid")
    }
  }
}

/// A JSON Schema validator that is not ours.
enum Python {
  static let hasJSONSchema = (try? run("import jsonschema; print('yes')", [])) == "yes"

  static func validate(_ document: String, against schema: String) throws -> String {
    let program = """
      import json, sys, jsonschema
      schema, document = (json.load(open(p)) for p in sys.argv[1:3])
      jsonschema.Draft202012Validator.check_schema(schema)
      errors = [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(document)]
      print('; '.join(errors)[:500] or 'valid')
      """
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [folder.appending(path: "schema.json"), folder.appending(path: "document.json")]
    try Data(schema.utf8).write(to: files[0])
    try Data(document.utf8).write(to: files[1])
    return try run(program, files.map(\.path))
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
