/// Facts as plain data: what a rule reads, what a facts file holds. A record declares its fields once
/// (`FactRecord`), and from that come its tree, its reader, its types for the checker and its page in the
/// reference.

/// A fact, or the knowledge that it was not learnt. `unknown` is no value: a rule that reads it cannot be
/// decided by it.
package indirect enum FactTree: Hashable, Sendable {
  case unknown
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case list([FactTree])
  case record([FactMember])
}

package struct FactMember: Hashable, Sendable {
  package var name: String
  package var value: FactTree

  package init(_ name: String, _ value: FactTree) {
    self.name = name
    self.value = value
  }
}

extension FactTree {
  /// The member of a record; the last one wins, as JSON readers have it.
  package subscript(name: String) -> FactTree? {
    guard case .record(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }
}

/// The type of a fact that was learnt.
package indirect enum FactShape: Hashable, Sendable {
  case bool, int, double, string
  case list(FactShape)
  case record(name: String, fields: [FactFieldShape])
}

package struct FactFieldShape: Hashable, Sendable {
  package var name: String
  package var shape: FactShape
  package var documentation: String

  package init(name: String, shape: FactShape, documentation: String) {
    self.name = name
    self.shape = shape
    self.documentation = documentation
  }
}

/// Why a tree is not the fact it should be; `path` leads to the place.
package struct FactMismatch: Error, Hashable {
  package var path: [String]
  package var expected: String

  package init(path: [String] = [], expected: String) {
    self.path = path
    self.expected = expected
  }

  func within(_ step: String) -> FactMismatch { FactMismatch(path: [step] + path, expected: expected) }
}

/// Anything that has a tree and can be read back from it.
package protocol Fact: Sendable {
  static var shape: FactShape { get }
  var tree: FactTree { get }
  init(tree: FactTree) throws(FactMismatch)
}

extension Bool: Fact {
  package static var shape: FactShape { .bool }
  package var tree: FactTree { .bool(self) }
  package init(tree: FactTree) throws(FactMismatch) {
    guard case .bool(let value) = tree else { throw FactMismatch(expected: "true or false") }
    self = value
  }
}

extension Int: Fact {
  package static var shape: FactShape { .int }
  package var tree: FactTree { .int(self) }
  package init(tree: FactTree) throws(FactMismatch) {
    guard case .int(let value) = tree else { throw FactMismatch(expected: "a whole number") }
    self = value
  }
}

extension Double: Fact {
  package static var shape: FactShape { .double }
  package var tree: FactTree { .double(self) }
  package init(tree: FactTree) throws(FactMismatch) {
    switch tree {
    case .double(let value): self = value
    case .int(let value): self = Double(value)
    case .unknown, .bool, .string, .list, .record: throw FactMismatch(expected: "a number")
    }
  }
}

extension String: Fact {
  package static var shape: FactShape { .string }
  package var tree: FactTree { .string(self) }
  package init(tree: FactTree) throws(FactMismatch) {
    guard case .string(let value) = tree else { throw FactMismatch(expected: "a text") }
    self = value
  }
}

extension Array: Fact where Element: Fact {
  package static var shape: FactShape { .list(Element.shape) }
  package var tree: FactTree { .list(map(\.tree)) }
  package init(tree: FactTree) throws(FactMismatch) {
    guard case .list(let items) = tree else { throw FactMismatch(expected: "a list") }
    self = []
    for (index, item) in items.enumerated() {
      do throws(FactMismatch) { append(try Element(tree: item)) } catch { throw error.within("[\(index)]") }
    }
  }
}

/// nil is "not learnt"; the shape is that of the fact once it is.
extension Optional: Fact where Wrapped: Fact {
  package static var shape: FactShape { Wrapped.shape }
  package var tree: FactTree { self?.tree ?? .unknown }
  package init(tree: FactTree) throws(FactMismatch) {
    self = tree == .unknown ? nil : try Wrapped(tree: tree)
  }
}
