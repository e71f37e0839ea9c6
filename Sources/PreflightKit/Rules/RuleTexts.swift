/// The texts of rules, read when the first finding asks for them: a rule in, its templates ready to fill out.
import CEL
import Synchronization

final class RuleTexts: Sendable {
  private let known = Mutex<[String: CompiledText]>([:])

  func text(of rule: CompiledRule) -> CompiledText? {
    if let text = known.withLock({ $0[rule.rule.id] }) { return text }
    guard let text = rule.rule.readWords() else { return nil }
    let compiled = CompiledText(text, names: rule.names)
    known.withLock { $0[rule.rule.id] = compiled }
    return compiled
  }
}

/// A rule's texts with their expressions planned, each once.
final class CompiledText: Sendable {
  let text: RuleText
  /// One for each assertion.
  let messages: [Wording]
  let why: Wording
  let remediation: Wording
  let because: [(at: String, label: Wording)]
  private let names: RuleNames
  private let confirmed = MadeOnce<Confirmation>()
  private let paths: [String: PathExpression]
  /// Of the expressions in paths and fixes.
  private let programs: [String: Program]

  init(_ text: RuleText, names: RuleNames) {
    self.text = text
    self.names = names
    let environment = names.environment
    var programs: [String: Program] = [:]
    func program(_ expression: String) -> Program? {
      if let known = programs[expression] { return known }
      let planned = try? environment.plan(expression)
      programs[expression] = planned
      return planned
    }
    messages = text.messages.map { Wording($0, program) }
    why = Wording(text.why, program)
    remediation = Wording(text.remediation, program)
    because = text.because.map { ($0.at, Wording($0.label, program)) }
    var paths: [String: PathExpression] = [:]
    for path in text.paths where paths[path] == nil { paths[path] = PathExpression(path) }
    for expression in text.values + paths.values.flatMap(\.expressions) { _ = program(expression) }
    self.paths = paths
    self.programs = programs
  }

  /// Planned when the wire was asked: most runs ask nobody.
  var confirmation: Confirmation? {
    text.confirmation.map { part in confirmed.value { Confirmation(part, names: names) } }
  }

  /// One of the texts' paths; nil if it is none.
  func path(_ text: String) -> PathExpression? { paths[text] }

  /// The value of an expression in a path or a fix.
  func value(of expression: String, in frame: inout Frame) -> Value {
    programs[expression]?.evaluate(in: &frame) ?? .error(EvaluationError(.custom("not an expression")))
  }
}

extension RuleText {
  /// Every path in the texts: what is marked, and what a fix changes.
  fileprivate var paths: [String] { [at] + because.map(\.at) + fix.map(\.path) }

  /// What the fix writes.
  fileprivate var values: [String] {
    fix.compactMap { step in
      if case .set(let value) = step.action { value } else { nil }
    }
  }
}

extension PathExpression {
  fileprivate var expressions: [String] {
    steps.compactMap { step in
      if case .computed(let text) = step { text } else { nil }
    }
  }
}
