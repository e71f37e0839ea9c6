/// The functions on optionals that evaluate an argument only when there is, or is not, a value.

/// `optMap` and `optFlatMap`: visits the value of an optional, if there is one.
final class OptionalMapNode: Node {
  let source: Node
  let transform: Node
  let local: Int
  let isFlat: Bool

  init(_ source: Node, _ transform: Node, local: Int, isFlat: Bool, _ span: Span) {
    self.source = source
    self.transform = transform
    self.local = local
    self.isFlat = isFlat
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let container = source.evaluate(&frame)
    guard case .optional(let content) = container else {
      return container.isKnown ? noOverload(isFlat ? "optFlatMap" : "optMap", container) : container
    }
    guard let content else { return container }
    guard frame.meter.charge(1) else { return failure(.outOfSteps) }
    frame[local: local] = content
    let value = transform.evaluate(&frame)
    if case .error = value { return value }
    return isFlat ? value : shallow(.optional(value))
  }
}

/// `orValue` and `or`: what stands in for an absent value is evaluated only when it is needed.
final class AlternativeNode: Node {
  let optional: Node
  let alternative: Node
  let name: String

  init(_ optional: Node, _ alternative: Node, name: String, _ span: Span) {
    self.optional = optional
    self.alternative = alternative
    self.name = name
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let value = optional.evaluate(&frame)
    guard case .optional(let content) = value else {
      return value.isKnown ? noOverload(name, value) : value
    }
    guard let content else { return alternative.evaluate(&frame) }
    return name == "or" ? value : content
  }
}
