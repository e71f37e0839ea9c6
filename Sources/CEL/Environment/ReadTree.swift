/// What many programs read, looked at in one go: reads in; of any bindings a number for what each read leads to, out.
///
/// The numbers of one read are equal where no evaluation can tell apart what it leads to, and by all likelihood only there.
/// They differ from one run to the next. So do the sums of the numbers of several reads: each read multiplies its own.
package struct ReadTree: Sendable {
  /// A field, in the order of a walk through all of them; one of depth 0 is a variable.
  private struct Field: Sendable {
    let depth: Int
    /// Behind the last of the fields below it.
    var end = 0
    /// The places of the numbers for what is there, and for whether something is.
    var value: Int?
    var presence: Int?
  }

  private var fields: [Field] = []
  /// Apart from the fields, which are looked at without counting a reference.
  private var names: [FieldName] = []
  private var slots: [Int] = []
  /// Of each read an odd number, by which what is found there is multiplied.
  private var factors: [UInt64]
  /// How many reads there are.
  package let count: Int

  /// - Parameter reads: each once; the numbers come in their order.
  package init(_ reads: [Read]) {
    count = reads.count
    factors = reads.indices.map { place in
      var hash = ExactHash()
      hash.add(UInt64(place))
      return hash.number | 1
    }
    let all = reads.enumerated().map { (place: $0.offset, read: $0.element) }
    for slot in Set(reads.map(\.slot)).sorted() {
      slots.append(slot)
      add(FieldName(""), depth: 0, all.filter { $0.read.slot == slot })
    }
  }

  /// A field, and all that is read of it.
  private mutating func add(_ name: FieldName, depth: Int, _ reads: [(place: Int, read: Read)]) {
    let here = fields.count
    fields.append(Field(depth: depth))
    names.append(name)
    for (place, read) in reads where read.fields.count == depth {
      if read.isOfPresence { fields[here].presence = place } else { fields[here].value = place }
    }
    let deeper = reads.filter { $0.read.fields.count > depth }
    for next in Set(deeper.map { $0.read.fields[depth] }).sorted() {
      add(FieldName(next), depth: depth + 1, deeper.filter { $0.read.fields[depth] == next })
    }
    fields[here].end = fields.count
  }

  /// One that has nothing in common with this one in memory, for another thread.
  package func copy() -> ReadTree {
    var copy = self
    copy.fields = fields.map { $0 }
    copy.names = names.map { $0 }
    copy.slots = slots.map { $0 }
    copy.factors = factors.map { $0 }
    return copy
  }

  /// Puts a number for each read in its place. There must be room for `count` of them.
  ///
  /// - Parameter known: slots that have the values of the last look; the numbers of what is read of them stay.
  package func look(at bindings: Bindings, except known: [Int] = [], into numbers: inout [UInt64]) {
    fields.withUnsafeBufferPointer { fields in
      names.withUnsafeBufferPointer { names in
        factors.withUnsafeBufferPointer { factors in
          numbers.withUnsafeMutableBufferPointer { numbers in
            let look = Look(fields: fields, names: names, factors: factors, numbers: numbers)
            var here = 0
            for slot in slots {
              if !known.contains(slot) { look.look(at: bindings[slot], here) }
              here = fields[here].end
            }
          }
        }
      }
    }
  }

  /// A look at work. Through pointers, for to go from field to field of an array would count references to it.
  private struct Look {
    let fields: UnsafeBufferPointer<Field>
    let names: UnsafeBufferPointer<FieldName>
    let factors: UnsafeBufferPointer<UInt64>
    let numbers: UnsafeMutableBufferPointer<UInt64>

    func look(at value: Value?, _ here: Int) {
      let field = fields[here]
      guard let value else { return fill(here..<field.end, with: Self.missing(field.depth)) }
      guard case .map(let map) = value else { return note(value.ownNumber, at: here) }
      if let place = field.presence { set(place, Self.present) }
      if let place = field.value { set(place, number(of: value, at: field.depth)) }
      look(into: map.uncounted, here)
    }

    /// Looks at the fields below one.
    private func look(into map: UncountedMap, _ parent: Int) {
      var here = parent + 1
      while here < fields[parent].end {
        let field = fields[here]
        if let position = map.position(of: names[here].mark, { names[here].text }) {
          if let inner = map.map(at: position) {
            if let place = field.presence { set(place, Self.present) }
            if let place = field.value {
              numbers[place] = number(of: map.value(at: position), at: field.depth)
            }
            look(into: inner, here)
          } else {
            note(map.number(at: position), at: here)
          }
        } else {
          fill(here..<field.end, with: Self.missing(field.depth))
        }
        here = field.end
      }
    }

    /// A value that is no map. What is read below depends on what stands in the way.
    private func note(_ number: UInt64, at here: Int) {
      let field = fields[here]
      let number = Self.number(number, at: field.depth)
      if let place = field.presence { set(place, Self.present) }
      if let place = field.value { set(place, number) }
      if here + 1 < field.end { fill(here + 1..<field.end, with: number) }
    }

    private func fill(_ part: Range<Int>, with number: UInt64) {
      for index in part {
        if let place = fields[index].value { set(place, number) }
        if let place = fields[index].presence { set(place, number) }
      }
    }

    @inline(__always)
    private func set(_ place: Int, _ number: UInt64) { numbers[place] = number &* factors[place] }

    private func number(of value: Value, at depth: Int) -> UInt64 {
      var hash = ExactHash()
      hash.add(value)
      return Self.number(hash.number, at: depth)
    }

    /// The depth tells a value from the same value further up.
    private static func number(_ number: UInt64, at depth: Int) -> UInt64 {
      number &+ UInt64(depth) &* 0x9e37_79b9_7f4a_7c15
    }

    private static let present: UInt64 = 0

    private static func missing(_ depth: Int) -> UInt64 { UInt64(depth) + 1 }
  }
}
