/// A rule's parameters: the defaults of its file, and what profile or configuration put in their place, in; the value of
/// `params` out, read when an expression is first planned.
import CEL

final class RuleParameters: ConstantSource {
  private enum Defaults: Sendable {
    case read([RuleText.Parameter])
    case builtIn(rule: Int)
  }

  private final class Read: Sendable {
    let value: Value?

    init(_ value: Value?) {
      self.value = value
    }
  }

  private let defaults: Defaults
  private let overriding: [String: WrittenParameter]
  private let read = MadeOnce<Read>()

  init(_ parameters: [RuleText.Parameter], _ overriding: [String: WrittenParameter]) {
    defaults = .read(parameters)
    self.overriding = overriding
  }

  init(ofBuiltIn rule: Int, _ overriding: [String: WrittenParameter]) {
    defaults = .builtIn(rule: rule)
    self.overriding = overriding
  }

  static let none = RuleParameters([], [:])

  /// The value of `params`; nil for a rule that has none, and for other names.
  func constant(named name: String) -> Value? {
    name == "params" ? read.value { Read(value) }.value : nil
  }

  private var value: Value? {
    let fields: [(String, Value)] =
      switch defaults {
      case .read(let parameters):
        parameters.map { parameter in
          let written = overriding[parameter.name].map { parameterValue($0, as: parameter.type) }
          return (parameter.name, written ?? parameter.fallback)
        }
      case .builtIn(let rule):
        EmbeddedRules.parameters(ofRule: rule).map { parameter in
          (parameter.name, parameterValue(overriding[parameter.name] ?? parameter.value, as: parameter.type))
        }
      }
    return fields.isEmpty ? nil : .map(MapValue(fields: fields))
  }
}
