package import CEL

/// The reference page of all functions that rules may use: declarations in, Markdown out.
package struct FunctionReference: Sendable {
  private let families: [FunctionFamily]
  private let others: [Function]

  /// The mail functions by family, and behind them what else the environment declares.
  package init(_ mail: MailFunctions, environment: Environment) {
    families = mail.families
    let ids = Set(mail.functions.flatMap { $0.overloads.map(\.id) })
    others = environment.functions.values
      .map { function in
        Function(function.name, function.documentation, function.overloads.filter { !ids.contains($0.id) })
      }
      .filter { !$0.overloads.isEmpty && isCalledByName($0) }
      .sorted { $0.name < $1.name }
  }

  package var markdown: String {
    let language = FunctionFamily(
      title: "Of the language",
      introduction: "The functions of CEL and its extensions for optionals, text and networks.",
      functions: others)
    let sections = (families + [language]).map(section)
    return "# Functions\n\nEverything that an expression of a rule may call, made from the declarations.\n\n"
      + sections.joined(separator: "\n")
  }

  private func section(_ family: FunctionFamily) -> String {
    let functions = family.functions.map(entry)
    return "## \(family.title)\n\n\(family.introduction)\n\n" + functions.joined(separator: "\n")
  }

  private func entry(_ function: Function) -> String {
    let signatures = function.overloads.map { $0.signature(of: function.name) }
    return
      "### \(function.name)\n\n\(function.documentation)\n\n```\n\(signatures.joined(separator: "\n"))\n```\n"
  }
}

/// Operators are functions too, under names that nobody writes.
private func isCalledByName(_ function: Function) -> Bool {
  guard let first = function.name.unicodeScalars.first else { return false }
  return first.properties.isAlphabetic
}
