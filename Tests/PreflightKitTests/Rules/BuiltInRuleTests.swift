import Document
@testable import PreflightKit
import Testing

extension Rule: CustomTestStringConvertible {
  package var testDescription: String { id }
}

@Suite("Built-in rules")
struct BuiltInRuleTests {
  static let pack = RulePack.builtIn()

  @Test("a rule file is read without a mistake", arguments: pack.rules)
  func reads(_ rule: Rule) {
    let expected = String(rule.file.dropFirst("checks/".count).dropLast(".yaml".count))
    let reading = RuleReader.read(rule.source, expectedID: expected)
    #expect(reading.faults.map(\.described) == [])
    #expect(reading.logic == rule.logic, "what the build took out of the file must be what the reader reads")
  }

  @Test("a rule's expressions, paths and texts fit the schema", arguments: pack.rules)
  func checks(_ rule: Rule) {
    #expect(RuleChecker.check(rule.source, in: Self.pack).map(\.described) == [])
  }

  @Test("the tests inside a rule hold", arguments: pack.rules)
  func tests(_ rule: Rule) {
    let tester = RuleTester(pack: Self.pack, now: .testDay)
    for outcome in tester.test(rule) {
      #expect(outcome.failure == nil, "\(rule.file):\(outcome.place.start.line) \(outcome.test)")
    }
    #expect(tester.missing(rule).isEmpty)
  }

  @Test("every profile names rules that exist", arguments: Profile.all)
  func profiles(_ id: String) throws {
    let profile = try #require(Profile.named(id))
    #expect(profile.id == id)
    for name in profile.setups.keys { #expect(Self.pack.rule(name) != nil, "\(name)") }
  }

  @Test("every provider and network is read without a mistake")
  func catalogue() throws {
    for file in EmbeddedRules.files {
      let shape: ObjectShape
      switch file.path.split(separator: "/").first {
      case "providers": shape = providerSchema
      case "networks": shape = networkSchema
      default: continue
      }
      let stream = YAMLStream(parsing: SourceText(name: file.path, bytes: Array(file.text.utf8)))
      let root = try #require(stream.documents.first?.root, "\(file.path)")
      var reader = SchemaReader()
      _ = reader.read(root, as: shape)
      #expect(reader.faults.map { "\(file.path): \($0.message(hidesValue: false))" } == [])
      #expect(file.path.hasSuffix("/\(root.value(for: "id")?.text ?? "").yaml"))
    }
  }
}

extension RuleFault {
  var described: String { "\(file):\(range.start.line):\(range.start.column): \(message)" }
}
