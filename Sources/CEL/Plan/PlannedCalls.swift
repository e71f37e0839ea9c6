/// Planning of what calls a function or visits elements: operators, calls, literals of lists and maps, macros.
extension Planner {
  mutating func call(_ span: Span) -> Node {
    let name = tree.name().text
    return call(environment.function(named: name), name, isMethod: false, arguments(), span)
  }

  mutating func method(_ span: Span) -> Node {
    let name = tree.name().text
    if let function = namespacedFunction(name) {
      return call(function, function.name, isMethod: false, arguments(), span)
    }
    let receiver = node()
    let function = environment.functions[name]
    let arguments = arguments(after: receiver)
    if let alternative = arguments.second, arguments.count == 2, function?.isLazy ?? false {
      if name == "orValue", let path = receiver as? OptionalPathNode {
        return PathAlternativeNode(path, alternative, span)
      }
      return AlternativeNode(receiver, alternative, name: name, span)
    }
    return call(function, name, isMethod: true, arguments, span)
  }

  /// A count, and so many trees.
  private mutating func arguments(after receiver: Node? = nil) -> Arguments {
    var arguments = Arguments()
    if let receiver { arguments.append(receiver) }
    for _ in 0..<tree.count() { arguments.append(node()) }
    return arguments
  }

  /// The function that `a.b.name(…)` means, standing before `a.b`, if that is a namespace and not a value.
  private mutating func namespacedFunction(_ name: String) -> Function? {
    guard let root = tree.rootName(), environment.mayBeginFunction(root, locals: locals.contains) else {
      return nil
    }
    let environment = environment
    return tree.declared { environment.function(named: name, in: $0, isAbsolute: root.isAbsolute) }
  }

  private func call(
    _ function: Function?, _ name: String, isMethod: Bool, _ arguments: Arguments, _ span: Span
  ) -> Node {
    guard let function else { return FailureNode(.unboundFunction(name), span) }
    let overloads = overloads(of: function, isMethod: isMethod, arguments)
    guard !overloads.isEmpty else {
      return FailureNode(.noSuchOverload(function: name, arguments: ["\(arguments.count) arguments"]), span)
    }
    let node: Node =
      if let first = arguments.first, let second = arguments.second, arguments.count == 2 {
        BinaryCallNode(name, overloads, first, second, span)
      } else if let first = arguments.first, arguments.count == 1 {
        UnaryCallNode(name, overloads, first, span)
      } else {
        VariadicCallNode(name, overloads, arguments.all, span)
      }
    return folded(node, arguments.areConstant)
  }

  /// Those that fit by form and number of arguments. Mostly all do, and none has anything to prepare.
  private func overloads(of function: Function, isMethod: Bool, _ arguments: Arguments) -> [Overload] {
    var fitting = function.overloads
    if !fitting.allSatisfy({ $0.fits(isMethod: isMethod, count: arguments.count) }) {
      fitting.removeAll { !$0.fits(isMethod: isMethod, count: arguments.count) }
    }
    guard fitting.contains(where: { $0.prepare != nil }) else { return fitting }
    let literals = arguments.all.map(\.constant)
    return fitting.map { $0.prepared(for: literals) }
  }

  /// A node over literals alone is replaced by its value. Failures stay, since they count only where they
  /// are reached.
  func folded(_ node: Node, _ isConstant: Bool) -> Node {
    guard isConstant else { return node }
    var frame = Frame(Bindings())
    frame.prepare(locals: 0, budget: Budget(steps: 10_000))
    let value = node.evaluate(&frame)
    return value.isKnown ? ConstantNode(value, node.span) : node
  }

  mutating func binary(_ span: Span) -> Node {
    let number = tree.number()
    // The operator's own place, of which evaluation has no use.
    _ = tree.span()
    let left = node()
    let right = node()
    guard operators.indices.contains(number) else { return invalid(span) }
    let symbol = operators[number]
    switch symbol {
    case .equal: return EqualityNode(left, right, isNegated: false, span)
    case .notEqual: return EqualityNode(left, right, isNegated: true, span)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return OrderingNode(symbol, left, right, span)
    case .isIn: return MembershipNode(left, right, span)
    case .add, .subtract, .multiply, .divide, .remainder: return ArithmeticNode(symbol, left, right, span)
    }
  }

  // MARK: Literals and macros

  mutating func list(_ span: Span) -> Node {
    let count = tree.count()
    var elements: [(node: Node, isOptional: Bool)] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      let isOptional = tree.number() == 1
      elements.append((node(), isOptional))
    }
    return folded(ListNode(elements, span), elements.allSatisfy { $0.node.constant != nil })
  }

  mutating func map(_ span: Span) -> Node {
    let count = tree.count()
    var entries: [(key: Node, value: Node, isOptional: Bool)] = []
    entries.reserveCapacity(count)
    for _ in 0..<count {
      let isOptional = tree.number() == 1
      let key = node()
      entries.append((key, node(), isOptional))
    }
    return folded(
      MapNode(entries, span), entries.allSatisfy { $0.key.constant != nil && $0.value.constant != nil })
  }

  mutating func comprehension(_ span: Span) -> Node {
    let name = tree.name().text
    let macro = tree.number()
    let variable = tree.name().text
    let bodies = tree.number()
    let source = node()
    let local = locals.count
    locals.append(variable)
    mostLocals = max(mostLocals, locals.count)
    let before = size
    let predicate = bodies & 1 == 0 ? nil : node()
    let transform = bodies & 2 == 0 ? nil : node()
    let cost = size - before
    locals.removeLast()
    guard macros.indices.contains(macro) else { return invalid(span) }
    switch (macros[macro], predicate, transform) {
    case (.all, let predicate?, _):
      return QuantifierNode(source, predicate, deciding: false, local: local, macro: name, cost: cost, span)
    case (.exists, let predicate?, _):
      return QuantifierNode(source, predicate, deciding: true, local: local, macro: name, cost: cost, span)
    case (.existsOne, let predicate?, _):
      return ExistsOneNode(source, predicate, local: local, macro: name, cost: cost, span)
    case (.optMap, _, let transform?), (.optFlatMap, _, let transform?):
      return OptionalMapNode(
        source, transform, local: local, isFlat: macros[macro] == .optFlatMap, span)
    default:
      return TransformNode(source, predicate, transform, local: local, macro: name, cost: cost, span)
    }
  }
}

/// The arguments of a call. Hardly any has more than two, for which no array is made.
private struct Arguments {
  private(set) var first: Node?
  private(set) var second: Node?
  private var more: [Node] = []
  private(set) var count = 0

  mutating func append(_ node: Node) {
    switch count {
    case 0: first = node
    case 1: second = node
    default: more.append(node)
    }
    count += 1
  }

  var all: [Node] { [first, second].compactMap(\.self) + more }

  var areConstant: Bool {
    isConstant(first) && isConstant(second) && more.allSatisfy(isConstant)
  }

  private func isConstant(_ node: Node?) -> Bool {
    node.map { $0.constant != nil } ?? true
  }
}

/// Listed once: each question for all cases makes a new array.
private let operators = BinaryOperator.allCases
private let macros = Comprehension.Macro.allCases

extension Overload {
  func fits(isMethod: Bool, count: Int) -> Bool {
    self.isMethod == isMethod && parameters.count == count
  }

  /// The overload with the part of its work done that depends on literals alone.
  func prepared(for literals: [Value?]) -> Overload {
    guard let prepare, case .body(let body, let work, let ofPartialText) = prepare(literals) else {
      return self
    }
    return Overload(
      id, isMethod: isMethod, parameters, result, strictness, body, work: work ?? self.work,
      ofPartialText: ofPartialText, isRemembered: isRemembered)
  }
}

extension Function {
  /// Whether the planner has a node for it that does not evaluate every argument.
  fileprivate var isLazy: Bool {
    guard overloads.count == 1, overloads[0].body.isBuiltIn else { return false }
    return overloads[0].strictness == .lenient
  }
}
