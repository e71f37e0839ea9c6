import Testing

@testable import PreflightKit

/// Keys that other programs have, and what they are called here.
@Suite("Keys spelt as elsewhere")
struct MeantKeyTests {
  private static let objects = {
    var found: [String: ObjectShape] = [:]
    func gather(_ object: ObjectShape) {
      found[object.name] = object
      for field in object.fields { field.shape.innerObject.map(gather) }
    }
    gather(campaignSchema)
    return found
  }()

  private static let lines = (EmbeddedRules.text(of: "words/keys.dat") ?? "").split(separator: "\n")
    .filter { !$0.hasPrefix("#") && !$0.hasPrefix("before ") }.map {
      $0.split(separator: " ").map(String.init)
    }

  @Test("each line names an object, a way to one of its keys, and spellings of which none is a key there")
  func lines() throws {
    #expect(Self.lines.count > 50)
    var seen: Set<[String]> = []
    for line in Self.lines {
      let object = try #require(Self.objects[line[0]], "\(line)")
      #expect(object.fields(along: line[1]) != nil && line.count > 2, "\(line)")
      for spelling in line[2...] {
        #expect(object.field(named: spelling) == nil, "\(line[0]) has \(spelling)")
        #expect(spelling.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }, "\(spelling)")
        #expect(seen.insert([line[0], spelling]).inserted, "\(spelling) stands twice for \(line[0])")
      }
    }
  }

  @Test(
    "an unknown key is told what it is called here",
    arguments: [
      (
        "transports: [{server: a.example}]", ["unknown key `server` in `transports[0]`, did you mean `host`?"]
      ),
      ("host: a.example", ["unknown key `host`, did you mean `transports[].host`?"]),
      (
        "transports: [{host: a.example, user_name: u, Password: p}]",
        [
          "unknown key `Password` in `transports[0]`, did you mean `auth.password`?",
          "unknown key `user_name` in `transports[0]`, did you mean `auth.username`?",
        ]
      ),
      (
        "transports: [{host: a.example, auth: {user: u, pass: p}}]",
        [
          "unknown key `pass` in `transports[0].auth`, did you mean `password`?",
          "unknown key `user` in `transports[0].auth`, did you mean `username`?",
        ]
      ),
      (
        "transports: [{host: a.example, timeout: 10s}]",
        ["unknown key `timeout` in `transports[0]`, did you mean `timeouts.connect`?"]
      ),
      (
        "transports: [{host: a.example, timeout: {connect: 10s}}]",
        ["unknown key `timeout` in `transports[0]`, did you mean `timeouts`?"]
      ),
      (
        "transports: [{host: a.example, prot: 587}]",
        ["unknown key `prot` in `transports[0]`, did you mean `port`?"]
      ),
      (
        "suppression: {enabled: true, postal_address: x}",
        ["unknown key `postal_address` in `suppression`; it belongs below `compliance`"]
      ),
      (
        "transports: [{host: a.example, sender: {from: a@b.example}}]",
        ["unknown key `sender` in `transports[0]`; it belongs to the document itself"]
      ),
      (
        "transports: [{host: a.example, insecure: true}]", ["unknown key `insecure` in `transports[0]`"]
      ),
      (
        "transports: [{host: a.example}]\nreturn-path: a@b.example",
        ["unknown key `return-path`, did you mean `sender.envelope_from`?"]
      ),
    ])
  func suggestions(text: String, messages: [String]) {
    let found = lint("preflight: campaign/v1\n\(text)\n").findings.filter { $0.rule == "schema/unknown-key" }
    #expect(found.map(\.message).sorted() == messages)
  }

  @Test(
    "the advice says where the key belongs",
    arguments: [
      ("transports: [{server: a.example}]", "Write `host`, or"),
      ("transports: [{host: a.example, user: u}]", "Write `username` below `auth`, or"),
      ("mail_host: a.example", "Write `host` below an entry of `transports`, or"),
      ("SMTP_USER: u", "Write `username` below `auth` in an entry of `transports`, or"),
      ("transports: [{host: a.example, EMAIL_USE_TLS: true}]", "Write `mode` below `tls`, or"),
      ("colour: red", "Correct the spelling, or"),
      ("suppression: {enabled: true, postal_address: x}", "Move it below `compliance`."),
      ("transports: [{host: a.example, max_attempts: 3}]", "Write `max_attempts` below `retry`, or"),
      (
        "transports: [{host: a.example, tls: {backoff: 3s}}]",
        "Move it below `retry` in an entry of `transports`."
      ),
      (
        "transports: [{host: a.example, compliance: {}}]",
        "Move it to the beginning of a line."
      ),
    ])
  func advice(text: String, beginning: String) throws {
    let report = lint("preflight: campaign/v1\n\(text)\n")
    let finding = try #require(report.findings.first { $0.rule == "schema/unknown-key" })
    #expect(finding.remediation.hasPrefix(beginning), "\(finding.remediation)")
  }

  @Test("what is written under another name is not reported as missing")
  func once() {
    let text = """
      preflight: campaign/v1
      campaign: {name: spring, kind: transactional}
      transports:
        - server: smtp.example.com
          port: 587
          encryption: starttls
          user: news
          pass: "${SMTP_PASSWORD}"
          timeouts: {connect: 10s}
      """
    let findings = lint(text).findings.filter { $0.severity > .info }
    #expect(Set(findings.map(\.rule)) == ["schema/unknown-key"])
    #expect(findings.map { $0.cut(from: text) } == ["server", "encryption", "user", "pass"])
  }

  @Test(
    "a scalar in the place of a mapping is told what it probably means",
    arguments: [
      ("tls: starttls", "; write `{mode: starttls}`"), ("tls: smtps", "; write `{mode: implicit}`"),
      ("tls: SSL", "; write `{mode: starttls}` or `{mode: implicit}`"),
      ("tls: yes", "; write `{mode: starttls}` or `{mode: implicit}`"),
      ("tls: off", "; write `{mode: none}`"), ("timeouts: 10s", "; write `{connect: 10s}`"),
      ("retry: 3", "; write `{max_attempts: 3}`"), ("limits: \"${N}\"", ""), ("auth: hunter2-canary", ""),
    ])
  func scalars(entry: String, hint: String) throws {
    let report = lint(campaign("host: a.example, port: 587, \(entry)"))
    let finding = try #require(report.findings.first { $0.rule == "schema/type" })
    #expect(finding.message.hasSuffix(hint), "\(finding.message)")
    #expect(hint.isEmpty == !finding.message.contains("write"))
    #expect(!finding.message.contains("canary"))
  }

  @Test(
    "a password under a foreign name is covered",
    arguments: [
      "transports: [{host: a.example, key-here: x, pass: S}]",
      "transports: [{host: a.example, auth: {username: u, key: S}}]",
      "transports: [{host: a.example, smtp_pass: S, port: 25}]",
    ])
  func secrets(text: String) throws {
    let text = "preflight: campaign/v1\n" + text.replacing("S", with: "cq7f3a9csq")
    let report = lint(text)
    #expect(report.findings.count > 0)
    let shown = try #require(report.file.text)
    let lines = (1...shown.lineCount).map { shown.line($0).text }.joined()
    #expect(!lines.contains("cq7f3a9csq") && lines.contains(MaskedText.mask))
  }
}
