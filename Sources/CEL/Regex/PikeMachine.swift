/// The general engine, after Rob Pike: runs all threads of a program side by side over a text, one
/// character at a time, no two at the same instruction, so the time is at most the length of the text times
/// that of the program.
struct PikeMachine {
  private let program: PatternProgram
  private let text: UnsafeBufferPointer<UInt8>
  private var current: ThreadList
  private var next: ThreadList
  private var spawner: ThreadSpawner

  init(_ program: PatternProgram, text: UnsafeBufferPointer<UInt8>) {
    self.program = program
    self.text = text
    spawner = ThreadSpawner(instructions: program.instructions, text: text)
    current = ThreadList(capacity: program.instructions.count)
    next = ThreadList(capacity: program.instructions.count)
  }

  /// The leftmost match; where only its existence is asked for, the first end that shows up will do. None when the meter
  /// runs out before.
  mutating func firstMatch(wantsRange: Bool, paying meter: inout Meter) -> Range<Int>? {
    var best: Range<Int>?
    var offset = 0
    while true {
      if best == nil { spawner.spawn(0, start: offset, at: offset, into: &current) }
      // A thread takes about half a step of a budget.
      guard !current.isEmpty, meter.charge(current.count >> 1) else { return best }
      let (scalar, length) = offset < text.count ? decodeScalar(text, at: offset) : (UInt32.max, 1)
      if let match = step(over: scalar, to: offset + length, at: offset) {
        best = match
        if !wantsRange { return best }
      }
      swap(&current, &next)
      next.removeAll()
      guard offset < text.count else { return best }
      offset += length
    }
  }

  /// Lets each thread read the character, the preferred first. A thread that has matched cuts off those
  /// behind it.
  private mutating func step(over scalar: UInt32, to end: Int, at offset: Int) -> Range<Int>? {
    for index in 0..<current.count {
      let (instruction, start) = current[index]
      switch program.instructions[Int(instruction)] {
      case .match: return start..<offset
      case .scalar(let expected):
        if scalar == expected { spawner.spawn(instruction + 1, start: start, at: end, into: &next) }
      case .set(let set):
        if offset < text.count, program.sets[Int(set)].contains(scalar) {
          spawner.spawn(instruction + 1, start: start, at: end, into: &next)
        }
      case .boundary, .split, .jump: break
      }
    }
    return nil
  }
}

/// Turns "a thread at this instruction" into threads at the reading instructions it leads to without reading.
private struct ThreadSpawner {
  let instructions: [PatternProgram.Instruction]
  let text: UnsafeBufferPointer<UInt8>
  private var pending: [Int32] = []

  init(instructions: [PatternProgram.Instruction], text: UnsafeBufferPointer<UInt8>) {
    self.instructions = instructions
    self.text = text
  }

  /// Adds them in order of preference, without recursion: programs are long.
  mutating func spawn(_ instruction: Int32, start: Int, at offset: Int, into list: inout ThreadList) {
    pending.append(instruction)
    while let instruction = pending.popLast() {
      guard list.insert(instruction, start: start) else { continue }
      switch instructions[Int(instruction)] {
      case .jump(let target): pending.append(target)
      case .split(let preferred, let other):
        pending.append(other)
        pending.append(preferred)
      case .boundary(let boundary):
        let before = offset > 0 ? text[offset - 1] : nil
        let after = offset < text.count ? text[offset] : nil
        if boundary.holds(between: before, and: after) { pending.append(instruction + 1) }
      case .scalar, .set, .match: break
      }
    }
  }
}

extension PatternProgram {
  func firstMatch(
    in text: UnsafeBufferPointer<UInt8>, wantsRange: Bool, paying meter: inout Meter
  ) -> Range<Int>? {
    var machine = PikeMachine(self, text: text)
    return machine.firstMatch(wantsRange: wantsRange, paying: &meter)
  }
}

/// Instructions in order of arrival, each at most once, emptied in no time: the sparse set of Briggs and
/// Torczon.
struct ThreadList {
  private var dense: [(instruction: Int32, start: Int)] = []
  private var sparse: [Int32]

  init(capacity: Int) {
    dense.reserveCapacity(capacity)
    sparse = Array(repeating: 0, count: capacity)
  }

  var count: Int { dense.count }
  var isEmpty: Bool { dense.isEmpty }

  subscript(index: Int) -> (instruction: Int32, start: Int) { dense[index] }

  /// False if the instruction is there already.
  mutating func insert(_ instruction: Int32, start: Int) -> Bool {
    let place = Int(sparse[Int(instruction)])
    if place < dense.count, dense[place].instruction == instruction { return false }
    sparse[Int(instruction)] = Int32(dense.count)
    dense.append((instruction, start))
    return true
  }

  mutating func removeAll() { dense.removeAll(keepingCapacity: true) }
}
