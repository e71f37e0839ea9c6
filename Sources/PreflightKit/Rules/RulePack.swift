/// The rules in force: the built-in ones and a team's own files in; rules by id, in order, out.
import CEL
package import Document

/// A rule with its logic at hand and its texts behind a door.
package final class Rule: Sendable {
  package let logic: RuleLogic
  package let aliases: [String]
  /// Where it is written: below rules/ for a built-in one, else the user's path.
  package let file: String
  package let isBuiltIn: Bool
  private let text: Text
  /// What the build prepared of a built-in rule.
  let trees: RuleTrees?
  /// Of a rule that was read from a file; those of a built-in one are asked for where they are needed.
  let parameters: [RuleText.Parameter]

  private enum Text: Sendable {
    case embedded(path: String)
    case read(SourceText)
  }

  init(_ embedded: EmbeddedRule) {
    logic = embedded.logic
    aliases = embedded.aliases
    file = embedded.path
    isBuiltIn = true
    text = .embedded(path: embedded.path)
    trees = embedded.trees
    parameters = []
  }

  init(_ logic: RuleLogic, _ words: RuleText, source: SourceText) {
    self.logic = logic
    aliases = words.aliases
    parameters = words.parameters
    file = source.name
    isBuiltIn = false
    text = .read(source)
    trees = nil
  }

  package var id: String { logic.id }

  package var source: SourceText {
    switch text {
    case .embedded(let path):
      EmbeddedRules.file(path)?.source ?? SourceText(name: path, bytes: [])
    case .read(let source): source
    }
  }

  /// Everything but the logic, read from the rule's file.
  package func readText() -> RuleText? {
    root.flatMap { RuleReader.text($0) }
  }

  /// What a finding says: everything but the logic and the tests, which are the larger part of most files.
  func readWords() -> RuleText? {
    root.flatMap { RuleReader.text($0, withTests: false) }
  }

  private var root: YAMLNode? {
    switch text {
    case .embedded(let path): EmbeddedRules.file(path)?.root
    case .read(let source): YAMLStream(parsing: source).documents.first?.root
    }
  }
}

package struct RulePack: Sendable {
  /// Sorted by id.
  package private(set) var rules: [Rule]
  package let catalogue: Catalogue

  package static func builtIn() -> RulePack {
    RulePack(rules: EmbeddedRules.rules.map(Rule.init), catalogue: .builtIn)
  }

  /// - Parameter rules: sorted by id, as the build has them.
  private init(rules: [Rule], catalogue: Catalogue) {
    self.rules = rules
    self.catalogue = catalogue
  }

  /// Adds rule files. A file with a mistake adds nothing; every mistake is reported. A rule with the id of a built-in
  /// one takes its place.
  package mutating func add(ruleFiles: [SourceText]) -> [RuleFault] {
    var faults: [RuleFault] = []
    var added: [String: String] = [:]
    for source in ruleFiles {
      let reading = RuleReader.read(source)
      faults += reading.faults
      guard reading.faults.isEmpty, let logic = reading.logic, let text = reading.text else { continue }
      if let other = added[logic.id] {
        faults.append(
          RuleFault(
            kind: .duplicateID(logic.id, other: other), file: source.name,
            range: SourceRange(start: .origin, end: .origin)))
        continue
      }
      added[logic.id] = source.name
      rules.removeAll { $0.id == logic.id }
      rules.append(Rule(logic, text, source: source))
    }
    rules.sort { $0.id < $1.id }
    // Only now, and with all of them, because a rule may name one that stands in any other file.
    let complete = self
    for source in ruleFiles where added.values.contains(source.name) {
      let mistakes = RuleChecker.check(source, in: complete)
      faults += mistakes
      if !mistakes.allSatisfy(\.isBetweenRules) {
        rules.removeAll { !$0.isBuiltIn && $0.file == source.name }
      }
    }
    return faults
  }

  package func rule(_ idOrAlias: String) -> Rule? {
    rules.first { $0.id == idOrAlias } ?? rules.first { $0.aliases.contains(idOrAlias) }
  }

  /// Whether an id means something here: a rule, or a diagnostic of the engine.
  package func knows(_ id: String) -> Bool {
    EngineRule(rawValue: id) != nil || rule(id) != nil
  }

  /// The rules by which one supersedes another, itself first; empty if both are the same, nil if it does not. They may be
  /// named by their aliases.
  func superseding(from id: String, to target: String) -> [String]? {
    var ways = [[id]]
    var seen: Set<String> = []
    while let way = ways.popLast(), let last = way.last {
      let next = rule(last)
      if last == target || next?.id == target { return way.dropLast() }
      guard seen.insert(next?.id ?? last).inserted else { continue }
      ways += (next?.logic.supersedes ?? []).map { way + [$0] }
    }
    return nil
  }

  package func closest(to id: String) -> String? {
    closestName(to: id, among: rules.map(\.id) + EngineRule.allCases.map(\.id))
  }
}

extension RuleFault {
  /// Whether the rule would be sound but for others.
  fileprivate var isBetweenRules: Bool { if case .supersedingCircle = kind { true } else { false } }
}

extension Position {
  /// The first place of a file.
  package static let origin = Position(line: 1, column: 1, offset: 0)
}
