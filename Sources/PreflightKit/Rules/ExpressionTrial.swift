/// An expression on a campaign, for authors of rules: a text and a file in; a program, and the bindings of the whole
/// campaign and of each of its transports, out.
package import CEL
package import Document

package struct ExpressionTrial: Sendable {
  /// What a run of the expression is about.
  package struct Subject: Sendable {
    /// `transports[0]`; nil for the campaign as a whole.
    package let name: String?
    package let bindings: Bindings
  }

  /// The language with the functions for mail and no variables.
  package static func environment(zones: @escaping Library.ZoneLookup) -> Environment {
    var environment = Environment()
    environment.declare(MailFunctions.builtIn)
    environment.declare(.time(zones: zones))
    return environment
  }

  package let compilation: Compilation
  private let readsTransport: Bool

  package init(_ expression: String, zones: @escaping Library.ZoneLookup) {
    var environment = RuleEnvironment.typed()
    environment.declare(.time(zones: zones))
    // Whether an optional field is there, the file at hand will say.
    environment.unguardedOptional = nil
    compilation = environment.compile(expression)
    let namesOfTransport: Set = ["transport", "index", "primary", "provider"]
    readsTransport = compilation.variables.contains(where: namesOfTransport.contains)
  }

  /// One for each transport if the expression reads one, else one for the campaign. A file that is no campaign has none.
  package func subjects(
    in source: SourceText, variables: [String: String], profile: String, now: Timestamp
  ) -> [Subject] {
    let surroundings = Surroundings(catalogue: .builtIn, profile: profile, now: now)
    return YAMLStream(parsing: source).documents.compactMap(\.root).filter { $0.kind == .mapping }.flatMap {
      root in
      Campaign(root, variables: variables, complete: false).targets(surroundings)
        .filter { ($0.transport != nil) == readsTransport }
        .map { target in
          Subject(name: target.transport.map { "transports[\($0)]" }, bindings: target.bindings)
        }
    }
  }
}
