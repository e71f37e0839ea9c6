/// What is wrong with a file as YAML: cases with data and places; FaultMessage.swift says it in words.
package struct Fault: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// libyaml's own words for the problem and what it was doing, and a guess at what was meant.
    case syntax(problem: String, context: String?, hint: Hint?)
    case notUTF8
    case utf16(bigEndian: Bool)
    case utf32(bigEndian: Bool)
    /// A character that no YAML file may hold, NUL among them.
    case controlCharacter(UInt32)
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case tooManyNodes(limit: Int)
    case aliasExpansion(limit: Int)
    /// The range is the later key, which wins; `related` is the one it replaces.
    case duplicateKey(name: String)
    /// A second `<<` in one mapping. The range is the later one, whose keys win; `related` is the earlier one.
    case duplicateMerge
    case unknownAlias(name: String)
    /// The alias lies within the node of its own anchor, which is `related`.
    case recursiveAlias(name: String)
    /// `<<` with something else than a mapping or a list of mappings.
    case mergeNotMapping
    /// A collection as a key. An unquoted `{{ x }}` is one to YAML.
    case complexKey(hint: Hint?)

    var isComplexKey: Bool {
      if case .complexKey = self { true } else { false }
    }

    /// Whether a mapping has a key twice, `<<` counted.
    package var isDuplicate: Bool {
      switch self {
      case .duplicateKey, .duplicateMerge: true
      case .syntax, .notUTF8, .utf16, .utf32, .controlCharacter, .tooLarge, .tooDeep, .tooManyNodes,
        .aliasExpansion, .unknownAlias, .recursiveAlias, .mergeNotMapping, .complexKey:
        false
      }
    }
  }

  package let kind: Kind
  package let range: TextRange
  package let related: TextRange?
  /// Index of the document, from 0.
  package let document: Int

  package init(kind: Kind, range: TextRange, related: TextRange? = nil, document: Int = 0) {
    self.kind = kind
    self.range = range
    self.related = related
    self.document = document
  }

  package var hint: Hint? {
    switch kind {
    case .syntax(_, _, let hint), .complexKey(let hint): hint
    case .notUTF8, .utf16, .utf32, .controlCharacter, .tooLarge, .tooDeep, .tooManyNodes, .aliasExpansion,
      .duplicateKey, .duplicateMerge, .unknownAlias, .recursiveAlias, .mergeNotMapping:
      nil
    }
  }

  /// Whether reading ended at this fault: the document it lies in, and all behind it, are missing.
  package var endsReading: Bool {
    switch kind {
    case .syntax, .notUTF8, .utf16, .utf32, .controlCharacter, .tooLarge, .tooDeep, .tooManyNodes,
      .aliasExpansion:
      true
    case .duplicateKey, .duplicateMerge, .unknownAlias, .recursiveAlias, .mergeNotMapping, .complexKey: false
    }
  }
}

/// What somebody probably meant where the syntax went wrong.
package enum Hint: Hashable, Sendable {
  /// Text of a template language stands unquoted: `{{`, `{%`, `${` or `%env(`.
  case template(String)
  case tabIndentation
  /// `key:value`
  case missingSpaceAfterColon
  /// A line in a mapping without any colon.
  case missingColon
  /// The range points to the opening quote.
  case unclosedQuote
  /// The range points to the opening bracket.
  case unclosedBracket(String)
  /// Between brackets.
  case missingComma
  /// `key: one: two`
  case colonInValue
  /// Text goes on behind a closing quote.
  case textAfterQuote
  /// An unquoted value begins with a character that means something else to YAML.
  case reservedStart(String)
  /// A backslash in double quotes, as in a Windows path or a pattern.
  case unknownEscape
  /// The line is indented as no line above it is.
  case indentation
}
