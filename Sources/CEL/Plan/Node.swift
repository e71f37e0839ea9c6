/// A step of a planned expression. Every name is resolved to a slot and every call to its overloads before
/// the first evaluation; what is left to do is done by `evaluate`.
///
/// Nodes are classes for speed alone: a virtual call is cheaper than taking an enum apart. They never
/// change after they were made, so a program may share them between threads.
class Node {
  let span: Span

  init(_ span: Span) {
    self.span = span
  }

  /// The value in this frame. Every kind of node has its own; a node of no kind has none.
  func evaluate(_ frame: inout Frame) -> Value {
    failure(.custom("a step without an evaluation"))
  }

  /// The value, if it is the same in every frame.
  var constant: Value? { nil }

  final func failure(_ kind: EvaluationError.Kind) -> Value {
    .error(EvaluationError(kind, range: span.range))
  }

  /// The value, unless it is nested too deep to be walked.
  final func shallow(_ value: Value) -> Value {
    value.depth > Meter.deepestResult ? failure(.resultTooLarge) : value
  }

  /// The value as it is; an error also learns its place.
  @inline(__always)
  final func placed(_ value: Value) -> Value {
    guard case .error(let error) = value else { return value }
    return .error(error.at(span))
  }

  final func noOverload(_ function: String, _ arguments: Value...) -> Value {
    failure(.noSuchOverload(function: function, arguments: arguments.map(\.typeValue.name)))
  }
}

/// What an evaluation may cost. Every expression ends: a comprehension and a function pay for each element
/// and for each few bytes they make.
package struct Budget: Sendable {
  /// The steps allowed; a step is of the order of 50 nanoseconds.
  package var steps: Int

  /// A budget of so many steps.
  package init(steps: Int) {
    self.steps = steps
  }

  /// A million steps: some milliseconds at most.
  package static let standard = Budget(steps: 1_000_000)
}

/// The running account of a budget.
package struct Meter: Sendable {
  private(set) var remaining: Int

  init(remaining: Int) {
    self.remaining = remaining
  }

  /// The largest string or list a function may make, in bytes or elements.
  package static let largestResult = 1 << 20
  /// How deep values may be nested; each macro of a chain could add as much as an expression is deep.
  package static let deepestResult = 500

  /// For what nobody has to pay.
  static let endless = Meter(remaining: .max)

  var isExhausted: Bool { remaining < 0 }

  /// Pays; false when the budget is spent.
  @inline(__always)
  package mutating func charge(_ steps: Int) -> Bool {
    remaining &-= steps
    return remaining >= 0
  }

  /// Pays for going through the value, or for having made it.
  mutating func charge(for value: Value) -> Bool {
    switch value {
    case .string(let text): charge(text.utf8.count >> 4)
    case .bytes(let bytes): charge(bytes.count >> 4)
    case .list, .map, .optional: charge(min(value.weight, 1 << 40))
    case .null, .bool, .int, .uint, .double, .timestamp, .duration, .type, .opaque, .unknown, .error: true
    }
  }
}
