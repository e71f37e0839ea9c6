/// A step of a planned expression. Every name is resolved to a slot and every call to its overloads before the first
/// evaluation; what is left to do is done by `evaluate`.
///
/// Nodes are classes for speed alone: a virtual call is cheaper than taking an enum apart. They never change after they
/// were made, so a program may share them between threads.
class Node {
  let span: Span

  init(_ span: Span) {
    self.span = span
  }

  /// The value in this frame.
  func evaluate(_ frame: inout Frame) -> Value {
    failure(.unboundFunction("?"))
  }

  /// The value, if it is the same in every frame.
  var constant: Value? { nil }

  final func failure(_ kind: EvaluationError.Kind) -> Value {
    .error(EvaluationError(kind, range: span.range))
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

/// What one evaluation works on: the bindings, the variables of the comprehensions it is inside of, and its budget.
struct Frame {
  let bindings: Bindings
  var locals: [Value]
  var meter: Meter

  init(_ bindings: Bindings, locals: Int, budget: Budget) {
    self.bindings = bindings
    self.locals = locals == 0 ? [] : Array(repeating: .null, count: locals)
    meter = Meter(remaining: budget.steps)
  }
}

/// What an evaluation may cost. Every expression ends: a comprehension and a function pay for each element and for each
/// few bytes they make.
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
