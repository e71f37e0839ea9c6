import Document
import Testing

@testable import PreflightKit

@Suite("The human format")
struct HumanFormatTests {
  private let sample = Sample(
    "transports:\n  - host: smtp.example.com\n    port: 587\n    tls:\n      mode: implicit\n",
    name: "bad.yaml")

  private var mismatch: Finding {
    sample.finding(
      "port 587 speaks STARTTLS, but tls.mode is implicit", at: sample.range("implicit"),
      because: [("587 speaks STARTTLS", sample.range("587"))],
      remediation:
        "Set tls.mode to starttls to keep port 587, or move to port 465, where TLS starts with the first byte.",
      references: [
        Reference(title: "RFC 8314 §3.3", url: "https://www.rfc-editor.org/rfc/rfc8314#section-3.3")
      ],
      fix: Fix(safety: .safe, edits: [Fix.Edit(range: sample.range("implicit"), text: "starttls")]))
  }

  @Test("a finding shows its place, the lines, the help, the fix and where to read on; the verdict is last")
  func whole() {
    #expect(
      Format.human.render(sample.report([mismatch]), Style(width: 80)) == """
        error[tls/mode-matches-port]: port 587 speaks STARTTLS, but tls.mode is implicit
         --> bad.yaml:5:13
          |
        3 |     port: 587
          |           --- 587 speaks STARTTLS
        4 |     tls:
        5 |       mode: implicit
          |             ^^^^^^^^
          |
          = help: Set tls.mode to starttls to keep port 587, or move to port 465, where
                  TLS starts with the first byte.
          = fix: safe to apply
                 5 -       mode: implicit
                 5 +       mode: starttls
          = docs: preflight explain tls/mode-matches-port
                  https://www.rfc-editor.org/rfc/rfc8314#section-3.3

        1 file, 1 document, 18 rules: 1 error
        gate: FAIL (fail-on error), exit 1; next: preflight explain tls/mode-matches-port

        """)
  }

  @Test("a clean run prints one line")
  func clean() {
    #expect(
      Format.human.render(sample.report([]))
        == "1 file, 1 document, 18 rules: no findings; gate: PASS (fail-on error), exit 0\n")
  }

  @Test("colour marks severities, carets and the verdict, and only where there is colour")
  func colour() {
    let coloured = Format.human.render(sample.report([mismatch]), Style(color: true))
    #expect(coloured.contains("\u{1B}[1;31merror\u{1B}[0m[tls/mode-matches-port]: \u{1B}[1mport 587"))
    #expect(coloured.contains("\u{1B}[1;31m^^^^^^^^\u{1B}[0m"))
    #expect(coloured.contains("gate: \u{1B}[1;31mFAIL\u{1B}[0m"))
    #expect(!Format.human.render(sample.report([mismatch])).contains("\u{1B}"))
  }

  @Test("the rule's id links to its first reference where links are understood")
  func links() {
    let text = Format.human.render(sample.report([mismatch]), Style(links: true))
    #expect(
      text.contains(
        "[\u{1B}]8;;https://www.rfc-editor.org/rfc/rfc8314#section-3.3\u{1B}\\tls/mode-matches-port\u{1B}]8;;\u{1B}\\]"
      ))
  }

  @Test("an address that could end the link early makes no link")
  func hostileLink() {
    var finding = mismatch
    finding.references = [Reference(title: "x", url: "https://x/\u{1B}\\evil")]
    let text = Format.human.render(sample.report([finding]), Style(links: true))
    #expect(!text.contains("\u{1B}"))
  }

  @Test("suppressed findings are counted, not shown; refuted ones are shown and do not count")
  func hidden() {
    var silenced = mismatch
    silenced.suppressed = Suppressed(kind: .inline, reason: "vendor")
    var refuted = mismatch
    refuted.verdict = Verdict(
      state: .refuted, reason: "mode", evidence: ["587 answered with a TLS ServerHello"])
    let text = Format.human.render(sample.report([silenced, refuted]))
    #expect(text.hasPrefix("refuted[tls/mode-matches-port]"))
    #expect(
      text.contains("= note: refuted on the wire, so it does not count: 587 answered with a TLS ServerHello"))
    #expect(text.contains("18 rules: no findings (1 suppressed, 1 refuted)\n"))
    #expect(
      text.hasSuffix("gate: PASS (fail-on error), exit 0; next: preflight explain tls/mode-matches-port\n"))
  }

  @Test("an undetermined finding is announced as such and counted apart, and hidden where such are ignored")
  func undetermined() {
    var finding = mismatch
    finding.outcome = .undetermined
    finding.fix = nil
    var run = Run.sample
    let noted = Format.human.render(sample.report([finding], run: run))
    #expect(noted.hasPrefix("undetermined[tls/mode-matches-port]: "))
    #expect(noted.contains("1 undetermined\n"))
    run.onUndetermined = .ignore
    #expect(
      Format.human.render(sample.report([finding], run: run))
        == "1 file, 1 document, 18 rules: 1 undetermined; gate: PASS (fail-on error), exit 0\n")
  }

  @Test("open questions with one cause are told once, and name every rule")
  func oneCause() {
    let rules = ["auth/missing", "tls/none", "tls/opportunistic"]
    let findings = rules.map {
      sample.finding(
        "not decided: it depends on `MODE`", at: sample.range("implicit"), rule: $0, outcome: .undetermined)
    }
    #expect(
      Format.human.render(sample.report(findings)) == """
        undetermined[3 rules]: not decided: it depends on `MODE`
         --> bad.yaml:5:13
          |
        5 |       mode: implicit
          |             ^^^^^^^^
          |
          = rules: auth/missing, tls/none, tls/opportunistic

        1 file, 1 document, 18 rules: 3 undetermined
        gate: PASS (fail-on error), exit 0; next: preflight explain auth/missing

        """)
  }

  @Test("skipped files say why, and what was meant; what a folder search came upon is only counted")
  func skipped() {
    func file(_ path: String, _ note: SkipNote, named: Bool = true) -> CheckedFile {
      CheckedFile(path: path, documents: 0, dialects: [], status: .skipped, note: note, isNamed: named)
    }
    var report = sample.report([])
    report.files = [
      file("a.yaml", .empty), file("b.yaml", .onlyComments), file("c.yaml", .unrecognised(guess: nil)),
      file("d.yaml", .unrecognised(guess: .markerMissing(seen: "transports"))),
      file("e.yaml", .unrecognised(guess: .markerMisspelt(seen: "prefligth"))),
      file("f.yaml", .unrecognised(guess: nil), named: false), file("g.yaml", .empty, named: false),
    ]
    #expect(
      Format.human.render(report) == """
        7 files, 0 documents, 18 rules: no findings
        skipped: a.yaml: it is empty
        skipped: b.yaml: it holds only comments
        skipped: c.yaml: not a campaign; a campaign starts with `preflight: campaign/v1`
        skipped: d.yaml: it has `transports`, but no `preflight: campaign/v1`; add that line if it is a campaign
        skipped: e.yaml: it has `prefligth`; did you mean `preflight: campaign/v1`?
        skipped: 2 other files that are no campaign
        gate: FAIL (fail-on error), nothing was checked, exit 3

        """)
  }

  @Test("the gate line says why it fails when no finding does")
  func reasons() {
    var report = sample.report([mismatch])
    report.findings[0].severity = .warning
    report.run.maxWarnings = 0
    #expect(
      Format.human.render(report).contains(
        "gate: FAIL (fail-on error, max-warnings 0), too many warnings, exit 1"))
    report.unreadInputs = ["gone.yaml", "other.yaml"]
    #expect(
      Format.human.render(report).contains(
        "gate: FAIL (fail-on error, max-warnings 0), 2 inputs could not be read, exit 2"))
  }

  @Test("nothing in a finding or a file name can steer the terminal")
  func hostile() {
    let evil = "x\u{1B}]0;owned\u{7}\u{202E}\u{61C}\ny"
    var finding = mismatch
    finding.message = evil
    finding.remediation = evil
    finding.rule = evil
    finding.related[0].label = evil
    finding.references[0].url = evil
    finding.place.file = evil
    finding.verdict = Verdict(state: .inconclusive, reason: evil, evidence: [evil])
    finding.fix?.edits[0].text = evil
    var report = sample.report([finding])
    report.files[0].path = evil
    for format in Format.allCases {
      let text = format.render(report, Style(links: true))
      #expect(!text.unicodeScalars.contains { [0x1B, 7, 0x202E, 0x61C].contains($0.value) }, "\(format)")
    }
  }

  @Test("quiet leaves the verdict out")
  func quiet() {
    #expect(Format.human.render(sample.report([]), Style(quiet: true)).isEmpty)
  }
}
