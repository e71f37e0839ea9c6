/// What each variable of a source depends on: of each its reads, by their places in a `ReadTree`, in; a number for what a
/// variable sees, made of the tree's numbers, out. A variable that sees the same has the value that it had before.
package final class VariableReads: Sendable {
  /// Variable after variable.
  private let places: [Int]
  /// Of each variable its part of the places; nil where nobody knows what it reads.
  private let parts: [Range<Int>?]

  /// - Parameter reads: of each variable of the source, in the order of their slots.
  package init(_ reads: [[Int]?]) {
    var places: [Int] = []
    parts = reads.map { reads in
      guard let reads else { return nil }
      places += reads
      return places.count - reads.count..<places.count
    }
    self.places = places
  }

  /// One that has nothing in common with this one in memory, for another thread.
  package func copy() -> VariableReads { VariableReads(places.map { $0 }, parts.map { $0 }) }

  private init(_ places: [Int], _ parts: [Range<Int>?]) {
    self.places = places
    self.parts = parts
  }

  @inline(__always)
  fileprivate func sight(of variable: Int, _ numbers: [UInt64]) -> UInt64? {
    guard variable < parts.count, let part = parts[variable] else { return nil }
    return places.withUnsafeBufferPointer { places in
      numbers.withUnsafeBufferPointer { numbers in
        places[part].reduce(0) { $0 &+ numbers[$1] }
      }
    }
  }
}

/// What can be told of the bindings of a frame without evaluating anything.
package struct Outlook {
  let reads: VariableReads
  /// Of each read of the tree what it leads to.
  let numbers: [UInt64]

  /// - Parameter numbers: as a `ReadTree` has made them of the frame's bindings.
  package init(_ reads: VariableReads, _ numbers: [UInt64]) {
    self.reads = reads
    self.numbers = numbers
  }

  @inline(__always)
  func question(about variable: Int) -> Question? {
    reads.sight(of: variable, numbers).map { Question(ofVariable: variable, seeing: $0) }
  }
}
