/// Calls of functions. The overloads that fit by name, form and number of arguments are known; the types of
/// the arguments choose among them.
class CallNode: Node {
  final let name: String
  final let forms: Uncounted<Overload>

  final var overloads: [Overload] { forms.owned }

  init(_ name: String, _ overloads: [Overload], _ span: Span) {
    self.name = name
    forms = Uncounted(overloads)
    super.init(span)
  }

  /// The call with all arguments evaluated. Errors outweigh unknowns; only a lenient overload is shown an
  /// unknown.
  final func call(_ arguments: [Value], _ frame: inout Frame) -> Value {
    for argument in arguments {
      if case .error = argument { return argument }
    }
    guard let overload = overloads.first(where: { $0.admits(arguments) }) else {
      return undecided(arguments, deep: false) ?? mismatch(arguments)
    }
    if overload.strictness != .lenient, let unknown = undecided(arguments, deep: overload.strictness == .deep)
    {
      return partly(overload, arguments, &frame) ?? unknown
    }
    return perform(overload, arguments, &frame)
  }

  final func perform(_ overload: Overload, _ arguments: [Value], _ frame: inout Frame) -> Value {
    guard frame.meter.charge(overload.cost(arguments)) else { return failure(.outOfSteps) }
    if let result = overload.body.variadic?(arguments) { return finish(result, &frame) }
    if let result = overload.body.metered?(arguments, &frame.meter) { return finish(result, &frame) }
    if let result = overload.body.unary?(arguments[0]) { return finish(result, &frame) }
    if let result = overload.body.binary?(arguments[0], arguments[1]) { return finish(result, &frame) }
    return mismatch(arguments)
  }

  /// What is known of the result, if the first argument is a text that is known in parts and the others are known; nil
  /// if that is nothing.
  private final func partly(_ overload: Overload, _ arguments: [Value], _ frame: inout Frame) -> Value? {
    guard let body = overload.ofPartialText, case .unknown(let unknown) = arguments[0],
      let text = unknown.text, arguments.dropFirst().allSatisfy(\.isWhole)
    else { return nil }
    guard frame.meter.charge(overload.cost(arguments) + PartialText.longest >> 3) else {
      return failure(.outOfSteps)
    }
    let result = frame.answer(of: overload, to: arguments[0]) { body(text, unknown, arguments) }
    return result.map { finish($0, &frame) }
  }

  /// Pays for the result and gives an error its place.
  final func finish(_ result: consuming Value, _ frame: inout Frame) -> Value {
    switch result {
    case .string, .bytes, .list, .map:
      guard result.textLength <= Meter.largestResult else { return failure(.resultTooLarge) }
      return frame.meter.charge(result.textLength >> 4) ? result : failure(.outOfSteps)
    case .optional: return shallow(result)
    case .error(let error): return .error(error.at(span))
    default: return result
    }
  }

  final func mismatch(_ arguments: [Value]) -> Value {
    failure(.noSuchOverload(function: name, arguments: arguments.map(\.typeValue.name)))
  }

  private final func undecided(_ arguments: [Value], deep: Bool) -> Value? {
    var undecided = Undecided()
    for argument in arguments {
      if case .unknown(let unknown) = argument { undecided.add(unknown) }
      if deep, let parts = argument.unknownParts { undecided.add(parts) }
    }
    return undecided.unknown.map { .unknown($0) }
  }
}

/// `f(a)` and `a.f()`, without an array for the argument.
final class UnaryCallNode: CallNode {
  let argument: Node

  init(_ name: String, _ overloads: [Overload], _ argument: Node, _ span: Span) {
    self.argument = argument
    super.init(name, overloads, span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let value = argument.evaluate(&frame)
    guard value.isWhole else { return call([value], &frame) }
    for index in 0..<forms.count {
      if let result = forms.visit(index, { apply($0, value, &frame) }) { return result }
    }
    return mismatch([value])
  }

  /// nil when the form is for another type.
  @inline(__always)
  private func apply(_ form: Overload, _ value: Value, _ frame: inout Frame) -> Value? {
    guard form.kinds.first.admits(value) || form.parameters[0].admits(value) else { return nil }
    guard form.body.unary != nil else { return call([value], &frame) }
    guard frame.meter.charge(1 + value.textLength >> 4) else { return failure(.outOfSteps) }
    guard let result = frame.answer(of: form, to: value, { form.body.unary?(value) }) else { return nil }
    return finish(result, &frame)
  }
}

/// `f(a, b)` and `a.f(b)`
final class BinaryCallNode: CallNode {
  let first: Node
  let second: Node

  init(_ name: String, _ overloads: [Overload], _ first: Node, _ second: Node, _ span: Span) {
    self.first = first
    self.second = second
    super.init(name, overloads, span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    let first = first.evaluate(&frame)
    let second = second.evaluate(&frame)
    guard first.isWhole, second.isWhole else { return call([first, second], &frame) }
    for index in 0..<forms.count {
      if let result = forms.visit(index, { apply($0, first, second, &frame) }) { return result }
    }
    return mismatch([first, second])
  }

  @inline(__always)
  private func apply(_ form: Overload, _ first: Value, _ second: Value, _ frame: inout Frame) -> Value? {
    guard form.kinds.first.admits(first) || form.parameters[0].admits(first),
      form.kinds.second.admits(second) || form.parameters[1].admits(second)
    else { return nil }
    guard form.body.binary != nil else { return call([first, second], &frame) }
    guard frame.meter.charge(form.cost(first.textLength, second.textLength)) else {
      return failure(.outOfSteps)
    }
    guard let result = form.body.binary?(first, second) else { return nil }
    return finish(result, &frame)
  }
}

/// A call of any number of arguments.
final class VariadicCallNode: CallNode {
  let arguments: [Node]

  init(_ name: String, _ overloads: [Overload], _ arguments: [Node], _ span: Span) {
    self.arguments = arguments
    super.init(name, overloads, span)
  }

  override func evaluate(_ frame: inout Frame) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    var areWhole = true
    for argument in arguments {
      let value = argument.evaluate(&frame)
      if !value.isWhole { areWhole = false }
      values.append(value)
    }
    guard areWhole else { return call(values, &frame) }
    for index in 0..<forms.count {
      if let result = forms.visit(index, { apply($0, values, &frame) }) { return result }
    }
    return mismatch(values)
  }

  private func apply(_ form: Overload, _ values: [Value], _ frame: inout Frame) -> Value? {
    form.admits(values) ? perform(form, values, &frame) : nil
  }
}

extension Overload {
  /// The steps that a call on these arguments takes.
  func cost(_ arguments: [Value]) -> Int {
    guard arguments.count > 1 else { return 1 + (arguments.first?.textLength ?? 0) >> 4 }
    var rest = 0
    for argument in arguments.dropFirst(2) { rest += argument.textLength }
    return cost(arguments[0].textLength, arguments[1].textLength) + rest >> 4
  }

  @inline(__always)
  func cost(_ first: Int, _ second: Int) -> Int {
    1 + (first + second) >> 4 + work.steps(first, second)
  }

  /// Whether the values may be passed. Of a value that is not known nothing speaks against it, unless it is known to be a
  /// text.
  func admits(_ arguments: [Value]) -> Bool {
    for index in arguments.indices {
      if case .unknown(let unknown) = arguments[index] {
        if unknown.text != nil, !parameters[index].admits(.string("")) { return false }
        continue
      }
      if !parameters[index].admits(arguments[index]) { return false }
    }
    return true
  }
}

extension Overload.Work {
  @inline(__always)
  func steps(_ first: Int, _ second: Int) -> Int {
    switch self {
    case .nothing: 0
    case .product: (first &* second) >> 7
    case .places(let places): (first &* places) >> 7
    }
  }
}

extension ValueType {
  /// Whether the value is of this type, as far as a value knows its type.
  func admits(_ value: Value) -> Bool {
    guard case .opaque(let name, _) = self else { return ValueKind(self).admits(value) }
    guard case .opaque(let opaque) = value else { return false }
    return Text.areSame(name, opaque.typeName)
  }
}

extension Value {
  /// Known, and with no unknown inside.
  @inline(__always)
  var isWhole: Bool {
    switch self {
    case .unknown, .error: false
    case .list, .map, .optional: unknownParts == nil
    default: true
    }
  }

  /// A text of which some parts are known.
  var isPartialText: Bool {
    if case .unknown(let unknown) = self { unknown.text != nil } else { false }
  }

  /// The bytes of a text, the elements of a list; what a function that reads it all goes through.
  var textLength: Int {
    switch self {
    case .string(let text): text.utf8.count
    case .bytes(let bytes): bytes.count
    case .list(let list): list.count
    case .map(let map): map.count
    default: 0
    }
  }
}
