/// `+ - * / %` and negation on values. Integers do not wrap round: what does not fit is an error.
enum Arithmetic {
  /// The result; nil when the operator does not take these types.
  static func apply(_ operation: BinaryOperator, _ first: Value, _ second: Value) -> Value? {
    switch (first, second) {
    case (.int(let first), .int(let second)): integers(operation, first, second).map(wrap)
    case (.uint(let first), .uint(let second)): integers(operation, first, second).map(wrap)
    case (.double(let first), .double(let second)): doubles(operation, first, second)
    default: operation == .add ? sum(first, second) : operation == .subtract ? difference(first, second) : nil
    }
  }

  /// Two texts, one after the other, of which one is known in parts or both are; nil where nothing is known of them.
  static func joined(_ first: Value, _ second: Value) -> Value? {
    switch (first, second) {
    case (.string(let first), .unknown(let second)): second.text.map { .unknown(second.with(first + $0)) }
    case (.unknown(let first), .string(let second)): first.text.map { .unknown(first.with($0 + second)) }
    case (.unknown(let first), .unknown(let second)):
      first.text.flatMap { text in second.text.map { .unknown(first.union(second).with(text + $0)) } }
    default: nil
    }
  }

  static func negate(_ value: Value) -> Value? {
    switch value {
    case .int(let value): value == .min ? .failure(.overflow) : .int(-value)
    case .double(let value): .double(-value)
    default: nil
    }
  }

  // MARK: Numbers

  private static func integers<Number: FixedWidthInteger>(
    _ operation: BinaryOperator, _ first: Number, _ second: Number
  ) -> Result<Number, EvaluationError>? {
    let (value, overflow): (Number, Bool)
    switch operation {
    case .add: (value, overflow) = first.addingReportingOverflow(second)
    case .subtract: (value, overflow) = first.subtractingReportingOverflow(second)
    case .multiply: (value, overflow) = first.multipliedReportingOverflow(by: second)
    case .divide:
      if second == 0 { return .failure(EvaluationError(.divisionByZero)) }
      (value, overflow) = first.dividedReportingOverflow(by: second)
    case .remainder:
      if second == 0 { return .failure(EvaluationError(.modulusByZero)) }
      (value, overflow) = first.remainderReportingOverflow(dividingBy: second)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn: return nil
    }
    return overflow ? .failure(EvaluationError(.overflow)) : .success(value)
  }

  private static func wrap(_ result: Result<Int64, EvaluationError>) -> Value {
    switch result {
    case .success(let value): .int(value)
    case .failure(let error): .error(error)
    }
  }

  private static func wrap(_ result: Result<UInt64, EvaluationError>) -> Value {
    switch result {
    case .success(let value): .uint(value)
    case .failure(let error): .error(error)
    }
  }

  private static func doubles(_ operation: BinaryOperator, _ first: Double, _ second: Double) -> Value? {
    switch operation {
    case .add: .double(first + second)
    case .subtract: .double(first - second)
    case .multiply: .double(first * second)
    case .divide: .double(first / second)
    case .remainder, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn: nil
    }
  }

  // MARK: Texts, lists, times

  private static func sum(_ first: Value, _ second: Value) -> Value? {
    switch (first, second) {
    case (.string(let first), .string(let second)):
      return fits(first.utf8.count + second.utf8.count) { .string(first + second) }
    case (.bytes(let first), .bytes(let second)):
      return fits(first.count + second.count) { .bytes(first + second) }
    case (.list(let first), .list(let second)):
      return fits(first.count + second.count) { .list(ListValue(first.elements + second.elements)) }
    case (.timestamp(let time), .duration(let span)), (.duration(let span), .timestamp(let time)):
      return Value(time + span)
    case (.duration(let first), .duration(let second)): return Value(first + second)
    default: return nil
    }
  }

  private static func difference(_ first: Value, _ second: Value) -> Value? {
    switch (first, second) {
    case (.timestamp(let first), .timestamp(let second)): Value(first - second)
    case (.timestamp(let time), .duration(let span)): Value(time - span)
    case (.duration(let first), .duration(let second)): Value(first - second)
    default: nil
    }
  }

  /// Sums grow by doubling, so their size is looked at before they are made.
  private static func fits(_ size: Int, _ make: () -> Value) -> Value {
    size > Meter.largestResult ? .failure(.resultTooLarge) : make()
  }
}

extension Value {
  fileprivate init(_ time: Timestamp?) {
    self = time.map { .timestamp($0) } ?? .failure(.outOfRange("the result", type: "timestamp"))
  }

  fileprivate init(_ span: TimeSpan?) {
    self = span.map { .duration($0) } ?? .failure(.outOfRange("the result", type: "duration"))
  }
}
