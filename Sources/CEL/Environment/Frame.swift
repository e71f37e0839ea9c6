/// What an evaluation works on: values of variables in; what was evaluated on the way is kept for the next expression.

/// The values of the variables, each at its slot.
package struct Bindings: Sendable {
  var values: [Value?]
  /// Gives values to variables that have none here.
  package var source: VariableSource?

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
package final class VariableSource: Sendable {
  /// The slots of its variables, behind those of all bindings.
  let slots: Range<Int>
  let value: @Sendable (_ slot: Int, _ frame: inout Frame) -> Value

  /// - Parameter value: gives the variable at one of these slots its value.
  package init(slots: Range<Int>, value: @escaping @Sendable (_ slot: Int, _ frame: inout Frame) -> Value) {
    self.slots = slots
    self.value = value
  }
}

/// Bindings at work: with the variables that were evaluated so far, those of the comprehensions that an evaluation is
/// inside of, and its budget.
package struct Frame {
  private let bindings: Bindings
  /// That of the bindings, not counted: threads that share it would wait for each other at every variable.
  private let source: Unmanaged<VariableSource>?
  private let answers: Unmanaged<Answers>?
  /// Owns them.
  private let kept: Answers?
  private let outlook: Outlook?
  /// The variables of comprehensions: those of the program at work, behind those of the programs that wait for it.
  private var locals: [Value] = []
  private var ownLocals = 0..<0
  var meter = Meter(remaining: 0)
  private let firstDefined: Int
  /// Of each variable of the source its place among the defined ones; 0 as long as it has none. In two bytes, for as many
  /// frames as there are targets at hand look at theirs by turns.
  private var places: [UInt16]
  private var defined: [Value] = [.null]

  /// - Parameters:
  ///   - answers: what was worked out before, in other frames of this thread too; nil where that is not worth remembering.
  ///   - outlook: by which a variable is known that was evaluated in another frame; nil where none need be known.
  package init(_ bindings: Bindings, answers: Answers? = nil, outlook: Outlook? = nil) {
    self.bindings = bindings
    self.outlook = outlook
    self.answers = answers.map(Unmanaged.passUnretained)
    kept = answers
    source = bindings.source.map(Unmanaged.passUnretained)
    let slots = bindings.source?.slots ?? 0..<0
    firstDefined = slots.isEmpty ? .max : slots.lowerBound
    places = Array(repeating: 0, count: slots.count)
    defined.reserveCapacity(Self.fewDefined)
  }

  /// Room for most frames; where every rule is asked, more will be made.
  private static let fewDefined = 40

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

  /// The value of a variable, evaluated now if no expression has read it before, here or in a frame that saw the same.
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

  @inline(never)
  private mutating func define(_ variable: Int) -> Int? {
    guard let source else { return nil }
    if let answers, let question = outlook?.question(about: variable) {
      if let known = answers._withUnsafeGuaranteedRef({ $0.value(of: question) }) {
        defined.append(known)
      } else {
        let value = evaluate(variable, source)
        answers._withUnsafeGuaranteedRef { $0.keep(value, question) }
        defined.append(value)
      }
    } else {
      defined.append(evaluate(variable, source))
    }
    // Beyond that many a variable is evaluated each time.
    if let place = UInt16(exactly: defined.count - 1) { places[variable] = place }
    return defined.count - 1
  }

  /// Evaluates a variable by its own program, with a budget of its own.
  private mutating func evaluate(_ variable: Int, _ source: Unmanaged<VariableSource>) -> Value {
    let outer = (ownLocals, meter)
    ownLocals = ownLocals.upperBound..<ownLocals.upperBound
    let value = source._withUnsafeGuaranteedRef { $0.value(firstDefined + variable, &self) }
    (ownLocals, meter) = outer
    return value
  }
}

extension Frame {
  /// What a function says of a text; worked out if nothing is remembered, or if it is not worth remembering.
  @inline(__always)
  func answer(of form: Overload, to asked: Value, _ workOut: () -> Value?) -> Value? {
    guard form.isRemembered, let answers else { return workOut() }
    return answers._withUnsafeGuaranteedRef { $0.answer(of: form, to: asked, workOut) }
  }
}
