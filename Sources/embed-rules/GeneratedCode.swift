/// The words of the generated Swift file: plucked values in, source text out. Literals cost nothing at start-up.
import Document

func generatedCode(files: [RuleFile], rules: [PluckedRule], providers: [PluckedProvider]) -> String {
  """
  // Made from rules/ by embed-rules at every build. Edit the YAML.
  enum EmbeddedRules {
    static let files: [EmbeddedFile] = [
  \(files.map(fileLiteral).joined(separator: ",\n"))
    ]

    static let rules: [EmbeddedRule] = [
  \(rules.map(ruleLiteral).joined(separator: ",\n"))
    ]

    static let providers: [EmbeddedProvider] = [
  \(providers.map(providerLiteral).joined(separator: ",\n"))
    ]
  }

  """
}

private func fileLiteral(_ file: RuleFile) -> String {
  "    EmbeddedFile(path: \(literal(file.path)), text: \(literal(file.source.text(whole(file)))))"
}

private func ruleLiteral(_ rule: PluckedRule) -> String {
  let variables = rule.variables.map { "RuleLogic.Variable(\(literal($0.name)), \(literal($0.expression)))" }
  return """
        EmbeddedRule(
          path: \(literal(rule.path)), aliases: \(list(rule.aliases)),
          logic: RuleLogic(
            id: \(literal(rule.id)), severity: .\(rule.severity), scope: .\(rule.scope),
            parameters: \(literal(rule.parameters)),
            variables: [\(variables.joined(separator: ", "))],
            when: \(rule.when.map(literal) ?? "nil"),
            assertions: \(list(rule.assertions)),
            supersedes: \(list(rule.supersedes)), needsLive: \(rule.needsLive)))
    """
}

private func providerLiteral(_ provider: PluckedProvider) -> String {
  "    EmbeddedProvider(path: \(literal(provider.path)), id: \(literal(provider.id)), hosts: \(list(provider.hosts)))"
}

private func list(_ texts: [String]) -> String {
  "[" + texts.map(literal).joined(separator: ", ") + "]"
}

private func whole(_ file: RuleFile) -> TextRange {
  TextRange(start: 0, end: file.source.bytes.count)
}

/// A Swift literal for any text: every character that is not plain is written as an escape.
private func literal(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\u{20}"..."\u{7E}": result.unicodeScalars.append(scalar)
    default: result += "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }
  return result + "\""
}
