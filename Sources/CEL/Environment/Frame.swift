/// What an evaluation works on: values of variables in; what was evaluated on the way is kept for the next expression.

/// The values of the variables, each at its slot.
package struct Bindings: Sendable {
  var values: [Value?]
  /// Gives values to variables that have none here.
  package var source: (any VariableSource)?

  /// No variable has a value.
  package init() {
    values = []
  }

  /// No variable has a value yet; room for all of the environment's.
  package init(for environment: Environment) {
    values = Array(repeating: nil, count: environment.variables.count)
  }

  /// No variable has a value yet; room for this many slots.
  package init(slots count: Int) {
    values = Array(repeating: nil, count: count)
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

/// Gives values to variables that have none before an expression reads them.
package protocol VariableSource: AnyObject, Sendable {
  /// The slots of its variables, behind those of all bindings.
  var slots: Range<Int> { get }
  /// Gives the variable at one of these slots its value.
  func value(at slot: Int, in frame: inout Frame) -> Value
}

/// Bindings at work: with the variables that were evaluated so far, those of the comprehensions that an evaluation is
/// inside of, and its budget.
package struct Frame {
  private let bindings: Bindings
  /// The variables of comprehensions: those of the program at work, behind those of the programs that wait for it.
  private var locals: [Value] = []
  private var ownLocals = 0..<0
  var meter = Meter(remaining: 0)
  private let firstDefined: Int
  /// Of each variable of the source its place among the defined ones; 0 as long as it has none.
  private var places: [UInt32]
  private var defined: [Value] = [.null]

  package init(_ bindings: Bindings) {
    self.bindings = bindings
    let slots = bindings.source?.slots ?? 0..<0
    firstDefined = slots.isEmpty ? .max : slots.lowerBound
    places = Array(repeating: 0, count: slots.count)
    defined.reserveCapacity(1 + slots.count / 2)
  }

  mutating func prepare(locals count: Int, budget: Budget) {
    ownLocals = ownLocals.lowerBound..<ownLocals.lowerBound + count
    while locals.count < ownLocals.upperBound { locals.append(.null) }
    meter = Meter(remaining: budget.steps)
  }

  /// The variable of a comprehension that the program at work is inside of.
  subscript(local index: Int) -> Value {
    @inline(__always) get { locals[ownLocals.lowerBound + index] }
    @inline(__always) set { locals[ownLocals.lowerBound + index] = newValue }
  }

  @inline(__always)
  func walk(_ steps: [Path.Step], fromLocal index: Int) -> Path.End {
    guard case .map(let map) = locals[ownLocals.lowerBound + index] else { return .astray }
    return map.walk(steps)
  }

  /// The value of a variable, evaluated now if no expression has read it before.
  @inline(__always)
  mutating func value(at slot: Int) -> Value? {
    slot < firstDefined ? bindings[slot] : place(of: slot).map { defined[$0] }
  }

  /// The end of a path that begins at a variable.
  @inline(__always)
  mutating func walk(_ steps: [Path.Step], from slot: Int) -> Path.End {
    if slot < firstDefined {
      guard slot < bindings.values.count, case .map(let map)? = bindings.values[slot] else { return .astray }
      return map.walk(steps)
    }
    guard let place = place(of: slot), case .map(let map) = defined[place] else { return .astray }
    return map.walk(steps)
  }

  private mutating func place(of slot: Int) -> Int? {
    let variable = slot - firstDefined
    guard variable < places.count else { return nil }
    let place = Int(places[variable])
    return place > 0 ? place : define(variable)
  }

  /// Evaluates a variable by its own program, with a budget of its own.
  @inline(never)
  private mutating func define(_ variable: Int) -> Int? {
    guard let source = bindings.source else { return nil }
    let outer = (ownLocals, meter)
    ownLocals = ownLocals.upperBound..<ownLocals.upperBound
    let value = source.value(at: firstDefined + variable, in: &self)
    (ownLocals, meter) = outer
    defined.append(value)
    places[variable] = UInt32(defined.count - 1)
    return defined.count - 1
  }
}
