/// `&&`, `||`, `!` and `?:`, three-valued. An operand that decides wins over unknowns and errors, wherever
/// it stands.

/// A chain of `&&` or of `||`: `deciding` is the value that settles it.
final class ChainNode: Node {
  private let operands: Uncounted<Node>
  let deciding: Bool

  init(_ operands: [Node], deciding: Bool, _ span: Span) {
    self.operands = Uncounted(operands)
    self.deciding = deciding
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    for index in 0..<operands.count {
      guard case .bool(let value) = evaluate(index, &frame) else {
        return evaluateUndecided(from: index, &frame)
      }
      if value == deciding { return .bool(deciding) }
    }
    return .bool(!deciding)
  }

  @inline(__always)
  private func evaluate(_ index: Int, _ frame: inout Frame) -> Value {
    operands.visit(index) { $0.evaluate(&frame) }
  }

  /// The rest of the chain once an operand was neither true nor false.
  private func evaluateUndecided(from start: Int, _ frame: inout Frame) -> Value {
    var undecided = Undecided()
    for index in start..<operands.count {
      let operand = evaluate(index, &frame)
      switch operand {
      case .bool(let value): if value == deciding { return operand }
      case .unknown(let unknown): undecided.add(unknown)
      case .error(let error): undecided.add(error)
      default:
        let types = [operand.typeValue.name]
        let kind = EvaluationError.Kind.noSuchOverload(function: deciding ? "_||_" : "_&&_", arguments: types)
        undecided.add(EvaluationError(kind, range: operands.owned[index].span.range))
      }
    }
    return undecided.value ?? .bool(!deciding)
  }
}

/// `!a`
final class NotNode: Node {
  let operand: Node

  init(_ operand: Node, _ span: Span) {
    self.operand = operand
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let value = operand.evaluate(&frame)
    switch value {
    case .bool(let value): return .bool(!value)
    case .unknown, .error: return value
    default: return noOverload("!_", value)
    }
  }
}

/// `condition ? a : b`. With an unknown condition the value is known all the same when both branches agree.
final class ConditionalNode: Node {
  let condition: Node
  let then: Node
  let otherwise: Node

  init(_ condition: Node, _ then: Node, _ otherwise: Node, _ span: Span) {
    self.condition = condition
    self.then = then
    self.otherwise = otherwise
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let decision = condition.evaluate(&frame)
    switch decision {
    case .bool(let value): return value ? then.evaluate(&frame) : otherwise.evaluate(&frame)
    case .unknown: return evaluateBoth(&frame) ?? decision
    case .error: return decision
    default: return noOverload("_?_:_", decision)
    }
  }

  private func evaluateBoth(_ frame: inout Frame) -> Value? {
    let first = then.evaluate(&frame)
    let second = otherwise.evaluate(&frame)
    guard first.isKnown, second.isKnown, first.typeValue == second.typeValue else { return nil }
    guard frame.meter.charge(for: first), case .yes = Equality.compare(first, second) else { return nil }
    return first
  }
}
