/// A planned expression: no state, any number of evaluations, from any thread. Its nodes are classes that never change,
/// which the compiler cannot see; hence the unchecked conformance, here and nowhere else.
package struct Program: @unchecked Sendable {
  private let root: Node
  private let locals: Int
  /// The declared variables that the expression reads, in order of declaration.
  package let variables: [String]

  init(root: Node, locals: Int, variables: [String]) {
    self.root = root
    self.locals = locals
    self.variables = variables
  }

  /// The value under these bindings. An expression that cannot be evaluated is an error value; one that depends on
  /// what is not known is an unknown value.
  package func evaluate(_ bindings: Bindings, budget: Budget = .standard) -> Value {
    var frame = Frame(bindings, locals: locals, budget: budget)
    let value = root.evaluate(&frame)
    if frame.meter.isExhausted { return exhausted(value) }
    switch value {
    case .list, .map, .optional:
      return value.weight > Meter.largestResult ? root.failure(.resultTooLarge) : value
    default: return value
    }
  }

  /// An expression that ran out of steps has no value, even if an operator would have gone on without the part.
  private func exhausted(_ value: Value) -> Value {
    if case .error(let error) = value, error.kind == .outOfSteps { return value }
    return root.failure(.outOfSteps)
  }
}

/// The values of the variables, each at its slot.
package struct Bindings: Sendable {
  private var values: [Value?]

  /// No variable has a value.
  package init() {
    values = []
  }

  /// No variable has a value yet; room for all of the environment's.
  package init(for environment: Environment) {
    values = Array(repeating: nil, count: environment.variables.count)
  }

  /// Values by name; names that the environment does not declare are ignored.
  package init(_ named: [String: Value], in environment: Environment) {
    self.init(for: environment)
    for (name, value) in named { set(name, to: value, in: environment) }
  }

  /// The value at a slot; nil when the variable has none.
  package subscript(slot: Int) -> Value? {
    get { slot < values.count ? values[slot] : nil }
    set {
      while slot >= values.count { values.append(nil) }
      values[slot] = newValue
    }
  }

  /// Gives a variable a value; false when the environment does not declare it.
  @discardableResult
  package mutating func set(_ name: String, to value: Value, in environment: Environment) -> Bool {
    guard let slot = environment.slot(of: name) else { return false }
    self[slot] = value
    return true
  }
}
