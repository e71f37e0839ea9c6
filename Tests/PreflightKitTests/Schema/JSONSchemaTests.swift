/// The printed schemas and the reader itself: what one accepts the other accepts, as far as a schema can say it. The
/// files are JSON, which is YAML too.
import Document
import Testing

@testable import PreflightKit

@Suite("The printed schemas", .enabled(if: Python.hasJSONSchema, "needs python3 with jsonschema"))
struct JSONSchemaTests {
  @Test(
    "a campaign is accepted or refused by the schema as by the reader",
    arguments: [
      (#""port": 587"#, true), (#""port": "587""#, true), (#""port": "x""#, false), (#""tls": null"#, true),
      (#""tls": {"verify": "true"}"#, true), (#""tls": {"verify": "maybe"}"#, false), (#""tls": "x""#, false),
      (#""tls": {"min_version": 1.2}"#, true), (#""timeouts": {"connect": "0s"}"#, false),
      (#""timeouts": {"connect": "10s"}"#, true), (#""timeouts": {"connect": "0.5s"}"#, true),
      (#""retry": {"backoff": "0s"}"#, true), (#""port": "${PORT}""#, true),
    ])
  func campaign(entry: String, isValid: Bool) throws {
    let transport = #"{"host": "smtp.example.com", \#(entry)}"#
    let text = #"{"preflight": "campaign/v1", "transports": [\#(transport)]}"#
    let root = try #require(YAMLStream(parsing: source(text)).documents.first?.root)
    #expect(Campaign(root, variables: [:]).faults.isEmpty == isValid)
    let schema = jsonSchema(of: campaignSchema, title: "", placeholders: true)
    #expect(try (Python.validate(text, against: schema.pretty) == "valid") == isValid)
  }

  @Test(
    "a configuration is accepted or refused by the schema as by the reader",
    arguments: [
      (#"{"fail_on": "warning"}"#, true), (#"{"fail_on": "${X}"}"#, false), (#"{"rules": null}"#, true),
      (#"{"ignore": ["a"]}"#, true), (#"{"rules": {"a/b": {"params": [1]}}}"#, false),
      (#"{"rules": {"a/b": {"params": {"most": 1}}}}"#, true),
      (#"{"rules": {"a/b": {"severity": "${X}"}}}"#, false),
    ])
  func configuration(text: String, isValid: Bool) throws {
    #expect(ConfigFile(source(text)).faults.isEmpty == isValid)
    let schema = jsonSchema(of: configSchema, title: "", placeholders: false)
    #expect(try (Python.validate(text, against: schema.pretty) == "valid") == isValid)
  }

  private func source(_ text: String) -> SourceText {
    SourceText(name: "file.json", bytes: Array(text.utf8))
  }
}
