/// The words of the generated Swift file: plucked values in, source text out. Every start makes the rules; all else is
/// made when it is asked for.
import CEL
import Document

func generatedCode(
  files: [RuleFile], rules: [PluckedRule], profiles: [PluckedProfile], providers: [PluckedProvider]
) -> String {
  var trees = PreparedTrees()
  var documents: [UInt8] = []
  let files = files.map { fileLiteral($0, &documents) }
  let parameters = rules.map(\.parameters)
  let rules = rules.enumerated().map { ruleLiteral($1, number: $0, trees.add($1)) }
  let names = rules.indices.map { "rule\($0)" }
  return """
    // Made from rules/ by embed-rules at every build. Edit the YAML.
    import CEL

    enum EmbeddedRules {
      static let files: [EmbeddedFile] = [
    \(files.joined(separator: ",\n"))
      ]

      /// What the files say, one after the other.
      static let documents: StaticString = \(literal(String(decoding: documents, as: UTF8.self)))

      static let rules: [EmbeddedRule] = [\(names.joined(separator: ", "))]

      /// Not among the rules, which every start makes: few of them are asked for their parameters.
      static func parameters(ofRule number: Int) -> [EmbeddedParameter] {
        switch number {
    \(parameters.enumerated().filter { !$1.isEmpty }.map(parameterCase).joined(separator: "\n"))
        default: []
        }
      }

      static func setups(of profile: String) -> [EmbeddedSetup] {
        switch profile {
    \(profiles.map(profileCase).joined(separator: "\n"))
        default: []
        }
      }

      static let variables: [EmbeddedVariable] = [
    \(trees.variables.map(variableLiteral).joined(separator: ",\n"))
      ]

      static let words: [String] = [
    \(trees.words.map { "    " + literal($0) }.joined(separator: ",\n"))
      ]

      static let trees: StaticString = \(literal(String(decoding: trees.bytes, as: UTF8.self)))

      static let providers: [EmbeddedProvider] = [
    \(providers.map(providerLiteral).joined(separator: ",\n"))
      ]

      // One function for each: the compiler takes minutes over one expression that holds them all.
    \(zip(names, rules).map(ruleFunction).joined(separator: "\n"))
    }

    """
}

/// A file, and its document at the end of all others.
private func fileLiteral(_ file: RuleFile, _ documents: inout [UInt8]) -> String {
  var document = "nil"
  if let prepared = file.prepared {
    document = "EmbeddedDocument(place: \(documents.count), texts: \(literal(prepared.texts)))"
    documents += prepared.bytes
  }
  return """
        EmbeddedFile(
          path: \(literal(file.path)), text: \(literal(file.source.text(whole(file)))), document: \(document))
    """
}

private func ruleLiteral(_ rule: PluckedRule, number: Int, _ prepared: PreparedRule) -> String {
  let variables = rule.variables.map { "RuleLogic.Variable(\(literal($0.name)), \(literal($0.expression)))" }
  return """
        EmbeddedRule(
          path: \(literal(rule.path)), aliases: \(list(rule.aliases)),
          logic: RuleLogic(
            id: \(literal(rule.id)), severity: .\(rule.severity), scope: .\(rule.scope),
            variables: [\(variables.joined(separator: ", "))],
            when: \(rule.when.map(literal) ?? "nil"),
            assertions: \(list(rule.assertions)),
            supersedes: \(list(rule.supersedes)), needsLive: \(rule.needsLive)),
          trees: RuleTrees(
            rule: \(number), variables: \(prepared.variables), when: \(prepared.when.map(String.init) ?? "nil"),
            assertions: \(prepared.assertions)))
    """
}

private func ruleFunction(_ name: String, _ literal: String) -> String {
  "  @inline(never) private static var \(name): EmbeddedRule {\n\(literal)\n  }"
}

private func variableLiteral(_ variable: PreparedVariable) -> String {
  "    EmbeddedVariable(tree: \(variable.tree), readsParameters: \(variable.readsParameters))"
}

private func parameterCase(_ rule: Int, _ parameters: [PluckedParameter]) -> String {
  "    case \(rule): [\(parameters.map(parameterLiteral).joined(separator: ", "))]"
}

private func profileCase(_ profile: PluckedProfile) -> String {
  let setups = profile.setups.map {
    "EmbeddedSetup(rule: \(literal($0.rule)), value: \(writtenLiteral($0.value)))"
  }
  return "    case \(literal(profile.id)): [\(setups.joined(separator: ", "))]"
}

private func parameterLiteral(_ parameter: PluckedParameter) -> String {
  """
  EmbeddedParameter(name: \(literal(parameter.name)), type: \(typeLiteral(parameter.type)), \
  value: \(writtenLiteral(parameter.value)))
  """
}

private func typeLiteral(_ type: ValueType) -> String {
  switch type {
  case .list(let element): ".list(\(typeLiteral(element)))"
  case .map(let key, let value): ".map(\(typeLiteral(key)), \(typeLiteral(value)))"
  case .optional(let value): ".optional(\(typeLiteral(value)))"
  case .null: ".null"
  case .dyn, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration: ".\(type)"
  // No parameter can have one of these; a value that is read as one is an error.
  case .type, .object, .opaque, .parameter, .variable, .error: ".error"
  }
}

private func writtenLiteral(_ node: YAMLNode) -> String {
  switch node.kind {
  case .scalar: ".scalar(\(literal(node.text)))"
  case .sequence: ".list([\(node.items.map(writtenLiteral).joined(separator: ", "))])"
  case .mapping:
    ".map(["
      + node.entries.map { "(key: \(writtenLiteral($0.key)), value: \(writtenLiteral($0.value)))" }
      .joined(separator: ", ") + "])"
  }
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
