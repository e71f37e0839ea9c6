/// The engine's own diagnostics: the only ids that Swift knows. What they check needs the parser, not a rule.

package enum EngineRule: String, Sendable, CaseIterable {
  case yamlSyntax = "yaml/syntax"
  case yamlDuplicateKey = "yaml/duplicate-key"
  case schemaUnknownKey = "schema/unknown-key"
  case schemaMissingKey = "schema/missing-key"
  case schemaType = "schema/type"
  case schemaRange = "schema/range"
  case schemaEnum = "schema/enum"
  case ignoreMalformed = "ignore/malformed"
  case ignoreUnknownRule = "ignore/unknown-rule"
  case ignoreExpired = "ignore/expired"
  case ignoreUnused = "ignore/unused"

  package var id: String { rawValue }

  package var severity: Severity {
    switch self {
    case .yamlSyntax, .yamlDuplicateKey, .schemaUnknownKey, .schemaMissingKey, .schemaType, .schemaRange,
      .schemaEnum, .ignoreMalformed, .ignoreUnknownRule:
      .error
    case .ignoreExpired, .ignoreUnused: .warning
    }
  }
}

extension SchemaFault.Kind {
  package var rule: EngineRule {
    switch self {
    case .unknownKey: .schemaUnknownKey
    case .missingKey, .emptyKey: .schemaMissingKey
    case .wrongType: .schemaType
    case .outOfRange, .tooMany: .schemaRange
    case .notAChoice: .schemaEnum
    }
  }
}
