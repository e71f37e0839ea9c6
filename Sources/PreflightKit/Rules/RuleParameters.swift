/// A rule's parameters: the defaults of its file, and what profile or configuration put in their place, in; the value of
/// `params` out, read when an expression is first planned.
import CEL
import Document

final class RuleParameters: ConstantSource {
  private enum Defaults: Sendable {
    /// A `params:` block.
    case block(String)
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

  init(_ block: String, _ overriding: [String: WrittenParameter]) {
    defaults = .block(block)
    self.overriding = overriding
  }

  init(ofBuiltIn rule: Int, _ overriding: [String: WrittenParameter]) {
    defaults = .builtIn(rule: rule)
    self.overriding = overriding
  }

  static let none = RuleParameters("", [:])

  /// The value of `params`; nil for a rule that has none, and for other names.
  func constant(named name: String) -> Value? {
    name == "params" ? read.value { Read(value) }.value : nil
  }

  private var value: Value? {
    let fields: [(String, Value)] =
      switch defaults {
      case .block(let block): fields(of: block)
      case .builtIn(let rule):
        EmbeddedRules.parameters(ofRule: rule).map { parameter in
          (parameter.name, parameterValue(overriding[parameter.name] ?? parameter.value, as: parameter.type))
        }
      }
    return fields.isEmpty ? nil : .map(MapValue(fields: fields))
  }

  private func fields(of block: String) -> [(String, Value)] {
    let stream = YAMLStream(parsing: SourceText(name: "params", bytes: Array(block.utf8)))
    let declared = stream.documents.first?.root?.entries(of: "params") ?? []
    return declared.compactMap { entry in
      guard let name = entry.value.value(for: "type")?.text, let type = ValueType(name),
        let written = overriding[entry.key.text]
          ?? entry.value.value(for: "default").map(WrittenParameter.init)
      else { return nil }
      return (entry.key.text, parameterValue(written, as: type))
    }
  }
}
