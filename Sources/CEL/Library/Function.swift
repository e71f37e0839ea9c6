/// A function as it is declared: once, for the checker, for the planner and for the reference page.
package struct Function: Sendable {
  /// The name, with its namespace if it has one: `optional.of`.
  package let name: String
  /// What it does, in a sentence or two.
  package let documentation: String
  /// The forms it may be called in.
  package let overloads: [Overload]

  /// A function with the forms it may be called in.
  package init(_ name: String, _ documentation: String, _ overloads: [Overload]) {
    self.name = name
    self.documentation = documentation
    self.overloads = overloads
  }

  /// A function with one form.
  package init(_ name: String, _ documentation: String, _ overload: Overload) {
    self.init(name, documentation, [overload])
  }
}

/// One form of a function: the types it takes, the type it gives, and how. A class, because plans hold many references
/// to few forms.
package final class Overload: Sendable {
  /// A name of its own, such as `contains_string`.
  package let id: String
  /// Whether it is called as `target.name(…)`; the target is the first parameter.
  package let isMethod: Bool
  /// The types of the arguments, the target of a method first.
  package let parameters: [ValueType]
  /// The type of the result.
  package let result: ValueType
  /// How much of its arguments must be known.
  package let strictness: Strictness
  let body: Body
  /// What can be prepared, or refused, when some arguments are literals.
  let prepare: Preparation?
  /// What can be said when the first argument is a text that is known in parts.
  let ofPartialText: PartialBody?
  /// Whether it is worth remembering what it said of a text.
  let isRemembered: Bool
  let isGeneric: Bool
  /// The kinds of the first two arguments, by which values are told apart.
  let kinds: (first: ValueKind, second: ValueKind)
  let work: Work

  /// How much of its arguments a function must know. Errors never reach it.
  package enum Strictness: Sendable {
    /// All: an unknown anywhere in an argument makes the result unknown.
    case deep
    /// The arguments themselves; an element of a list may be unknown, as for `size`.
    case shallow
    /// Nothing: an unknown argument is passed to it.
    case lenient
  }

  /// The implementation: one of these, or none where the planner has a node for it. Few arguments are passed without an
  /// array. No enum, because to take a function out of one counts a reference, and all threads share the overloads.
  struct Body: Sendable {
    private(set) var unary: (@Sendable (Value) -> Value)?
    private(set) var binary: (@Sendable (Value, Value) -> Value)?
    private(set) var variadic: (@Sendable ([Value]) -> Value)?
    private(set) var metered: (@Sendable ([Value], inout Meter) -> Value)?

    static func unary(_ body: @escaping @Sendable (Value) -> Value) -> Body { Body(unary: body) }
    static func binary(_ body: @escaping @Sendable (Value, Value) -> Value) -> Body { Body(binary: body) }
    static func variadic(_ body: @escaping @Sendable ([Value]) -> Value) -> Body { Body(variadic: body) }
    static func metered(_ body: @escaping @Sendable ([Value], inout Meter) -> Value) -> Body {
      Body(metered: body)
    }
    static var builtIn: Body { Body() }

    var isBuiltIn: Bool { unary == nil && binary == nil && variadic == nil && metered == nil }
  }

  /// The text, the unknown that it belongs to and all arguments, of which only the first is not known, in; the result
  /// out, which may be unknown in parts itself; nil where nothing is known of it.
  package typealias PartialBody = @Sendable (PartialText, Unknown, [Value]) -> Value?

  /// What its work grows with, beside the sum of its arguments' lengths.
  enum Work: Sendable {
    case nothing
    /// The product of the first two arguments' lengths, as that of a search does.
    case product
    /// The length of the first, times the places of a pattern.
    case places(Int)
  }

  /// Looks at the arguments that are literals.
  typealias Preparation = @Sendable (_ literals: [Value?]) -> Prepared

  enum Prepared: Sendable {
    case nothing
    /// The implementation, and its work if that is another now.
    case body(Body, Work? = nil, ofPartialText: PartialBody? = nil)
    case refused(argument: Int, EvaluationError)
  }

  init(
    _ id: String, isMethod: Bool, _ parameters: [ValueType], _ result: ValueType,
    _ strictness: Strictness = .deep, _ body: Body, work: Work = .nothing, prepare: Preparation? = nil,
    ofPartialText: PartialBody? = nil, isRemembered: Bool = false
  ) {
    self.id = id
    self.isMethod = isMethod
    self.parameters = parameters
    self.result = result
    self.strictness = strictness
    self.body = body
    self.work = work
    self.prepare = prepare
    self.ofPartialText = ofPartialText
    self.isRemembered = isRemembered
    kinds = (
      parameters.isEmpty ? .any : ValueKind(parameters[0]),
      parameters.count < 2 ? .any : ValueKind(parameters[1])
    )
    isGeneric = result.isGeneric || parameters.contains(where: \.isGeneric)
  }

  /// Any form, with its implementation over all arguments.
  package convenience init(
    _ id: String, isMethod: Bool, parameters: [ValueType], result: ValueType,
    strictness: Strictness = .deep, body: @escaping @Sendable ([Value]) -> Value
  ) {
    self.init(id, isMethod: isMethod, parameters, result, strictness, .variadic(body))
  }

  /// `target.name()`
  ///
  /// - Parameter isRemembered: for what takes longer than to look whether it was asked before.
  package static func method(
    _ id: String, on target: ValueType, returns result: ValueType, strictness: Strictness = .deep,
    ofPartialText: PartialBody? = nil, isRemembered: Bool = false, body: @escaping @Sendable (Value) -> Value
  ) -> Overload {
    Overload(
      id, isMethod: true, [target], result, strictness, .unary(body), ofPartialText: ofPartialText,
      isRemembered: isRemembered)
  }

  /// `target.name(argument)`
  package static func method(
    _ id: String, on target: ValueType, _ argument: ValueType, returns result: ValueType,
    strictness: Strictness = .deep, body: @escaping @Sendable (Value, Value) -> Value
  ) -> Overload {
    Overload(id, isMethod: true, [target, argument], result, strictness, .binary(body))
  }

  /// `name(argument)`
  package static func function(
    _ id: String, _ argument: ValueType, returns result: ValueType, strictness: Strictness = .deep,
    body: @escaping @Sendable (Value) -> Value
  ) -> Overload {
    Overload(id, isMethod: false, [argument], result, strictness, .unary(body))
  }

  /// The same, paying for the product of its arguments' lengths.
  var quadratic: Overload {
    Overload(
      id, isMethod: isMethod, parameters, result, strictness, body, work: .product, prepare: prepare,
      ofPartialText: ofPartialText, isRemembered: isRemembered)
  }

  /// The same, able to say something of a text that is known in parts.
  func partly(_ ofPartialText: @escaping PartialBody) -> Overload {
    Overload(
      id, isMethod: isMethod, parameters, result, strictness, body, work: work, prepare: prepare,
      ofPartialText: ofPartialText, isRemembered: isRemembered)
  }

  /// The form as it is written: `string.contains(string) -> bool`.
  package func signature(of name: String) -> String {
    let types = parameters.map(\.description)
    guard isMethod, let target = types.first else {
      return "\(name)(\(types.joined(separator: ", "))) -> \(result)"
    }
    return "\(target).\(name)(\(types.dropFirst().joined(separator: ", "))) -> \(result)"
  }
}

/// Functions and types that belong together and are declared together.
package struct Library: Sendable {
  /// What the reference page calls it.
  package let name: String
  /// Its functions, in the order of the reference page.
  package let functions: [Function]
  /// The names of types that an expression may mention, as in `type(x) == net.IP`.
  package let types: [(name: String, type: ValueType)]

  /// What an environment has unless it is told otherwise.
  package static let all: [Library] = [.standard, .optionals, .strings, .time(zones: nil), .network]

  /// A library of functions and, where it has some, types.
  package init(_ name: String, functions: [Function], types: [(name: String, type: ValueType)] = []) {
    self.name = name
    self.functions = functions
    self.types = types
  }
}
