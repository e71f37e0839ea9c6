/// A planned expression: no state, any number of evaluations, from any thread. Its nodes are classes that
/// never change, which the compiler cannot see; hence the unchecked conformance.
package final class Program: @unchecked Sendable {
  private let root: Node
  private let locals: Int
  /// The variables and paths that its evaluation can depend on; nil if nobody wanted to know when it was planned.
  package let reads: [Read]?

  init(root: Node, locals: Int, reads: [Read]? = nil) {
    self.root = root
    self.locals = locals
    self.reads = reads
  }

  /// A program whose every evaluation fails, in the place of one that could not be made.
  package convenience init(failing reason: String) {
    self.init(root: FailureNode(.custom(reason), Span(0, 0)), locals: 0)
  }

  /// The value under these bindings. An expression that cannot be evaluated is an error value; one that
  /// depends on what is not known is an unknown value.
  package func evaluate(_ bindings: Bindings, budget: Budget = .standard) -> Value {
    var frame = Frame(bindings)
    return evaluate(in: &frame, budget: budget)
  }

  /// The same in a frame that serves several programs; a variable that had to be evaluated keeps its value there.
  package func evaluate(in frame: inout Frame, budget: Budget = .standard) -> Value {
    frame.prepare(locals: locals, budget: budget)
    let value = root.evaluate(&frame)
    if frame.meter.isExhausted { return exhausted(value) }
    switch value {
    case .list, .map, .optional:
      return value.weight > Meter.largestResult ? root.failure(.resultTooLarge) : value
    default: return value
    }
  }

  /// An expression that ran out of steps has no value, even if an operator would have gone on without the
  /// part.
  private func exhausted(_ value: Value) -> Value {
    if case .error(let error) = value, error.kind == .outOfSteps { return value }
    return root.failure(.outOfSteps)
  }
}
