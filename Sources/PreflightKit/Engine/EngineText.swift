/// The words of the engine's own diagnostics: a rule or a fault in; title, message, reason and advice out.
import Document

extension EngineRule {
  package var title: String {
    switch self {
    case .yamlSyntax: "A file must be readable YAML"
    case .yamlDuplicateKey: "A key must be written once"
    case .schemaUnknownKey: "Every key must be one that preflight knows"
    case .schemaMissingKey: "What a campaign cannot do without must be written"
    case .schemaType: "A value must have the type of its key"
    case .schemaRange: "A number must lie in the range of its key"
    case .schemaEnum: "A value must be one of those its key allows"
    case .ignoreMalformed: "An ignore comment must be readable"
    case .ignoreUnknownRule: "An ignore comment must name rules that exist"
    case .ignoreExpired: "An ignore comment must not be past its date"
    case .ignoreUnused: "An ignore comment must hide something"
    }
  }

  package var why: String {
    switch self {
    case .yamlSyntax: "Nothing after this place can be read, so nothing after it was checked."
    case .yamlDuplicateKey:
      "Most programs silently keep the last value and forget the first. Whoever edits the first one changes nothing."
    case .schemaUnknownKey:
      "A misspelt key is silently ignored by most programs, and the setting it was meant to change stays as it was."
    case .schemaMissingKey: "Without it there is nothing to connect to, so nothing can be sent or judged."
    case .schemaType, .schemaRange, .schemaEnum:
      "The value cannot mean what was intended. Rules that depend on it were not decided."
    case .ignoreMalformed, .ignoreUnknownRule:
      "The comment hides nothing, although somebody believes that it does."
    case .ignoreExpired: "The agreed time is over; the finding counts again."
    case .ignoreUnused: "It hides nothing today, and might hide a new mistake tomorrow."
    }
  }

  package var remediation: String {
    switch self {
    case .yamlSyntax: "Correct the YAML at the marked place."
    case .yamlDuplicateKey: "Keep one of the two and remove the other."
    case .schemaUnknownKey:
      "Correct the spelling, or give the key a name that begins with `x-` if it is meant for another program. "
        + "`preflight schema campaign` lists every key."
    case .schemaMissingKey: "Add the key. `preflight schema campaign` says what it holds."
    case .schemaType, .schemaRange, .schemaEnum: "Write a value that the key allows."
    case .ignoreMalformed:
      "Write `# preflight: ignore[group/name] until=YYYY-MM-DD -- reason`; the date and the reason may be left out."
    case .ignoreUnknownRule: "Correct the id. `preflight rules list` shows all of them."
    case .ignoreExpired: "Mend the finding, or agree on a new date."
    case .ignoreUnused: "Remove the comment."
    }
  }
}

extension SchemaFault {
  /// - Parameter hidesValue: the value belongs to a secret and must not be quoted.
  package func message(hidesValue: Bool) -> String {
    switch kind {
    case .unknownKey(let name, let suggestion, _):
      let place = path.parent?.description ?? ""
      let whose = place.isEmpty ? "" : " in `\(place)`"
      return "unknown key `\(name)`\(whose)" + (suggestion?.phrase ?? "")
    case .missingKey(let name, _):
      let place = path.parent?.description ?? ""
      return place.isEmpty ? "`\(name)` is missing" : "`\(place)` has no `\(name)`"
    case .emptyKey: return "`\(path)` is empty"
    case .wrongType(let expected, let found):
      return "`\(path)` must be \(expected.phrase), but \(found.phrase(hidesValue: hidesValue))"
        + (expected.hint(for: found).map { "; \($0)" } ?? "")
    case .outOfRange(let value, let lowest, let highest):
      return "`\(path)` is \(value), outside of \(lowest) to \(highest)"
    case .notAChoice(let value, let allowed, let meant):
      return "`\(path)` cannot be `\(value)`"
        + (meant.isEmpty
          ? "; it is one of \(alternatives(allowed))" : ", did you mean \(alternatives(meant.map(\.value)))?")
    case .tooMany(let count, let limit):
      return "`\(path)` has \(count) entries; only the first \(limit) were checked"
    }
  }

  /// What to do about it, as far as it depends on the place; else what the diagnostic advises in general.
  package var remediation: String {
    switch kind {
    case .emptyKey(let name):
      "Write what belongs to `\(name)`. `preflight schema campaign` says what it holds."
    case .wrongType(let expected, _): "Write \(expected.phrase)."
    case .outOfRange(_, let lowest, let highest): "Write a value from \(lowest) to \(highest)."
    case .notAChoice(_, _, let meant) where meant.count > 1:
      "Write the one that the program uses.\n"
        + meant.map { "`\($0.value)`: \($0.describe)" }.joined(separator: "\n")
    case .notAChoice(_, let allowed, _): "Write one of \(alternatives(allowed))."
    case .unknownKey(_, .key(let path)?, _):
      "Write \(inItsPlace(path)), or give the key a name that begins with `x-` if it is meant for another program."
    case .unknownKey(_, .elsewhere(let home)?, _):
      "Move it \(home.isEmpty ? "to the beginning of a line" : "below \(named(home))"). A missing line or an "
        + "indentation that is too deep often is the reason."
    case .unknownKey(_, nil, _), .missingKey, .tooMany: kind.rule.remediation
    }
  }
}

extension SchemaFault.Suggestion {
  fileprivate var phrase: String {
    switch self {
    case .key(let path): ", did you mean `\(path)`?"
    case .elsewhere(""): "; it belongs to the document itself"
    case .elsewhere(let home): "; it belongs below \(named(home))"
    }
  }
}

extension SchemaFault.Expectation {
  fileprivate var phrase: String {
    switch self {
    case .mapping: "a mapping of keys"
    case .list(let ofMappings): ofMappings ? "a list of mappings" : "a list"
    case .text: "a text"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "true or false"
    case .duration: "a time with a unit, such as `30s`"
    case .size: "a size, such as `120KB`"
    case .choice(let allowed): "one of \(alternatives(allowed))"
    }
  }

  fileprivate func hint(for found: SchemaFault.Found) -> String? {
    if case .mapping(let entries) = self, !entries.isEmpty {
      return "write \(alternatives(entries.map { "{\($0)}" }))"
    }
    if case .list(true) = self { return "begin each entry with `- `, and write its keys below each other" }
    guard case .scalar(let text?) = found else { return nil }
    switch self {
    case .duration: return unit(for: text)
    case .list: return "write `[\(inFlow(text))]` or one entry a line, each after `- `"
    case .mapping, .text, .integer, .number, .boolean, .size, .choice: return nil
    }
  }
}

/// A number without a unit means seconds in some programs, milliseconds in others; only a large one tells.
private func unit(for text: String) -> String? {
  guard let number = Int(text), number > 0 else { return nil }
  return number < 1_000
    ? "write `\(text)s` for seconds" : "write `\(text)ms` for milliseconds or `\(text)s` for seconds"
}

extension SchemaFault.Found {
  fileprivate func phrase(hidesValue: Bool) -> String {
    switch self {
    case .nothing: "it has no value"
    case .mapping: "it is a mapping"
    case .list: "it is a list"
    case .scalar(let text): hidesValue || text == nil ? "it is something else" : "it is `\(text ?? "")`"
    }
  }
}

/// A key, or the way to it: `username` below `auth` in an entry of `transports`.
private func inItsPlace(_ path: String) -> String {
  let steps = path.split(separator: ".").map(String.init)
  let parents = steps.dropLast().joined(separator: ".")
  return "`\(steps.last ?? "")`" + (parents.isEmpty ? "" : " below \(named(parents))")
}

/// An object by the way to it: `auth` in an entry of `transports`.
private func named(_ path: String) -> String {
  let steps = path.split(separator: ".").reversed()
  return steps.map { $0.hasSuffix("[]") ? "an entry of `\($0.dropLast(2))`" : "`\($0)`" }.joined(
    separator: " in ")
}
