/// A parsed expression: a tree of values in which every node knows its place. Macros are already nodes of
/// their own.
package struct Expression: Sendable {
  /// What it is.
  package let kind: Kind
  /// Where it stands.
  package let span: Span
  /// The height of the tree under it; what walks the tree may recurse this deep.
  let height: Int32

  init(_ kind: Kind, _ span: Span, height: Int32 = 0) {
    self.kind = kind
    self.span = span
    self.height = height
  }

  /// The tree of a text; `invalid` where it has mistakes.
  package init(parsing text: String) {
    self = Parser.parse(text, limits: Limits(), macros: true).expression
  }

  /// The forms an expression has.
  package indirect enum Kind: Sendable {
    case literal(Value)
    /// A name; `isAbsolute` when written with a leading dot.
    case name(String, isAbsolute: Bool)
    case select(Expression, Name)
    /// `a.?b`
    case optionalSelect(Expression, Name)
    /// `has(a.b)`: operand and field.
    case presence(Expression, Name)
    case index(Expression, Expression)
    /// `a[?b]`
    case optionalIndex(Expression, Expression)
    case call(Name, [Expression])
    case method(Expression, Name, [Expression])
    case not(Expression)
    case negate(Expression)
    /// A whole chain of `&&` is one node, so that a long one is not a deep one.
    case and([Expression])
    case or([Expression])
    case conditional(Expression, then: Expression, otherwise: Expression)
    case binary(BinaryOperator, Expression, Expression, operator: Span)
    case list([Element])
    case map([Entry])
    case comprehension(Comprehension)
    /// Stands where the parser has reported an issue.
    case invalid
  }

  /// One element of a list literal; optional when written `?x`.
  package struct Element: Sendable {
    let value: Expression
    let isOptional: Bool
  }

  /// One entry of a map literal; optional when written `?k: v`.
  package struct Entry: Sendable {
    let key: Expression
    let value: Expression
    let isOptional: Bool
  }
}

/// The operators between two operands that evaluate both.
package enum BinaryOperator: String, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"

  /// How tightly it binds; higher binds tighter.
  var precedence: Int {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn: 3
    case .add, .subtract: 4
    case .multiply, .divide, .remainder: 5
    }
  }

  /// The name under which its overloads are declared.
  var function: String { self == .isIn ? "@in" : "_\(rawValue)_" }
}

/// A macro that visits the elements of a list or the keys of a map, or the value of an optional.
package struct Comprehension: Sendable {
  let macro: Macro
  let name: Name
  let source: Expression
  let variable: Name
  /// The condition of `all`, `exists`, `exists_one`, `filter`, and of `map` with three arguments.
  let predicate: Expression?
  /// What `map`, `optMap` and `optFlatMap` make of each element.
  let transform: Expression?

  /// Which macro.
  package enum Macro: Sendable, CaseIterable {
    case all, exists, existsOne, filter, map, optMap, optFlatMap
  }
}
