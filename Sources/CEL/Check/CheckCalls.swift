/// Calls: which overloads fit, and what is wrong when none does.
extension Checker {
  mutating func call(_ name: Name, _ arguments: [Expression], _ whole: Expression) -> ValueType {
    guard let function = environment.function(named: name.text) else {
      if name.text == "has" { return refuseMacro(name, given: arguments.count, accepted: [1]) }
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
      if Comprehension.Macro(name: name.text) != nil {
        return refuseMacro(name, given: arguments.count, accepted: name.text == "map" ? [2, 3] : [2])
      }
      return undeclared(name.text, isMethod: true, name, arguments)
    }
    return call(function, isMethod: true, name, [target] + arguments, whole)
  }

  /// A macro with another number of arguments was left as a call by the parser.
  private mutating func refuseMacro(_ name: Name, given: Int, accepted: [Int]) -> ValueType {
    report(.argumentCount(function: name.text, given: given, accepted: accepted), name.span)
    return .error
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
      refuseTypes(function, fitting, isMethod, name, types, arguments)
      return .error
    }
    checkLiterals(function, fitting, arguments, whole)
    return result
  }

  private mutating func refuseTypes(
    _ function: Function, _ fitting: [Overload], _ isMethod: Bool, _ name: Name, _ types: [ValueType],
    _ arguments: [Expression]
  ) {
    let accepted = fitting.map { $0.signature(of: function.name) }
    let kind = Issue.Kind.noOverload(
      function: function.name, isMethod: isMethod, arguments: types.map(resolved), accepted: accepted)
    report(kind, name.span, suggestion: rewriting(function, fitting, name, types, arguments))
  }

  /// `a.b.orValue(x)` lacks a question mark, `duration(5)` its quotes and unit.
  private func rewriting(
    _ function: Function, _ fitting: [Overload], _ name: Name, _ types: [ValueType], _ arguments: [Expression]
  ) -> String? {
    if function.name == "duration", case .literal(.int(let seconds))? = arguments.first?.kind {
      return "duration('\(seconds)s')"
    }
    guard case .optional? = fitting.first?.parameters.first,
      case .select(let operand, let field)? = arguments.first?.kind
    else { return nil }
    if case .optional = resolved(types[0]) { return nil }
    let rest = arguments.dropFirst().map(\.unparsed).joined(separator: ", ")
    return "\(operand.unparsed).?\(field.text).\(name.text)(\(rest))"
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
    func substitute(_ type: ValueType) -> ValueType? {
      guard case .parameter(let name) = type else { return nil }
      if let known = fresh[name] { return known }
      let variable = unification.fresh()
      fresh[name] = variable
      return variable
    }
    return (overload.parameters.map { $0.mapping(substitute) }, overload.result.mapping(substitute))
  }

  // MARK: Literals

  /// Tries what can be tried now: a pattern that does not parse is an error, a call that can only fail a
  /// warning.
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
}
