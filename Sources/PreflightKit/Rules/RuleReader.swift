/// Reads a rule file: YAML in; a rule, or every mistake with its place, out. Nothing unknown is let pass.
import CEL
package import Document

package struct RuleReader {
  private let source: SourceText
  private let expectedID: String?
  private var faults: [RuleFault] = []

  package struct Reading: Sendable {
    package let logic: RuleLogic?
    package let text: RuleText?
    package let faults: [RuleFault]
  }

  /// - Parameter expectedID: the id that the file's place implies, if it lies in a rules folder.
  package static func read(_ source: SourceText, expectedID: String? = nil) -> Reading {
    var reader = RuleReader(source: source, expectedID: expectedID)
    return reader.read()
  }

  /// The texts of a file that was read without a mistake before.
  static func text(_ root: YAMLNode, withTests: Bool = true) -> RuleText? {
    RuleText(root, withTests: withTests)
  }

  private init(source: SourceText, expectedID: String?) {
    self.source = source
    self.expectedID = expectedID
  }

  private mutating func read() -> Reading {
    let stream = YAMLStream(parsing: source)
    for fault in stream.faults { note(.notYAML(fault), fault.range) }
    for root in stream.furtherRoots { note(.secondDocument, root.range) }
    guard faults.isEmpty, let root = stream.documents.first?.root, root.kind == .mapping,
      root.value(for: "rule") != nil
    else {
      if faults.isEmpty { note(.notARule, TextRange(start: 0, end: 0)) }
      return Reading(logic: nil, text: nil, faults: faults)
    }
    var schema = SchemaReader()
    _ = schema.read(root, as: ruleSchema)
    for fault in schema.faults { note(.form(fault), fault.range) }
    guard faults.isEmpty else { return Reading(logic: nil, text: nil, faults: faults) }
    checkID(root)
    checkTexts(root)
    let logic = RuleLogic(root)
    let text = RuleText(root, withTests: true)
    return Reading(logic: logic, text: text, faults: faults)
  }

  private mutating func checkID(_ root: YAMLNode) {
    guard let node = root.value(for: "id") else { return }
    if !isRuleID(node.text) {
      note(.badID(node.text), node.range)
    } else if let expectedID, expectedID != node.text {
      note(.idDiffersFromFile(id: node.text, expected: expectedID), node.range)
    }
  }

  /// What the form cannot say: a message is needed where the assertion does not bring its own, a fix does one thing.
  private mutating func checkTexts(_ root: YAMLNode) {
    if let assertion = root.value(for: "assert"), assertion.kind == .scalar, root.value(for: "message") == nil
    {
      note(.missingKey("message"), root.entry(for: "assert")?.key.range ?? root.range)
    }
    for step in root.items(of: "fix") {
      let sets = step.value(for: "set") != nil && step.value(for: "to") != nil
      if sets == (step.value(for: "remove") != nil) { note(.badFix, step.range) }
    }
    for parameter in root.entries(of: "params") {
      guard let type = parameter.value.value(for: "type") else { continue }
      guard let known = ValueType(type.text) else {
        note(.badType(type.text), type.range)
        continue
      }
      if let fallback = parameter.value.value(for: "default"), parameterValue(fallback, as: known).holdsError
      {
        note(.badDefault(parameter: parameter.key.text, type: known), fallback.range)
      }
    }
  }

  private mutating func note(_ kind: RuleFault.Kind, _ range: TextRange) {
    faults.append(RuleFault(kind: kind, file: source.name, range: SourceRange(range, in: source)))
  }
}

extension RuleLogic {
  /// The logic of a rule whose form has been checked.
  fileprivate init?(_ root: YAMLNode) {
    guard let id = root.value(for: "id")?.text,
      let severity = root.value(for: "severity").flatMap({ Severity(rawValue: $0.text) }),
      let scope = root.value(for: "for").flatMap({ Scope(rawValue: $0.text) })
    else { return nil }
    self.init(
      id: id, severity: severity, scope: scope,
      variables: root.entries(of: "vars").map { Variable($0.key.text, $0.value.text) },
      when: root.value(for: "when")?.text,
      assertions: root.assertions.map { $0.that.text },
      supersedes: root.texts(of: "supersedes"),
      needsLive: root.value(for: "live")?.text == "true")
  }
}

extension RuleText {
  fileprivate init?(_ root: YAMLNode, withTests: Bool) {
    guard let title = root.value(for: "title")?.text, let at = root.value(for: "at")?.text else { return nil }
    self.init(
      title: title, tags: root.texts(of: "tags"), since: root.value(for: "since")?.text ?? "",
      aliases: root.texts(of: "aliases"),
      parameters: root.entries(of: "params").compactMap(Parameter.init),
      at: at,
      because: root.items(of: "because").map {
        Label(at: $0.value(for: "at")?.text ?? "", label: $0.value(for: "label")?.text ?? "")
      },
      messages: root.assertions.map { $0.message ?? root.value(for: "message")?.text ?? "" },
      why: root.value(for: "why")?.text ?? "", remediation: root.value(for: "remediation")?.text ?? "",
      references: root.items(of: "references").map {
        Reference(title: $0.value(for: "title")?.text ?? "", url: $0.value(for: "url")?.text ?? "")
      },
      fix: root.items(of: "fix").compactMap(FixStep.init),
      confirmation: root.value(for: "confirm").map(Confirmation.init),
      tests: withTests ? root.items(of: "tests").compactMap(RuleTest.init) : [])
  }
}

extension RuleText.Parameter {
  fileprivate init?(_ entry: YAMLEntry) {
    guard let name = entry.value.value(for: "type")?.text, let type = ValueType(name),
      let fallback = entry.value.value(for: "default")
    else { return nil }
    self.init(
      name: entry.key.text, type: type, fallback: parameterValue(fallback, as: type),
      describe: entry.value.value(for: "describe")?.text ?? "")
  }
}

extension RuleText.FixStep {
  fileprivate init?(_ node: YAMLNode) {
    let safety = node.value(for: "safety").flatMap { Fix.Safety(rawValue: $0.text) } ?? .unsafe
    if let path = node.value(for: "set")?.text, let value = node.value(for: "to")?.text {
      self.init(path: path, action: .set(to: value), safety: safety)
    } else if let path = node.value(for: "remove")?.text {
      self.init(path: path, action: .remove, safety: safety)
    } else {
      return nil
    }
  }
}

extension RuleText.Confirmation {
  fileprivate init(_ node: YAMLNode) {
    self.init(
      probe: node.value(for: "probe")?.text ?? "",
      with: node.entries(of: "with").map { RuleLogic.Variable($0.key.text, $0.value.text) },
      confirmedIf: node.value(for: "confirmed_if")?.text, refutedIf: node.value(for: "refuted_if")?.text,
      evidence: node.value(for: "evidence")?.text)
  }
}

extension RuleTest {
  fileprivate init?(_ node: YAMLNode) {
    guard let config = node.value(for: "config"),
      let expect = node.value(for: "expect").flatMap({ Expectation(rawValue: $0.text) })
    else { return nil }
    self.init(
      name: node.value(for: "name")?.text ?? "", config: config, expect: expect,
      at: node.value(for: "at")?.text,
      messageContains: node.value(for: "message_contains")?.text, dependsOn: node.texts(of: "depends_on"),
      fixed: node.value(for: "fixed"), profile: node.value(for: "profile")?.text,
      parameters: node.value(for: "params"), probe: node.value(for: "probe"),
      verdict: node.value(for: "verdict").flatMap { Verdict.State(rawValue: $0.text) })
  }
}
