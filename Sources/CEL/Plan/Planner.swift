/// Turns a syntax tree into a tree of nodes, out of the form in which a build keeps it: a start need not make the tree
/// first. Types are not needed for it: what a name stands for is decided by the environment, and which overload is meant by
/// the values.
struct Planner: ~Copyable {
  let environment: Environment
  /// Values by name that come before what the environment knows.
  private let constants: (any ConstantSource)?
  var tree: CodeCursor
  /// The slot of the variable with the number 0.
  private let firstSlot: Int
  var locals: [String] = []
  var mostLocals = 0
  /// The nodes made so far; what a comprehension's body costs is the difference.
  private(set) var size = 0
  /// What the nodes read of the bindings; nil if nobody wants to know.
  private var reads: [Read]?

  /// The plan of an expression that parsed without errors.
  static func plan(
    _ expression: Expression, in environment: Environment, notesReads: Bool = false
  ) -> Program {
    let writer = ExpressionWriter(ofOne: expression)
    return writer.bytes.withUnsafeBufferPointer {
      plan(CodeCursor($0, words: writer.words, at: 0), in: environment, notesReads: notesReads)
    }
  }

  /// The plan of the tree that begins here.
  ///
  /// - Parameter notesReads: whether anybody wants to know what it reads.
  static func plan(
    _ tree: CodeCursor, firstSlot: Int = 0, in environment: Environment,
    constants: (any ConstantSource)? = nil, notesReads: Bool = false
  ) -> Program {
    var planner = Planner(tree, firstSlot, environment, constants ?? environment.constants)
    if notesReads { planner.reads = [] }
    let root = planner.node()
    return Program(root: root, locals: planner.mostLocals, reads: planner.reads)
  }

  private init(
    _ tree: CodeCursor, _ firstSlot: Int, _ environment: Environment, _ constants: (any ConstantSource)?
  ) {
    self.environment = environment
    self.constants = constants
    self.tree = tree
    self.firstSlot = firstSlot
  }

  mutating func node() -> Node {
    size += 1
    let code = tree.code()
    let span = tree.span()
    switch code {
    case .null: return ConstantNode(.null, span)
    case .no: return ConstantNode(.bool(false), span)
    case .yes: return ConstantNode(.bool(true), span)
    case .int: return ConstantNode(.int(tree.int()), span)
    case .uint: return ConstantNode(.uint(tree.bits()), span)
    case .double: return ConstantNode(.double(Double(bitPattern: tree.bits())), span)
    case .string: return ConstantNode(.string(tree.word()), span)
    case .bytes: return ConstantNode(.bytes(bytes()), span)
    case .name: return name(tree.word(), isAbsolute: false, span)
    case .absoluteName: return name(tree.word(), isAbsolute: true, span)
    case .slot: return variable(firstSlot + tree.number(), "_", span)
    case .select: return select(span)
    case .optionalSelect: return optionalSelect(span)
    case .presence: return presence(span)
    case .index: return IndexNode(node(), node(), isOptional: false, span)
    case .optionalIndex: return IndexNode(node(), node(), isOptional: true, span)
    case .call: return call(span)
    case .method: return method(span)
    case .not: return NotNode(node(), span)
    case .negate: return NegateNode(node(), span)
    case .and: return ChainNode(nodes(), deciding: false, span)
    case .or: return ChainNode(nodes(), deciding: true, span)
    case .conditional: return ConditionalNode(node(), node(), node(), span)
    case .binary: return binary(span)
    case .list: return list(span)
    case .map: return map(span)
    case .comprehension: return comprehension(span)
    case .invalid: return invalid(span)
    }
  }

  /// A count, and so many trees.
  mutating func nodes() -> [Node] {
    let count = tree.count()
    var nodes: [Node] = []
    nodes.reserveCapacity(count)
    for _ in 0..<count { nodes.append(node()) }
    return nodes
  }

  func invalid(_ span: Span) -> Node {
    FailureNode(.custom("the expression could not be read"), span)
  }

  private mutating func bytes() -> [UInt8] {
    let count = tree.count()
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: tree.number()) }
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
    case .variable(let slot): return variable(slot, text, span)
    case .type(let type): return ConstantNode(.type(type.typeValue), span)
    }
  }

  private mutating func variable(_ slot: Int, _ name: String, _ span: Span) -> Node {
    reads?.append(Read(slot: slot))
    return VariableNode(slot: slot, name: name, span)
  }

  /// `a.b.c` where the whole of it is declared under that name, standing before `a.b`.
  private mutating func qualified(
    _ field: Name, _ root: (text: String, isAbsolute: Bool), _ span: Span
  ) -> Node? {
    let environment = environment
    let named = tree.declared { chain in
      let text = "\(chain).\(field.text)"
      return environment.identifier(text, isAbsolute: root.isAbsolute).map { (text, $0) }
    }
    guard let (text, identifier) = named else { return nil }
    return node(identifier, text, span)
  }

  /// The name at the root of the tree here, if a declared name may begin with it.
  private mutating func qualifiedRoot() -> (text: String, isAbsolute: Bool)? {
    guard let root = tree.rootName(), environment.mayBeginName(root, locals: locals.contains) else {
      return nil
    }
    return root
  }

  // MARK: Fields

  /// A chain of fields, from the outermost inwards. It is gathered first: most chains become one path.
  private mutating func select(_ outermost: Span) -> Node {
    var (field, span) = (tree.name(), outermost)
    let root = qualifiedRoot()
    var steps: [Path.Step] = []
    while true {
      if let root, let node = qualified(field, root, span) { return select(steps, from: node) }
      steps.append(step(field, span))
      guard let inner = tree.field(ifAt: .select) else { return select(steps, from: node()) }
      (field, span) = inner
      size += 1
    }
  }

  /// - Parameter steps: the outermost first.
  private mutating func select(_ steps: [Path.Step], from operand: Node) -> Node {
    guard let outermost = steps.first else { return operand }
    let steps = inwardsOut(steps)
    if let path = Path(operand, then: steps) { return followed(PathNode(path, outermost.span)) }
    return steps.reduce(operand) { operand, step in
      folded(SelectNode(operand, step.field, step.span), operand.constant != nil)
    }
  }

  private mutating func optionalSelect(_ outermost: Span) -> Node {
    var steps = [step(tree.name(), outermost)]
    while let inner = tree.field(ifAt: .optionalSelect) {
      steps.append(step(inner.name, inner.span))
      size += 1
    }
    let operand = node()
    steps = inwardsOut(steps)
    if let path = Path(operand, then: steps) {
      return followed(
        OptionalPathNode(path, firstOptional: path.steps.count - steps.count, outermost), by: steps.count)
    }
    return steps.reduce(operand) { OptionalSelectNode($0, $1.field, $1.span) }
  }

  private mutating func presence(_ span: Span) -> Node {
    let field = tree.name()
    let operand = node()
    if let path = Path(operand, then: [step(field, span)]) {
      return followed(PresencePathNode(path, span), by: 1, presence: true)
    }
    return PresenceNode(operand, field.text, span)
  }

  /// A node whose path goes on from the operand, which was planned just before and so made the last read.
  ///
  /// - Parameter count: so many steps; nil for all of them.
  private mutating func followed(_ node: PathwayNode, by count: Int? = nil, presence: Bool = false) -> Node {
    guard let last = reads?.indices.last, case .variable = node.path.root else { return node }
    for step in node.path.steps.suffix(count ?? node.path.steps.count) {
      reads?[last].append(step.field.text, presence: presence)
    }
    return node
  }

  private func step(_ field: Name, _ span: Span) -> Path.Step {
    Path.Step(field: FieldName(field.text), span: span)
  }

  /// Most chains have one step or two.
  private func inwardsOut(_ steps: [Path.Step]) -> [Path.Step] {
    steps.count == 1 ? steps : steps.reversed()
  }
}
