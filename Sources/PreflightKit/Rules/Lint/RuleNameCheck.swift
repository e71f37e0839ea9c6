/// The names in a rule file: ids, aliases, parameters and variables in; those that belong to nobody, to somebody else, or
/// that nothing uses, out.
import CEL
import Document

extension RuleLintDesk {
  mutating func checkNames(_ root: YAMLNode, _ logic: RuleLogic, _ pack: RulePack, _ owners: Owners) {
    if let id = root.value(for: "id"), let other = owners.other(than: file, with: id.text) {
      note(.duplicateID(id.text, other: other), id.range)
    }
    for alias in root.items(of: "aliases") { check(alias, of: logic.id, pack, owners) }
  }

  private mutating func check(_ alias: YAMLNode, of id: String, _ pack: RulePack, _ owners: Owners) {
    guard isRuleID(alias.text), alias.text != id else { return note(.badAlias(alias.text), alias.range) }
    if let other = owners.other(than: file, with: alias.text) {
      note(.duplicateAlias(alias.text, other: other), alias.range)
    } else if let other = pack.rules.first(where: {
      $0.id != id && ($0.id == alias.text || $0.aliases.contains(alias.text))
    }) {
      note(.duplicateAlias(alias.text, other: "`\(other.id)`"), alias.range)
    }
  }

  /// Parameters and variables that no expression reads.
  mutating func checkUse(_ root: YAMLNode, _ parts: RuleParts) {
    let used = parts.parts.reduce(into: UsedNames()) { $0.add($1.expression) }
    for entry in root.entries(of: "params") where !used.contains(entry.key.text, of: "params") {
      note(.unusedParameter(entry.key.text), entry.key.range)
    }
    for entry in root.entries(of: "vars") where !used.contains(entry.key.text, of: "vars") {
      note(.unusedVariable(entry.key.text), entry.key.range)
    }
  }
}

/// The members of `params` and `vars` that expressions read.
private struct UsedNames {
  private var members: Set<String> = []
  /// Those of which the whole is passed on.
  private var whole: Set<String> = []

  mutating func add(_ expression: Expression) {
    switch expression.kind {
    case .select(let operand, let field), .optionalSelect(let operand, let field),
      .presence(let operand, let field):
      if case .name(let name, _) = operand.kind { return insert(field.text, of: name) }
    case .index(let operand, let key), .optionalIndex(let operand, let key):
      if case .name(let name, _) = operand.kind, case .literal(.string(let field)) = key.kind {
        return insert(field, of: name)
      }
    case .name(let name, _): whole.insert(name)
    default: break
    }
    for part in expression.parts { add(part) }
  }

  private mutating func insert(_ field: String, of name: String) { members.insert("\(name).\(field)") }

  func contains(_ field: String, of name: String) -> Bool {
    whole.contains(name) || members.contains("\(name).\(field)")
  }
}
