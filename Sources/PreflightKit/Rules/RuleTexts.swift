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

/// A rule's texts with their expressions planned.
final class CompiledText: Sendable {
  let text: RuleText
  let confirmation: Confirmation?
  private let programs: [String: Program]
  private let paths: [String: PathExpression]

  init(_ text: RuleText, names: RuleNames) {
    self.text = text
    let environment = names.environment
    var programs: [String: Program] = [:]
    for expression in text.expressions where programs[expression] == nil {
      programs[expression] = try? environment.plan(expression)
    }
    self.programs = programs
    var paths: [String: PathExpression] = [:]
    for path in text.paths where paths[path] == nil { paths[path] = PathExpression(path) }
    self.paths = paths
    confirmation = text.confirmation.map { Confirmation($0, names: names) }
  }

  /// One of the texts' paths; nil if it is none.
  func path(_ text: String) -> PathExpression? { paths[text] }

  /// The value of one of the texts' expressions.
  func value(of expression: String, in bindings: Bindings) -> Value {
    programs[expression]?.evaluate(bindings) ?? .error(EvaluationError(.custom("not an expression")))
  }
}

extension RuleText {
  /// Every path in the texts: what is marked, and what a fix changes.
  fileprivate var paths: [String] { [at] + because.map(\.at) + fix.map(\.path) }

  /// Every expression in the texts, the paths and the fix.
  fileprivate var expressions: [String] {
    let templates = (messages + [why, remediation] + because.map(\.label)).flatMap { Template($0).parts }
    let inTexts = templates.compactMap { part -> String? in
      if case .expression(let text, _) = part { text } else { nil }
    }
    let inFixes = fix.compactMap { step -> String? in
      if case .set(let value) = step.action { value } else { nil }
    }
    let inPaths = paths.flatMap { PathExpression($0)?.steps ?? [] }
      .compactMap { step -> String? in
        if case .computed(let text) = step { text } else { nil }
      }
    return inTexts + inFixes + inPaths
  }
}
