/// Calls and operators: which overloads fit, and what is wrong when none does.
extension Checker {
  mutating func call(_ name: Name, _ arguments: [Expression], _ whole: Expression) -> ValueType {
    guard let function = environment.function(named: name.text) else {
      arguments.forEach { _ = type(of: $0) }
      let suggestion = suggestion(forFunction: name.text, isMethod: false)
      report(.undeclaredFunction(name.text, isMethod: false), name.span, suggestion: suggestion)
      return .error
    }
    return call(function, isMethod: false, name, arguments, whole)
  }

  mutating func method(
    _ target: Expression, _ name: Name, _ arguments: [Expression], _ whole: Expression
  ) -> ValueType {
    if let function = environment.namespacedFunction(target, name.text, locals: isLocal) {
      return call(function, isMethod: false, name, arguments, whole)
    }
    if let root = target.rootName, target.nameChain == root.text,
      environment.functionRoots.contains(root.text),
      !isLocal(root.text), environment.identifier(root.text, isAbsolute: root.isAbsolute) == nil
    {
      return undeclared("\(root.text).\(name.text)", isMethod: false, name, arguments)
    }
    guard let function = environment.functions[name.text] else {
      _ = type(of: target)
      return undeclared(name.text, isMethod: true, name, arguments)
    }
    return call(function, isMethod: true, name, [target] + arguments, whole)
  }

  private mutating func undeclared(
    _ function: String, isMethod: Bool, _ name: Name, _ arguments: [Expression]
  ) -> ValueType {
    let suggestion = suggestion(forFunction: function, isMethod: isMethod)
    report(.undeclaredFunction(function, isMethod: isMethod), name.span, suggestion: suggestion)
    // Of a misspelt macro the variable is not declared; what is said of it would be noise.
    if suggestion.flatMap(Comprehension.Macro.init(name:)) == nil { arguments.forEach { _ = type(of: $0) } }
    return .error
  }

  private mutating func call(
    _ function: Function, isMethod: Bool, _ name: Name, _ arguments: [Expression], _ whole: Expression
  ) -> ValueType {
    let types = arguments.map { type(of: $0) }
    let styled = function.overloads.filter { $0.isMethod == isMethod }
    let fitting = styled.filter { $0.parameters.count == arguments.count }
    guard !fitting.isEmpty else {
      return refuseCount(function, styled, isMethod, name, types)
    }
    guard let result = resolve(fitting, types) else {
      let accepted = fitting.map { $0.signature(of: function.name) }
      report(
        .noOverload(
          function: function.name, isMethod: isMethod, arguments: types.map(resolved), accepted: accepted),
        name.span)
      return .error
    }
    checkLiterals(function, fitting, arguments, whole)
    return result
  }

  /// The function exists, but not with so many arguments, or not in this form.
  private mutating func refuseCount(
    _ function: Function, _ styled: [Overload], _ isMethod: Bool, _ name: Name, _ types: [ValueType]
  ) -> ValueType {
    let target = isMethod ? 1 : 0
    if styled.isEmpty {
      let accepted = function.overloads.map { $0.signature(of: function.name) }
      report(
        .noOverload(
          function: function.name, isMethod: isMethod, arguments: types.map(resolved), accepted: accepted),
        name.span)
    } else {
      let accepted = Set(styled.map { $0.parameters.count - target }).sorted()
      report(
        .argumentCount(function: function.name, given: types.count - target, accepted: accepted), name.span)
    }
    return .error
  }

  /// The result type of the overloads that fit; `dyn` when several fit that differ in it.
  mutating func resolve(_ overloads: [Overload], _ types: [ValueType]) -> ValueType? {
    var result: ValueType?
    for overload in overloads {
      let (parameters, type) =
        overload.isGeneric ? instance(overload) : (overload.parameters, overload.result)
      guard unification.assign(types, to: parameters) else { continue }
      let found = unification.resolve(type)
      if let known = result, known != found { return .dyn }
      result = found
    }
    return result
  }

  /// The overload's types with a fresh variable for each parameter.
  private mutating func instance(_ overload: Overload) -> ([ValueType], ValueType) {
    var fresh: [String: ValueType] = [:]
    var unification = unification
    defer { self.unification = unification }
    let substitute = { (type: ValueType) -> ValueType? in
      guard case .parameter(let name) = type else { return nil }
      if let known = fresh[name] { return known }
      let variable = unification.fresh()
      fresh[name] = variable
      return variable
    }
    return (overload.parameters.map { $0.mapping(substitute) }, overload.result.mapping(substitute))
  }

  // MARK: Literals

  /// Tries what can be tried now: a pattern that does not parse is an error, a call that can only fail a warning.
  private mutating func checkLiterals(
    _ function: Function, _ overloads: [Overload], _ arguments: [Expression], _ whole: Expression
  ) {
    let literals = arguments.map { argument -> Value? in
      guard case .literal(let value) = argument.kind else { return nil }
      return value
    }
    guard literals.contains(where: { $0 != nil }) else { return }
    for overload in overloads {
      guard case .refused(let index, let error)? = overload.prepare?(literals) else { continue }
      return report(.invalidArgument(function: function.name, error), arguments[index].span)
    }
    guard literals.allSatisfy({ $0 != nil }) else { return }
    let value = Planner.plan(whole, in: environment).evaluate(Bindings(), budget: Budget(steps: 10_000))
    guard case .error(let error) = value else { return }
    report(.alwaysFails(error), whole.span, severity: .warning)
  }

  // MARK: Operators

  mutating func binary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ span: Span
  ) -> ValueType {
    var types = [type(of: left), type(of: right)]
    if symbol == .isIn, case .object = types[1] { types[1] = .map(.string, .dyn) }
    if let result = Checker.simple(symbol, types[0], types[1]) { return result }
    guard let function = environment.functions[symbol.function],
      let result = resolve(function.overloads, types)
    else {
      refuse(symbol, resolved(types[0]), resolved(types[1]), left, right, span)
      return symbol.precedence == 3 ? .bool : .error
    }
    return result
  }

  /// The pairs that most expressions consist of, without a look at the declarations.
  private static func simple(_ symbol: BinaryOperator, _ left: ValueType, _ right: ValueType) -> ValueType? {
    guard left == right else { return nil }
    switch (symbol, left) {
    case (.equal, .string), (.equal, .int), (.equal, .bool), (.notEqual, .string), (.notEqual, .int),
      (.notEqual, .bool), (.less, .int), (.lessOrEqual, .int), (.greater, .int), (.greaterOrEqual, .int):
      return .bool
    case (.add, .int), (.subtract, .int), (.multiply, .int): return .int
    default: return nil
    }
  }

  private mutating func refuse(
    _ symbol: BinaryOperator, _ left: ValueType, _ right: ValueType, _ first: Expression,
    _ second: Expression,
    _ span: Span
  ) {
    switch symbol {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      report(
        .incomparable(symbol, left, right), span, suggestion: conversion(symbol, left, right, first, second))
    case .isIn, .add, .subtract, .multiply, .divide, .remainder:
      report(.operands(symbol, left, right), span, suggestion: conversion(symbol, left, right, first, second))
    }
  }

  /// How the right side could be written so that the operator fits.
  private func conversion(
    _ symbol: BinaryOperator, _ left: ValueType, _ right: ValueType, _ first: Expression, _ second: Expression
  ) -> String? {
    if right == .null, case .select = first.kind, symbol == .equal || symbol == .notEqual {
      return "\(symbol == .equal ? "!" : "")has(\(first.unparsed))"
    }
    switch (left, second.kind) {
    case (.int, .literal(.string(let text))):
      return Int64(text).map { "\(first.unparsed) \(symbol.rawValue) \($0)" }
    case (.string, .literal(.int(let number))): return "\(first.unparsed) \(symbol.rawValue) '\(number)'"
    case (.double, .literal(.int(let number))): return "\(first.unparsed) \(symbol.rawValue) \(number).0"
    default:
      let isNumeric = [ValueType.int, .uint, .double].contains(right)
      guard left == .string, symbol == .add, isNumeric || right == .bool else { return nil }
      return "\(first.unparsed) + string(\(second.unparsed))"
    }
  }
}
