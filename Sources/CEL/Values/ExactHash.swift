/// A number for a value: equal for values that no expression can tell apart, and for others as seldom as chance has it. That
/// is stricter than `==` of the language, for which 1 and 1.0 are equal and the order of a map does not matter. Unknowns are
/// told by the paths that they name and by what is known of a text.
package struct ExactHash {
  package private(set) var number: UInt64

  package init() {
    number = seed
  }

  mutating func add(_ value: Value) {
    switch value {
    case .null: add(0)
    case .bool(let value): add(value ? 1 : 2)
    case .int(let value): add(3, UInt64(bitPattern: value))
    case .uint(let value): add(4, value)
    case .double(let value): add(5, value.bitPattern)
    case .string(let value): add(value)
    case .bytes(let value): value.withUnsafeBufferPointer { add(7, $0) }
    case .list(let value):
      add(8, UInt64(value.count))
      for element in value.elements { add(element) }
    case .map(let value):
      add(9, UInt64(value.count))
      for entry in value.entries {
        add(entry.key)
        add(entry.value)
      }
    case .timestamp(let value): add(10, hash(of: value))
    case .duration(let value): add(11, hash(of: value))
    case .type(let value): add(12, value.name)
    case .optional(nil): add(13)
    case .optional(let value?):
      add(14)
      add(value)
    case .opaque(let value):
      add(15, value.typeName)
      add(hash(of: value.content))
    case .unknown(let value):
      add(16, UInt64(value.paths.count))
      for path in value.paths { add(17, path) }
      for piece in value.text?.pieces ?? [] { add(19, piece) }
    // No expression can look into one.
    case .error: add(18)
    }
  }

  fileprivate mutating func add(_ text: String) { add(6, text) }

  /// A text in UTF-8 that is no value.
  package mutating func add(_ text: UnsafeBufferPointer<UInt8>) { add(20, text) }

  private mutating func add(_ kind: UInt64, _ text: String) {
    Text.withBytes(text) { add(kind, $0) }
  }

  private mutating func add(_ kind: UInt64, _ bytes: UnsafeBufferPointer<UInt8>) {
    add(kind, UInt64(bytes.count))
    bytes.visitWords { add($0) }
  }

  /// Numbers that follow each other; the first says of what kind the second is.
  private mutating func add(_ kind: UInt64, _ word: UInt64) {
    add(kind)
    add(word)
  }

  /// Both halves of a product, in which every bit of the word and of what came before has its part.
  @inline(__always)
  mutating func add(_ word: UInt64) {
    let product = (number ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    number = product.high ^ product.low
  }

  private func hash(of value: some Hashable) -> UInt64 {
    UInt64(truncatingIfNeeded: value.hashValue)
  }
}

/// Another one in each run, as that of every dictionary is: who does not know it cannot choose values that have one number.
private let seed = UInt64(bitPattern: Int64(Hasher().finalize()))

extension Value {
  /// The number of a value that is kept beside it; 0 for a map, whose values have theirs.
  var ownNumber: UInt64 {
    var hash = ExactHash()
    switch self {
    case .map: return 0
    // Most values are texts.
    case .string(let text): hash.add(text)
    default: hash.add(self)
    }
    return hash.number
  }
}
