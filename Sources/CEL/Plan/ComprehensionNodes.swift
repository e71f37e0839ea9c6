/// The macros that visit elements. Each visit pays one step for every node of its body, so nested ones end
/// in time.
class ComprehensionNode: Node {
  final let source: Node
  final let local: Int
  final let macro: String
  /// The steps of one visit.
  final let cost: Int

  init(_ source: Node, local: Int, macro: String, cost: Int, _ span: Span) {
    self.source = source
    self.local = local
    self.macro = macro
    self.cost = cost
    super.init(span)
  }

  /// What `visit` makes of the elements, or what keeps the source from being visited.
  override final func evaluate(_ frame: inout Frame) -> Value {
    let container = source.evaluate(&frame)
    switch container {
    case .list(let list):
      return visit(list.elements, &frame)
    case .map(let map):
      guard frame.meter.charge(map.count) else { return failure(.outOfSteps) }
      return visit(map.entries.map(\.key), &frame)
    case .unknown, .error: return container
    default: return noOverload(macro, container)
    }
  }

  /// What the macro makes of the elements. Every macro has its own.
  func visit(_ elements: [Value], _ frame: inout Frame) -> Value {
    failure(.unboundFunction(macro))
  }

  @inline(__always)
  final func evaluate(_ body: Node, with element: Value, _ frame: inout Frame) -> Value {
    guard frame.meter.charge(cost) else { return failure(.outOfSteps) }
    frame[local: local] = element
    return body.evaluate(&frame)
  }

  final func notBool(_ value: Value) -> EvaluationError {
    let types = [value.typeValue.name]
    return EvaluationError(.noSuchOverload(function: macro, arguments: types), range: span.range)
  }
}

/// `all` and `exists`: `deciding` is the answer of one element that settles it.
final class QuantifierNode: ComprehensionNode {
  let predicate: Node
  let deciding: Bool

  init(
    _ source: Node, _ predicate: Node, deciding: Bool, local: Int, macro: String, cost: Int, _ span: Span
  ) {
    self.predicate = predicate
    self.deciding = deciding
    super.init(source, local: local, macro: macro, cost: cost, span)
  }

  override func visit(_ elements: [Value], _ frame: inout Frame) -> Value {
    var undecided = Undecided()
    for element in elements {
      let answer = evaluate(predicate, with: element, &frame)
      switch answer {
      case .bool(let value): if value == deciding { return answer }
      case .unknown(let unknown): undecided.add(unknown)
      case .error(let error):
        if frame.meter.isExhausted { return answer }
        undecided.add(error)
      default: undecided.add(notBool(answer))
      }
    }
    return undecided.value ?? .bool(!deciding)
  }
}

/// `exists_one`: does not absorb errors. Two known hits decide, whatever is unknown.
final class ExistsOneNode: ComprehensionNode {
  let predicate: Node

  init(_ source: Node, _ predicate: Node, local: Int, macro: String, cost: Int, _ span: Span) {
    self.predicate = predicate
    super.init(source, local: local, macro: macro, cost: cost, span)
  }

  override func visit(_ elements: [Value], _ frame: inout Frame) -> Value {
    var hits = 0
    var undecided = Undecided()
    for element in elements {
      let answer = evaluate(predicate, with: element, &frame)
      switch answer {
      case .bool(let value): hits += value ? 1 : 0
      case .unknown(let unknown): undecided.add(unknown)
      case .error: return answer
      default: return .error(notBool(answer))
      }
    }
    if hits > 1 { return .bool(false) }
    return undecided.value ?? .bool(hits == 1)
  }
}

/// `filter` and `map`, also `map` with a condition.
final class TransformNode: ComprehensionNode {
  let predicate: Node?
  let transform: Node?

  init(
    _ source: Node, _ predicate: Node?, _ transform: Node?, local: Int, macro: String, cost: Int, _ span: Span
  ) {
    self.predicate = predicate
    self.transform = transform
    super.init(source, local: local, macro: macro, cost: cost, span)
  }

  override func visit(_ elements: [Value], _ frame: inout Frame) -> Value {
    var kept: [Value] = []
    var undecided = Undecided()
    for element in elements {
      if let predicate {
        let answer = evaluate(predicate, with: element, &frame)
        switch answer {
        case .bool(true): break
        case .bool(false): continue
        case .unknown(let unknown):
          undecided.add(unknown)
          continue
        case .error: return answer
        default: return .error(notBool(answer))
        }
      }
      let value = transform.map { evaluate($0, with: element, &frame) } ?? element
      if case .error = value { return value }
      kept.append(value)
    }
    return undecided.value ?? shallow(.list(ListValue(kept)))
  }
}
