import CEL
import Document
import Testing

@testable import PreflightKit

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

  @Test("a built-in rule judges the same when it is read from its file", arguments: pack.rules)
  func readAsATeamsOwn(_ rule: Rule) throws {
    var pack = Self.pack
    #expect(pack.add(ruleFiles: [rule.source]).map(\.described) == [])
    let read = try #require(pack.rule(rule.id))
    #expect(!read.isBuiltIn)
    for outcome in RuleTester(pack: pack, now: .testDay).test(read) {
      #expect(outcome.failure == nil, "\(rule.file):\(outcome.place.start.line) \(outcome.test)")
    }
  }

  @Test("what the build took out of a profile is what its file says", arguments: Profile.all)
  func profile(_ id: String) throws {
    let text = try #require(EmbeddedRules.text(of: "profiles/\(id).yaml"))
    let stream = YAMLStream(parsing: SourceText(name: id, bytes: Array(text.utf8)))
    let entries = try #require(stream.documents.first?.root?.value(for: "rules")).entries
    let setups = EmbeddedRules.setups(of: id)
    #expect(setups.map(\.rule) == entries.map(\.key.text))
    #expect(setups.map { "\($0.value)" } == entries.map { "\(WrittenParameter($0.value))" })
    #expect(Profile.setups(of: id).count == entries.count && !entries.isEmpty)
  }

  @Test("what the build prepared of a rule are the trees and parameters of its file", arguments: pack.rules)
  func prepared(_ rule: Rule) throws {
    let trees = try #require(rule.trees)
    let names = Dictionary(
      zip(rule.logic.variables, trees.variables).map { ("vars.\($0.name)", $1) }, uniquingKeysWith: { $1 })
    func same(_ tree: Int?, _ written: String?) {
      #expect((tree == nil) == (written == nil))
      guard let tree, let written else { return }
      var writer = ExpressionWriter(words: EmbeddedRules.words)
      _ = writer.add(Expression(parsing: written), variables: names)
      let start = EmbeddedRules.trees.utf8Start + tree
      #expect(writer.bytes.elementsEqual(UnsafeBufferPointer(start: start, count: writer.bytes.count)))
      #expect(writer.words == EmbeddedRules.words)
    }
    for (place, variable) in zip(trees.variables, rule.logic.variables) {
      same(EmbeddedRules.variables[place].tree, variable.expression)
    }
    same(trees.when, rule.logic.when)
    #expect(trees.assertions.count == rule.logic.assertions.count)
    for (tree, written) in zip(trees.assertions, rule.logic.assertions) { same(tree, written) }
    let prepared = RuleParameters(ofBuiltIn: trees.rule, [:]).constant(named: "params")
    let parameters = try #require(rule.readText()).parameters
    #expect(prepared == RuleParameters(parameters, [:]).constant(named: "params"))
  }

  @Test("every profile names rules that exist", arguments: Profile.all)
  func profiles(_ id: String) throws {
    let profile = try #require(Profile.named(id))
    #expect(profile.id == id)
    for name in profile.setups.keys { #expect(Self.pack.rule(name) != nil, "\(name)") }
  }

  @Test("what the build read of a file is what the file says")
  func documents() throws {
    var prepared = 0
    for file in EmbeddedRules.files where file.path.hasSuffix(".yaml") {
      prepared += file.document == nil ? 0 : 1
      let root = try #require(file.root, "\(file.path)")
      let read = try #require(YAMLStream(parsing: file.source).documents.first?.root)
      #expect(described(root) == described(read), "\(file.path)")
    }
    #expect(prepared > 250)
  }

  /// Every node with its place and what it holds.
  private func described(_ node: YAMLNode) -> [String] {
    [
      "\(node.kind) \(node.range) \(node.contentRange) \(node.style) \(node.isFlow) \(node.isNull) \(node.text)"
    ]
      + node.items.flatMap(described) + node.entries.flatMap { described($0.key) + described($0.value) }
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
