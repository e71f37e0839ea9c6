/// The words for what went wrong in an evaluation: an error in, one line out.
extension EvaluationError: CustomStringConvertible {
  /// What went wrong in one line, with no full stop.
  package var message: String {
    switch kind {
    case .unboundVariable(let name): "'\(name)' has no value here"
    case .unboundFunction(let name): "there is no function '\(name)'"
    case .noSuchOverload(let function, let arguments):
      "\(Operators.display(function)) does not take (\(arguments.joined(separator: ", ")))"
    case .noSuchKey(let key): "no such key: \(key)"
    case .notAKey(let type): "\(type) cannot be the key of a map"
    case .repeatedKey(let key): "the key \(key) is given twice"
    case .notSelectable(let type, let field): "\(type) has no field '\(field)'"
    case .indexOutOfRange(let index, let count): "index \(index) is out of range: there are \(count)"
    case .overflow: "the result does not fit into its type (overflow)"
    case .divisionByZero: "division by zero"
    case .modulusByZero: "modulus by zero"
    case .outOfRange(let value, let type): "\(value) is out of the range of \(type)"
    case .notConvertible(let value, let type): "\(value) cannot be read as \(type)"
    case .invalidUTF8: "the bytes are not UTF-8"
    case .invalidPattern(let reason): "invalid pattern: \(reason)"
    case .noValue: "the optional has no value"
    case .resultTooLarge: "the result is too large"
    case .outOfSteps: "the expression takes too many steps"
    case .custom(let text): text
    }
  }

  /// The message.
  package var description: String { message }
}
