/// Why an expression has no value, as data, and where in the expression.
package struct EvaluationError: Error, Hashable, Sendable {
  /// What went wrong. `message` says it in words.
  package let kind: Kind
  /// The bytes of the expression that have no value, once known.
  package let range: Range<Int>?

  /// An error of this kind, at a place if it is known.
  package init(_ kind: Kind, range: Range<Int>? = nil) {
    self.kind = kind
    self.range = range
  }

  /// The same error with a place, unless it already had one.
  func at(_ span: Span) -> EvaluationError {
    range == nil ? EvaluationError(kind, range: span.range) : self
  }

  /// What can go wrong.
  package enum Kind: Hashable, Sendable {
    case unboundVariable(String)
    case unboundFunction(String)
    case noSuchOverload(function: String, arguments: [String])
    case noSuchKey(String)
    case notAKey(type: String)
    case repeatedKey(String)
    case notSelectable(type: String, field: String)
    case indexOutOfRange(Int64, count: Int)
    case overflow
    case divisionByZero
    case modulusByZero
    case outOfRange(String, type: String)
    case notConvertible(String, type: String)
    case invalidUTF8
    case invalidPattern(String)
    case noValue
    case resultTooLarge
    case outOfSteps
    /// Whatever an extension has to say, in its own words.
    case custom(String)
  }
}
