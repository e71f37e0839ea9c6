/// Turns a syntax tree into a tree of nodes. Types are not needed for it: what a name stands for is decided
/// by the environment, and which overload is meant by the values. It is never copied: an environment has many parts to
/// count.
struct Planner: ~Copyable {
  let environment: Environment
  /// Values by name that come before what the environment knows.
  private let constants: (any ConstantSource)?
  private var locals: [String] = []
  private var mostLocals = 0
  /// The nodes made so far; what a comprehension's body costs is the difference.
  private var size = 0
  private var slots: [Int] = []

  /// The plan of an expression that parsed without errors.
  static func plan(
    _ expression: Expression, in environment: Environment, constants: (any ConstantSource)? = nil
  ) -> Program {
    var planner = Planner(environment: environment, constants: constants ?? environment.constants)
    let root = planner.node(expression)
    if planner.slots.count > 1 { planner.slots.sort() }
    return Program(root: root, locals: planner.mostLocals, slots: planner.slots)
  }

  private init(environment: Environment, constants: (any ConstantSource)?) {
    self.environment = environment
    self.constants = constants
  }

  private mutating func node(_ expression: Expression) -> Node {
    size += 1
    let span = expression.span
    switch expression.kind {
    case .literal(let value): return ConstantNode(value, span)
    case .name(let text, let isAbsolute): return name(text, isAbsolute: isAbsolute, span)
    case .slot(let slot): return node(.variable(slot: slot), "_", span)
    case .select(let operand, let field):
      if let node = qualified(expression) { return node }
      let operand = node(operand)
      if let path = Path(operand, then: step(field, span)) { return PathNode(path, span) }
      return folded(SelectNode(operand, field.text, span), operand.constant != nil)
    case .optionalSelect(let operand, let field):
      let operand = node(operand)
      return OptionalPathNode.extending(operand, by: step(field, span), span)
        ?? OptionalSelectNode(operand, field.text, span)
    case .presence(let operand, let field):
      let operand = node(operand)
      return Path(operand, then: step(field, span)).map { PresencePathNode($0, span) }
        ?? PresenceNode(operand, field.text, span)
    case .index(let operand, let index): return IndexNode(node(operand), node(index), isOptional: false, span)
    case .optionalIndex(let operand, let index):
      return IndexNode(node(operand), node(index), isOptional: true, span)
    case .call(let name, let arguments): return call(name, arguments, span)
    case .method(let target, let name, let arguments): return method(target, name, arguments, span)
    case .not(let operand): return NotNode(node(operand), span)
    case .negate(let operand): return NegateNode(node(operand), span)
    case .and(let operands): return ChainNode(operands.map { node($0) }, deciding: false, span)
    case .or(let operands): return ChainNode(operands.map { node($0) }, deciding: true, span)
    case .conditional(let condition, let then, let otherwise):
      return ConditionalNode(node(condition), node(then), node(otherwise), span)
    case .binary(let symbol, let left, let right, _): return binary(symbol, node(left), node(right), span)
    case .list(let elements): return list(elements, span)
    case .map(let entries): return map(entries, span)
    case .comprehension(let comprehension): return self.comprehension(comprehension, span)
    case .invalid: return FailureNode(.custom("the expression could not be read"), span)
    }
  }

  private func step(_ field: Name, _ span: Span) -> Path.Step {
    Path.Step(field: FieldName(field.text), span: span)
  }

  // MARK: Names

  private mutating func name(_ text: String, isAbsolute: Bool, _ span: Span) -> Node {
    if !isAbsolute, let index = locals.lastIndex(of: text) { return LocalNode(index: index, span) }
    if let constant = constants?.constant(named: text) { return ConstantNode(constant, span) }
    guard let identifier = environment.identifier(text, isAbsolute: isAbsolute) else {
      return FailureNode(.unboundVariable(text), span)
    }
    return node(identifier, text, span)
  }

  private mutating func node(_ identifier: Environment.Identifier, _ text: String, _ span: Span) -> Node {
    switch identifier {
    case .variable(let slot):
      if !slots.contains(slot) { slots.append(slot) }
      return VariableNode(slot: slot, name: text, span)
    case .type(let type): return ConstantNode(.type(type.typeValue), span)
    }
  }

  /// `a.b.c` where the whole of it is declared under that name.
  private mutating func qualified(_ expression: Expression) -> Node? {
    guard let chain = environment.qualifiedName(of: expression, locals: { locals.contains($0) }),
      let identifier = environment.identifier(chain.text, isAbsolute: chain.isAbsolute)
    else { return nil }
    return node(identifier, chain.text, expression.span)
  }

  // MARK: Calls

  private mutating func call(_ name: Name, _ arguments: [Expression], _ span: Span) -> Node {
    let function = environment.function(named: name.text)
    return call(function, name.text, isMethod: false, arguments.map { node($0) }, span)
  }

  private mutating func method(
    _ target: Expression, _ name: Name, _ arguments: [Expression], _ span: Span
  ) -> Node {
    if let function = environment.namespacedFunction(target, name.text, locals: { locals.contains($0) }) {
      return call(function, function.name, isMethod: false, arguments.map { node($0) }, span)
    }
    let receiver = node(target)
    let function = environment.functions[name.text]
    if function?.isLazy ?? false, arguments.count == 1 {
      let alternative = node(arguments[0])
      if name.text == "orValue", let path = receiver as? OptionalPathNode {
        return PathAlternativeNode(path, alternative, span)
      }
      return AlternativeNode(receiver, alternative, name: name.text, span)
    }
    return call(function, name.text, isMethod: true, [receiver] + arguments.map { node($0) }, span)
  }

  private func call(
    _ function: Function?, _ name: String, isMethod: Bool, _ arguments: [Node], _ span: Span
  ) -> Node {
    guard let function else { return FailureNode(.unboundFunction(name), span) }
    let overloads = overloads(of: function, isMethod: isMethod, arguments)
    guard !overloads.isEmpty else {
      return FailureNode(.noSuchOverload(function: name, arguments: ["\(arguments.count) arguments"]), span)
    }
    let node: Node =
      switch arguments.count {
      case 1: UnaryCallNode(name, overloads, arguments[0], span)
      case 2: BinaryCallNode(name, overloads, arguments[0], arguments[1], span)
      default: VariadicCallNode(name, overloads, arguments, span)
      }
    return folded(node, arguments.allSatisfy { $0.constant != nil })
  }

  /// Those that fit by form and number of arguments. Mostly all do, and none has anything to prepare.
  private func overloads(of function: Function, isMethod: Bool, _ arguments: [Node]) -> [Overload] {
    var fitting = function.overloads
    if !fitting.allSatisfy({ $0.fits(isMethod: isMethod, count: arguments.count) }) {
      fitting.removeAll { !$0.fits(isMethod: isMethod, count: arguments.count) }
    }
    guard fitting.contains(where: { $0.prepare != nil }) else { return fitting }
    let literals = arguments.map(\.constant)
    return fitting.map { $0.prepared(for: literals) }
  }

  /// A node over literals alone is replaced by its value. Failures stay, since they count only where they
  /// are reached.
  private func folded(_ node: Node, _ isConstant: Bool) -> Node {
    guard isConstant else { return node }
    var frame = Frame(Bindings())
    frame.prepare(locals: 0, budget: Budget(steps: 10_000))
    let value = node.evaluate(&frame)
    return value.isKnown ? ConstantNode(value, node.span) : node
  }

  private func binary(_ symbol: BinaryOperator, _ left: Node, _ right: Node, _ span: Span) -> Node {
    switch symbol {
    case .equal: EqualityNode(left, right, isNegated: false, span)
    case .notEqual: EqualityNode(left, right, isNegated: true, span)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: OrderingNode(symbol, left, right, span)
    case .isIn: MembershipNode(left, right, span)
    case .add, .subtract, .multiply, .divide, .remainder: ArithmeticNode(symbol, left, right, span)
    }
  }

  // MARK: Literals and macros

  private mutating func list(_ elements: [Expression.Element], _ span: Span) -> Node {
    let nodes = elements.map { (node: node($0.value), isOptional: $0.isOptional) }
    return folded(ListNode(nodes, span), nodes.allSatisfy { $0.node.constant != nil })
  }

  private mutating func map(_ entries: [Expression.Entry], _ span: Span) -> Node {
    let nodes = entries.map { (key: node($0.key), value: node($0.value), isOptional: $0.isOptional) }
    return folded(
      MapNode(nodes, span), nodes.allSatisfy { $0.key.constant != nil && $0.value.constant != nil })
  }

  private mutating func comprehension(_ macro: Comprehension, _ span: Span) -> Node {
    let source = node(macro.source)
    let local = locals.count
    locals.append(macro.variable.text)
    mostLocals = max(mostLocals, locals.count)
    let before = size
    let predicate = macro.predicate.map { node($0) }
    let transform = macro.transform.map { node($0) }
    let cost = size - before
    locals.removeLast()
    let name = macro.name.text
    switch (macro.macro, predicate, transform) {
    case (.all, let predicate?, _):
      return QuantifierNode(source, predicate, deciding: false, local: local, macro: name, cost: cost, span)
    case (.exists, let predicate?, _):
      return QuantifierNode(source, predicate, deciding: true, local: local, macro: name, cost: cost, span)
    case (.existsOne, let predicate?, _):
      return ExistsOneNode(source, predicate, local: local, macro: name, cost: cost, span)
    case (.optMap, _, let transform?), (.optFlatMap, _, let transform?):
      return OptionalMapNode(source, transform, local: local, isFlat: macro.macro == .optFlatMap, span)
    default:
      return TransformNode(source, predicate, transform, local: local, macro: name, cost: cost, span)
    }
  }
}

extension Overload {
  func fits(isMethod: Bool, count: Int) -> Bool {
    self.isMethod == isMethod && parameters.count == count
  }

  /// The overload with the part of its work done that depends on literals alone.
  func prepared(for literals: [Value?]) -> Overload {
    guard let prepare, case .body(let body) = prepare(literals) else { return self }
    return Overload(id, isMethod: isMethod, parameters, result, strictness, body)
  }
}

extension Function {
  /// Whether the planner has a node for it that does not evaluate every argument.
  fileprivate var isLazy: Bool {
    guard overloads.count == 1, case .builtIn = overloads[0].body else { return false }
    return overloads[0].strictness == .lenient
  }
}
