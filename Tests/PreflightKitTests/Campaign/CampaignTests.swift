import CEL
import Document
import PreflightKit
import Testing

/// Reads a campaign whose text marks the expected place of a fault with `«` and `»`.
private func read(_ marked: String, variables: [String: String] = [:]) throws -> (Campaign, Substring?) {
  let parts = marked.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
  var wanted: Substring?
  var text = marked
  if parts.count == 2, let end = parts[1].firstIndex(of: "»") {
    wanted = parts[1][..<end]
    text = String(parts[0]) + String(parts[1][..<end]) + String(parts[1][parts[1].index(after: end)...])
  }
  let stream = YAMLStream(parsing: SourceText(name: "test.yaml", bytes: Array(text.utf8)))
  try #require(stream.faults.isEmpty)
  let root = try #require(stream.documents.first?.root)
  return (Campaign(root, variables: variables), wanted)
}

@Suite("Reading a campaign by the schema")
struct CampaignTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String
    var testDescription: String { message }
  }

  static let head = "preflight: campaign/v1\n"
  static let cases: [Case] = [
    Case(
      text: "transports:\n  - host: a.example\n    «prot»: 587",
      message: "unknown key `prot` in `transports[0]`, did you mean `port`?"),
    Case(
      text: "«tansports»: []\ntransports: [{host: a.example}]",
      message: "unknown key `tansports`, did you mean `transports`?"),
    Case(text: "«transports»: []", message: "`transports` is empty"),
    Case(
      text: "transports:\n  - «name: primary»", message: "`transports[0]` has no `host`"),
    Case(
      text: "transports: [{host: a.example, port: «many»}]",
      message: "`transports[0].port` must be an integer, but it is `many`"),
    Case(
      text: "transports: [{host: a.example, port: «99999»}]",
      message: "`transports[0].port` is 99999, outside of 1 to 65535"),
    Case(
      text: "transports: [{host: a.example, port: «99999999999999999999»}]",
      message: "`transports[0].port` is 99999999999999999999, outside of 1 to 65535"),
    Case(
      text: "transports: [{host: a.example, tls: {mode: «ssl»}}]",
      message: "`transports[0].tls.mode` cannot be `ssl`, did you mean `starttls` or `implicit`?"),
    Case(
      text: "transports: [{host: a.example, tls: {mode: «SMTPS»}}]",
      message: "`transports[0].tls.mode` cannot be `SMTPS`, did you mean `implicit`?"),
    Case(
      text: "transports: [{host: a.example, timeouts: {connect: «30000»}}]",
      message:
        "`transports[0].timeouts.connect` must be a time with a unit, such as `30s`, but it is `30000`; write `30000ms` for milliseconds or `30000s` for seconds"
    ),
    Case(
      text: "transports: [«smtp.example.com:587»]",
      message:
        "`transports[0]` must be a mapping of keys, but it is `smtp.example.com:587`; write `{host: smtp.example.com:587}`"
    ),
    Case(
      text: "transports: [{host: a.example}]\nauthentication: {spf: {include: «\"#x\"»}}",
      message:
        "`authentication.spf.include` must be a list, but it is `#x`; write `['#x']` or one entry a line, each after `- `"
    ),
    Case(
      text: "transports: [{host: a.example, tls: «true»}]",
      message:
        "`transports[0].tls` must be a mapping of keys, but it is `true`; write `{mode: starttls}` or `{mode: implicit}`"
    ),
    Case(
      text: "transports: [{host: a.example, tls: {mode: «STARTTLS»}}]",
      message: "`transports[0].tls.mode` cannot be `STARTTLS`, did you mean `starttls`?"),
    Case(
      text: "transports: [{host: a.example, timeouts: {connect: «30»}}]",
      message:
        "`transports[0].timeouts.connect` must be a time with a unit, such as `30s`, but it is `30`; write `30s` for seconds"
    ),
    Case(
      text: "transports: [{host: a.example, tls: «[starttls]»}]",
      message: "`transports[0].tls` must be a mapping of keys, but it is a list"),
    Case(
      text: "transports: «smtp.example.com»",
      message:
        "`transports` must be a list of mappings, but it is `smtp.example.com`; begin each entry with `- `, and write its keys below each other"
    ),
    Case(
      text: "transports: [{host: a.example, «port»: }]",
      message: "`transports[0].port` must be an integer, but it has no value"),
    Case(
      text: "transports: [{host: a.example, tls: {verify: «maybe»}}]",
      message: "`transports[0].tls.verify` must be true or false, but it is `maybe`"),
  ]

  @Test("each fault has its message and its place", arguments: cases)
  func fault(_ example: Case) throws {
    let (campaign, wanted) = try read(Self.head + example.text)
    #expect(campaign.faults.map { $0.message(hidesValue: false) } == [example.message])
    let text = (Self.head + example.text).filter { $0 != "«" && $0 != "»" }
    let range = try #require(campaign.faults.first?.range)
    let cut = String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self)
    #expect(cut.trimmedEnd == wanted.map(String.init))
  }

  @Test("scalars are read by the schema, not by YAML's guess")
  func scalars() throws {
    let (campaign, _) = try read(
      Self.head
        + """
        campaign: {recipients: "250000", window: 1h30m, message_size: 120KB}
        transports:
          - {host: 127.0.0.1, port: "587", tls: {verify: no, min_version: 1.2}, timeouts: {connect: 1500ms}}
        """)
    #expect(campaign.faults.isEmpty)
    let transport = try #require(campaign.transports.first)
    #expect(transport.member("host")?.value.text == "127.0.0.1")
    #expect(transport.member("port")?.value.text == "587")
    #expect(transport.member("tls")?.member("verify")?.value.text == "false")
    #expect(transport.member("tls")?.member("min_version")?.value.text == "1.2")
    #expect(campaign.root.member("campaign")?.member("message_size")?.value.text == "120000")
  }

  @Test(
    "an amount at the edge of what can be counted is read, refused or out of range, and never ends the program",
    arguments: [
      ("message_size", "1.5MB", nil), ("message_size", "1.5.5MB", "type"), ("message_size", "1.KB", "type"),
      ("message_size", "9223372036.854775807GB", "range"), ("message_size", "9223372036.9GB", "range"),
      ("message_size", "8589934591.999999999GiB", "range"), ("message_size", "999999999999GB", "range"),
      ("message_size", "1234567890123GB", "type"), ("message_size", "1.1234567890KB", "type"),
      ("window", "1h30m", nil), ("window", "0.5h", nil), ("window", "1h.5m", "type"), ("window", "h", "type"),
      ("window", "106751d23h47m16.8s", "range"), ("window", "106751d23h47m16.9s", "type"),
      ("window", "999999999999d", "type"), ("window", "106751d106751d", "type"),
    ])
  func amounts(key: String, text: String, wanted: String?) throws {
    let (campaign, _) = try read(
      Self.head + "campaign: {\(key): \(text)}\ntransports: [{host: a.example, port: 587}]")
    let found = campaign.faults.first?.kind.rule.id
    #expect(found == wanted.map { "schema/\($0)" }, "\(key): \(text)")
  }

  @Test("a placeholder leaves one value unknown and says where it stands")
  func placeholder() throws {
    let (campaign, _) = try read(Self.head + "transports: [{host: a.example, port: \"${SMTP_PORT}\"}]")
    #expect(campaign.faults.isEmpty)
    #expect(campaign.unknowns.keys.sorted() == ["transports[0].port"])
    #expect(campaign.unknowns["transports[0].port"]?.variables == ["SMTP_PORT"])
    let port = try #require(campaign.transports.first?.member("port")?.value)
    guard case .unknown = port else {
      Issue.record("the port must be unknown")
      return
    }
  }

  @Test("a value handed in is read like a written one")
  func variables() throws {
    let text = Self.head + "transports: [{host: a.example, port: \"${SMTP_PORT}\"}]"
    let (good, _) = try read(text, variables: ["SMTP_PORT": "587"])
    #expect(good.transports.first?.member("port")?.value.text == "587")
    let (bad, _) = try read(text, variables: ["SMTP_PORT": "none"])
    #expect(bad.faults.count == 1)
  }

  @Test("a value under an alias points at its use and its definition")
  func alias() throws {
    let (campaign, _) = try read(
      Self.head
        + """
        x-tls: &tls {mode: starttls}
        transports:
          - {host: a.example, tls: *tls}
        """)
    let mode = try #require(campaign.transports.first?.member("tls")?.member("mode"))
    #expect(mode.origin.definition != nil)
    #expect(mode.origin.range.start > (mode.origin.definition?.end ?? 0))
  }
}

extension Value {
  fileprivate var text: String? {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    case .bool(let flag): String(flag)
    default: nil
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}
