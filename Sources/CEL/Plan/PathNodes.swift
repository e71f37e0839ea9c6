/// Chains of selections on a variable, taken in one stride: `transport.tls.mode`, `transport.?tls.?mode`,
/// `has(transport.tls.mode)`. Most of what rules read is such a path. The maps on the way are neither copied nor counted;
/// where the way leads through something else, it is taken again step by step.

/// Where a path begins, and the keys it goes through.
struct Path {
  enum Root {
    case variable(slot: Int)
    case local(index: Int)
  }

  struct Step {
    let field: FieldName
    let span: Span
  }

  enum End {
    case value(Value)
    /// The map before the key at this place does not have it.
    case missing(Int)
    /// The root is no map, or something on the way is none.
    case astray
  }

  let root: Root
  /// The node of the variable itself.
  let start: Node
  let steps: [Step]

  /// A path of these steps on a variable, or on from a path; nil on any other node.
  init?(_ node: Node, then steps: [Step]) {
    switch node {
    case let node as VariableNode: self.init(.variable(slot: node.slot), node, steps)
    case let node as LocalNode: self.init(.local(index: node.index), node, steps)
    case let node as PathNode: self.init(node.path.root, node.path.start, node.path.steps + steps)
    default: return nil
    }
  }

  private init(_ root: Root, _ start: Node, _ steps: [Step]) {
    self.root = root
    self.start = start
    self.steps = steps
  }

  @inline(__always)
  func walk(_ frame: inout Frame) -> End {
    switch root {
    case .variable(let slot): frame.walk(steps, from: slot)
    case .local(let index): frame.walk(steps, fromLocal: index)
    }
  }
}

/// A node that follows a path.
class PathwayNode: Node {
  final let path: Path

  init(_ path: Path, _ span: Span) {
    self.path = path
    super.init(span)
  }

  /// The value before the step at a place, taken step by step; of the steps, those from `firstOptional` on may be missing.
  final func value(before end: Int, firstOptional: Int, _ frame: inout Frame) -> Value {
    var value = path.start.evaluate(&frame)
    for place in 0..<end {
      let step = path.steps[place]
      value =
        place < firstOptional
        ? Access.select(value, step.field, at: step.span)
        : Access.optionalSelect(value, step.field, at: step.span)
    }
    return value
  }
}

/// `a.b.c`
final class PathNode: PathwayNode {
  override func evaluate(_ frame: inout Frame) -> Value {
    if case .value(let value) = path.walk(&frame) { return value }
    return value(before: path.steps.count, firstOptional: path.steps.count, &frame)
  }
}

/// `has(a.b.c)`
final class PresencePathNode: PathwayNode {
  override func evaluate(_ frame: inout Frame) -> Value {
    let last = path.steps.count - 1
    switch path.walk(&frame) {
    case .value: return .bool(true)
    case .missing(last): return .bool(false)
    case .missing, .astray:
      return Access.isPresent(
        value(before: last, firstOptional: last, &frame), path.steps[last].field, at: span)
    }
  }
}

/// `a.b.?c.?d`: of the keys, those from `firstOptional` on may be missing.
final class OptionalPathNode: PathwayNode {
  let firstOptional: Int

  init(_ path: Path, firstOptional: Int, _ span: Span) {
    self.firstOptional = firstOptional
    super.init(path, span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    switch path.walk(&frame) {
    case .value(let value): .optional(value)
    case .missing(let place) where place >= firstOptional: .optional(nil)
    case .missing, .astray: value(before: path.steps.count, firstOptional: firstOptional, &frame)
    }
  }
}

/// `a.?b.orValue(c)`: no optional is made on the way.
final class PathAlternativeNode: PathwayNode {
  let firstOptional: Int
  let alternative: Node

  init(_ optional: OptionalPathNode, _ alternative: Node, _ span: Span) {
    firstOptional = optional.firstOptional
    self.alternative = alternative
    super.init(optional.path, span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    switch path.walk(&frame) {
    case .value(let value): return value
    case .missing(let place) where place >= firstOptional: return alternative.evaluate(&frame)
    case .missing, .astray:
      let value = value(before: path.steps.count, firstOptional: firstOptional, &frame)
      guard case .optional(let content) = value else {
        return value.isKnown ? noOverload("orValue", value) : value
      }
      return content ?? alternative.evaluate(&frame)
    }
  }
}
