/// A pattern as a program for the general engine: a tree in, a list of instructions out, repetitions
/// written out.
struct PatternProgram: Sendable {
  enum Instruction: Hashable, Sendable {
    case scalar(UInt32)
    /// An index into `sets`.
    case set(Int32)
    case boundary(PatternTree.Boundary)
    /// Goes on at both places; the first is preferred.
    case split(Int32, Int32)
    case jump(Int32)
    case match
  }

  private(set) var instructions: [Instruction] = []
  let sets: [ScalarSet]
  private let tree: PatternTree

  init(_ tree: PatternTree) {
    self.tree = tree
    sets = tree.sets
    _ = emit(tree.root)
    instructions.append(.match)
  }

  private var here: Int32 { Int32(instructions.count) }

  /// Appends the code of a node; returns whether it can match without reading anything.
  private mutating func emit(_ index: PatternTree.Index) -> Bool {
    switch tree[index] {
    case .empty: return true
    case .scalar(let scalar):
      instructions.append(.scalar(scalar))
      return false
    case .set(let set):
      instructions.append(.set(set))
      return false
    case .boundary(let boundary):
      instructions.append(.boundary(boundary))
      return true
    case .sequence(let left, let right): return emitSequence(left, right)
    case .choice(let left, let right): return emitChoice(left, right)
    case .repetition(let operand, let minimum, let maximum, let isLazy):
      return emitRepetition(
        operand, minimum: Int(minimum), maximum: maximum.map { Int($0) }, isLazy: isLazy)
    }
  }

  private mutating func emitSequence(_ left: PatternTree.Index, _ right: PatternTree.Index) -> Bool {
    var isNullable = emit(left)
    var rest = right
    while case .sequence(let next, let following) = tree[rest] {
      isNullable = emit(next) && isNullable
      rest = following
    }
    return emit(rest) && isNullable
  }

  private mutating func emitChoice(_ left: PatternTree.Index, _ right: PatternTree.Index) -> Bool {
    var isNullable = false
    var exits: [Int32] = []
    var (branch, rest) = (left, Optional(right))
    while let others = rest {
      let split = emitHole()
      isNullable = emit(branch) || isNullable
      exits.append(emitHole())
      instructions[Int(split)] = .split(split + 1, here)
      if case .choice(let next, let following) = tree[others] {
        (branch, rest) = (next, following)
      } else {
        (branch, rest) = (others, nil)
      }
    }
    isNullable = emit(branch) || isNullable
    for exit in exits { instructions[Int(exit)] = .jump(here) }
    return isNullable
  }

  private mutating func emitRepetition(
    _ operand: PatternTree.Index, minimum: Int, maximum: Int?, isLazy: Bool
  ) -> Bool {
    var isNullable = true
    for _ in 0..<max(minimum - (maximum == nil ? 1 : 0), 0) { isNullable = emit(operand) }
    guard let maximum else {
      return minimum == 0 ? emitStar(operand, isLazy: isLazy) : emitPlus(operand, isLazy: isLazy)
    }
    var splits: [Int32] = []
    for _ in minimum..<maximum {
      splits.append(emitHole())
      _ = emit(operand)
    }
    for split in splits { fill(split, enter: split + 1, leave: here, isLazy: isLazy) }
    return isNullable || minimum == 0
  }

  /// `x+` is x and a way back; the last of the copies of `x{3,}` too.
  private mutating func emitPlus(_ operand: PatternTree.Index, isLazy: Bool) -> Bool {
    let start = here
    let isNullable = emit(operand)
    let split = emitHole()
    fill(split, enter: start, leave: split + 1, isLazy: isLazy)
    return isNullable
  }

  /// `x*` is `(x+)?`: were it a loop that asks before each round, an x that matches nothing would be
  /// preferred to one that matches something, against the order in which its alternatives are written.
  private mutating func emitStar(_ operand: PatternTree.Index, isLazy: Bool) -> Bool {
    let split = emitHole()
    _ = emitPlus(operand, isLazy: isLazy)
    fill(split, enter: split + 1, leave: here, isLazy: isLazy)
    return true
  }

  private mutating func emitHole() -> Int32 {
    instructions.append(.match)
    return here - 1
  }

  private mutating func fill(_ hole: Int32, enter: Int32, leave: Int32, isLazy: Bool) {
    instructions[Int(hole)] = isLazy ? .split(leave, enter) : .split(enter, leave)
  }
}
