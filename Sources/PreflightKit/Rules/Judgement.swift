/// The verdict table (three-valued): what `when` and the assertions came to, in; what the rule says, out.
import CEL

enum Judgement: Sendable {
  case pass
  case notApplicable
  /// The assertion of this index is false.
  case fail(assertion: Int)
  /// It depends on these.
  case undetermined(Unknown)
  case ruleError(EvaluationError)

  /// Whether there is nothing to say, whatever else is known.
  var isSilent: Bool {
    switch self {
    case .pass, .notApplicable: true
    case .fail, .undetermined, .ruleError: false
    }
  }

  /// - Parameter when: nil if the rule always applies.
  init(when: Value?, assertions: @autoclosure () -> AssertionResult) {
    switch when {
    case .bool(false)?: self = .notApplicable
    case nil, .bool(true)?:
      switch assertions() {
      case .allTrue: self = .pass
      case .isFalse(let index): self = .fail(assertion: index)
      case .unknown(let parts): self = .undetermined(parts)
      case .error(let error): self = .ruleError(error)
      }
    case .unknown(let parts)?:
      switch assertions() {
      case .allTrue: self = .pass
      case .unknown(let more): self = .undetermined(parts.union(more))
      case .isFalse, .error: self = .undetermined(parts)
      }
    case .error(let error)?: self = .ruleError(error)
    case .some: self = .ruleError(EvaluationError(.custom("`when` is neither true nor false")))
    }
  }
}

/// A list of assertions taken together. A false one decides, whatever the others are.
enum AssertionResult: Sendable {
  case allTrue
  case isFalse(index: Int)
  case unknown(Unknown)
  case error(EvaluationError)

  /// - Parameter value: gives an assertion's value; asked in order, only as far as needed.
  init(_ count: Int, value: (Int) -> Value) {
    var result = AssertionResult.allTrue
    for index in 0..<count {
      switch value(index) {
      case .bool(true): continue
      case .bool(false):
        self = .isFalse(index: index)
        return
      case .unknown(let parts): result = result.joined(unknown: parts)
      case .error(let error): result = .error(error)
      default: result = .error(EvaluationError(.custom("an assertion is neither true nor false")))
      }
    }
    self = result
  }

  private func joined(unknown parts: Unknown) -> AssertionResult {
    switch self {
    case .allTrue: .unknown(parts)
    case .unknown(let known): .unknown(known.union(parts))
    case .isFalse, .error: self
    }
  }
}
