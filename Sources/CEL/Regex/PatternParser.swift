/// Reads a pattern from left to right into a `PatternTree`, as RE2 does: one stack of operands, and one of
/// open groups.
struct PatternParser {
  let bytes: [UInt8]
  let limits: PatternLimits
  var offset = 0
  var flags = PatternFlags()
  private(set) var tree = PatternTree()
  /// What each node of the tree comes to with its repetitions written out.
  private var costs: [Cost] = []
  private var operands: [PatternTree.Index] = []
  private var groups: [Group] = []
  /// Where the alternatives of the current group, and the current one of them, begin among the operands.
  private var alternatives = 0
  private var branch = 0

  private struct Group {
    let offset: Int
    let flags: PatternFlags
    let alternatives: Int
    let branch: Int
  }

  private struct Cost {
    /// Characters and boundaries.
    var places: Int
    /// Instructions.
    var steps: Int
    /// The product of the nested ones.
    var repetitions: Int
  }

  static func parse(_ text: String, limits: PatternLimits) throws(PatternError) -> PatternTree {
    var parser = PatternParser(bytes: Array(text.utf8), limits: limits)
    return try parser.parse()
  }

  private init(bytes: [UInt8], limits: PatternLimits) {
    self.bytes = bytes
    self.limits = limits
    tree.nodes.reserveCapacity(2 * min(bytes.count, limits.bytes))
    costs.reserveCapacity(2 * min(bytes.count, limits.bytes))
  }

  private mutating func parse() throws(PatternError) -> PatternTree {
    guard bytes.count <= limits.bytes else {
      throw error(.patternTooLong(limit: limits.bytes), limits.bytes..<bytes.count)
    }
    var repetition: Range<Int>?
    while offset < bytes.count {
      repetition = try parsePiece(after: repetition)
    }
    if let group = groups.last { throw error(.missingParenthesis, group.offset..<bytes.count) }
    tree.root = closeAlternatives()
    tree.places = costs[Int(tree.root)].places
    tree.steps = costs[Int(tree.root)].steps
    operands = [tree.root]
    try checkSteps(from: 0)
    return tree
  }

  /// Reads one atom or operator; returns its range if it was a repetition, which none may follow at once.
  private mutating func parsePiece(after previous: Range<Int>?) throws(PatternError) -> Range<Int>? {
    let start = offset
    switch bytes[offset] {
    case UInt8(ascii: "("):
      try openGroup()
    case UInt8(ascii: ")"):
      try closeGroup()
    case UInt8(ascii: "|"):
      offset += 1
      closeBranch()
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"):
      if let bounds = try parseRepetition() {
        try pushRepetition(bounds, from: start, after: previous)
        return start..<offset
      }
      offset += 1
      pushScalar(UInt32(UInt8(ascii: "{")))
    default:
      try parseAtom()
    }
    try checkSteps(from: start)
    return nil
  }

  private mutating func parseAtom() throws(PatternError) {
    switch bytes[offset] {
    case UInt8(ascii: "["):
      push(try parseClass())
    case UInt8(ascii: "\\"):
      try parseEscape()
    case UInt8(ascii: "."):
      offset += 1
      push(flags.contains(.dotMatchesNewline) ? .everything : .notNewline)
    case UInt8(ascii: "^"):
      offset += 1
      push(.boundary(flags.contains(.multiline) ? .lineStart : .textStart))
    case UInt8(ascii: "$"):
      offset += 1
      push(.boundary(flags.contains(.multiline) ? .lineEnd : .textEnd))
    default:
      pushScalar(nextScalar())
    }
  }
}

// Operands
extension PatternParser {
  mutating func pushScalar(_ scalar: UInt32) {
    guard flags.contains(.ignoresCase) else { return push(.scalar(scalar)) }
    var set = ScalarSet()
    set.insert(scalar...scalar)
    set.foldCase()
    push(set)
  }

  mutating func push(_ set: ScalarSet) {
    tree.sets.append(set)
    push(.set(PatternTree.Index(tree.sets.count - 1)))
  }

  mutating func push(_ node: PatternTree.Node) {
    operands.append(add(node, Cost(places: 1, steps: 1, repetitions: 1)))
  }

  private mutating func add(_ node: PatternTree.Node, _ cost: Cost) -> PatternTree.Index {
    tree.nodes.append(node)
    costs.append(cost)
    return PatternTree.Index(tree.nodes.count - 1)
  }

  private mutating func pushRepetition(
    _ bounds: RepetitionBounds, from start: Int, after previous: Range<Int>?
  ) throws(PatternError) {
    guard operands.count > branch, let operand = operands.last else {
      throw error(.nothingToRepeat, start..<offset)
    }
    if let previous { throw error(.stackedRepetition, previous.lowerBound..<offset) }
    let cost = costs[Int(operand)]
    let copies = max(bounds.maximum ?? (bounds.minimum + 1), 1)
    let factor = bounds.isCounted ? max(bounds.maximum ?? bounds.minimum, 1) : 1
    let repetitions = cost.repetitions * factor
    guard factor == 1 || repetitions <= limits.repetitions else {
      throw error(.repetitionTooLarge(limit: limits.repetitions), start..<offset)
    }
    operands[operands.count - 1] = add(
      .repetition(
        operand, minimum: Int16(bounds.minimum), maximum: bounds.maximum.map { Int16($0) },
        isLazy: bounds.isLazy != flags.contains(.swapsGreed)),
      Cost(places: cost.places * copies, steps: (cost.steps + 2) * copies, repetitions: repetitions))
    try checkSteps(from: start)
  }

  private func checkSteps(from start: Int) throws(PatternError) {
    guard let last = operands.last, costs[Int(last)].steps > limits.steps else { return }
    throw error(.programTooLarge(limit: limits.steps), start..<offset)
  }
}

// Groups
extension PatternParser {
  private mutating func openGroup() throws(PatternError) {
    let start = offset
    let outer = flags
    guard try parseGroupOpening() else { return }
    guard groups.count < limits.depth else {
      throw error(.patternTooDeep(limit: limits.depth), start..<offset)
    }
    groups.append(Group(offset: start, flags: outer, alternatives: alternatives, branch: branch))
    alternatives = operands.count
    branch = operands.count
  }

  private mutating func closeGroup() throws(PatternError) {
    guard let group = groups.popLast() else {
      throw error(.unexpectedParenthesis, offset..<offset + 1)
    }
    offset += 1
    let content = closeAlternatives()
    operands.append(content)
    alternatives = group.alternatives
    branch = group.branch
    flags = group.flags
  }

  private mutating func closeBranch() {
    let content = chain(from: branch) { .sequence($0, $1) }
    operands.append(content)
    branch = operands.count
  }

  private mutating func closeAlternatives() -> PatternTree.Index {
    closeBranch()
    return chain(from: alternatives) { .choice($0, $1) }
  }

  /// Takes the operands from this one on off the stack and joins them, the last two first.
  private mutating func chain(
    from first: Int, join: (PatternTree.Index, PatternTree.Index) -> PatternTree.Node
  ) -> PatternTree.Index {
    guard operands.count > first, var chain = operands.popLast() else {
      return add(.empty, Cost(places: 0, steps: 1, repetitions: 1))
    }
    while operands.count > first, let operand = operands.popLast() {
      let (left, right) = (costs[Int(operand)], costs[Int(chain)])
      chain = add(
        join(operand, chain),
        Cost(
          places: left.places + right.places, steps: left.steps + right.steps + 1,
          repetitions: max(left.repetitions, right.repetitions)))
    }
    return chain
  }
}

// Reading
extension PatternParser {
  func peek(_ distance: Int = 0) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  /// The character at the offset, which moves behind it. The bytes come from a `String` and are sound UTF-8.
  mutating func nextScalar() -> UInt32 {
    let decoded = bytes.withUnsafeBufferPointer { decodeScalar($0, at: offset) }
    offset += decoded.length
    return decoded.scalar
  }

  func error(_ reason: PatternError.Reason, _ range: Range<Int>) -> PatternError {
    let range = range.clamped(to: 0..<bytes.count)
    let excerpt = String(decoding: bytes[range.prefix(80)], as: UTF8.self)
    return PatternError(reason, range: range, excerpt: excerpt)
  }
}

/// The character that begins at this offset of sound UTF-8, and how many bytes it has.
@inline(__always)
func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (scalar: UInt32, length: Int) {
  let lead = UInt32(bytes[offset])
  func trail(_ distance: Int) -> UInt32 { UInt32(bytes[offset + distance]) & 0x3F }
  return switch lead {
  case ..<0x80: (lead, 1)
  case ..<0xE0: ((lead & 0x1F) << 6 | trail(1), 2)
  case ..<0xF0: ((lead & 0x0F) << 12 | trail(1) << 6 | trail(2), 3)
  default: ((lead & 0x07) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3), 4)
  }
}
