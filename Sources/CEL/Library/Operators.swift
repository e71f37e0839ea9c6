/// The operators as functions: what types they take. The planner has nodes of its own for them; the declarations serve
/// the checker and the reference page.
enum Operators {
  static let functions: [Function] = equality + orderings + arithmetic + membership

  private static let anything = ValueType.parameter("A")

  private static let equality = ["_==_", "_!=_"].map { name in
    Function(
      name, name == "_==_" ? "Whether both are equal." : "Whether both differ.",
      form(name == "_==_" ? "equals" : "not_equals", [anything, anything], .bool))
  }

  /// Numbers of unlike types have an order only at run time, behind `dyn`, as in other implementations.
  private static let ordered: [(ValueType, ValueType)] = [
    (.int, .int), (.string, .string), (.double, .double), (.uint, .uint), (.bool, .bool), (.bytes, .bytes),
    (.timestamp, .timestamp), (.duration, .duration),
  ]

  private static let orderings = [
    ("_<_", "less", "Whether the left comes before the right."),
    ("_<=_", "less_equals", "Whether the left comes before the right or is equal to it."),
    ("_>_", "greater", "Whether the left comes after the right."),
    ("_>=_", "greater_equals", "Whether the left comes after the right or is equal to it."),
  ].map { name, id, documentation in
    Function(
      name, documentation, ordered.map { form("\(id)_\($0.0)_\($0.1)", [$0.0, $0.1], .bool) })
  }

  private static let arithmetic = [
    Function(
      "_+_", "The sum; texts, bytes and lists one after the other; a time moved by a duration.",
      numbers("add", [.int, .uint, .double]) + [
        form("add_string", [.string, .string], .string), form("add_bytes", [.bytes, .bytes], .bytes),
        form("add_list", [.list(anything), .list(anything)], .list(anything)),
        form("add_timestamp_duration", [.timestamp, .duration], .timestamp),
        form("add_duration_timestamp", [.duration, .timestamp], .timestamp),
        form("add_duration_duration", [.duration, .duration], .duration),
      ]),
    Function(
      "_-_", "The difference, of numbers or of times.",
      numbers("subtract", [.int, .uint, .double]) + [
        form("subtract_timestamp_timestamp", [.timestamp, .timestamp], .duration),
        form("subtract_timestamp_duration", [.timestamp, .duration], .timestamp),
        form("subtract_duration_duration", [.duration, .duration], .duration),
      ]),
    Function("_*_", "The product.", numbers("multiply", [.int, .uint, .double])),
    Function(
      "_/_", "The quotient; of integers without the remainder.", numbers("divide", [.int, .uint, .double])),
    Function("_%_", "The remainder of a division.", numbers("modulo", [.int, .uint])),
  ]

  private static let membership = [
    Function(
      "@in", "Whether a list has an equal element, or a map the key.",
      [
        form("in_list", [anything, .list(anything)], .bool),
        form("in_map", [anything, .map(anything, .parameter("B"))], .bool),
      ])
  ]

  private static func numbers(_ id: String, _ types: [ValueType]) -> [Overload] {
    types.map { form("\(id)_\($0)", [$0, $0], $0) }
  }

  private static func form(_ id: String, _ parameters: [ValueType], _ result: ValueType) -> Overload {
    Overload(id, isMethod: false, parameters, result, .shallow, .builtIn)
  }

  /// The name of an operator or a function as an author knows it.
  static func display(_ function: String) -> String {
    switch function {
    case "@in": "'in'"
    case "_[_]": "indexing"
    case "_?_:_": "'?:'"
    default: "'\(function.hasPrefix("_") || function.hasSuffix("_") ? operatorText(function) : function)'"
    }
  }

  private static func operatorText(_ function: String) -> String {
    String(function.drop { $0 == "_" }.reversed().drop { $0 == "_" }.reversed())
  }
}
