/// Records of facts: a struct lists its fields once, by key path, and is then a `Fact` without another line.

package protocol FactRecord: Fact {
  init()
  static var recordName: String { get }
  static var fields: [FactField<Self>] { get }
}

package struct FactField<Root: Sendable>: Sendable {
  package let shape: FactFieldShape
  let read: @Sendable (Root) -> FactTree
  let write: @Sendable (inout Root, FactTree) throws(FactMismatch) -> Void

  package init<Value: Fact>(
    _ name: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ documentation: String
  ) {
    shape = FactFieldShape(name: name, shape: Value.shape, documentation: documentation)
    read = { root in root[keyPath: path].tree }
    write = { (root: inout Root, tree: FactTree) throws(FactMismatch) in
      do throws(FactMismatch) { root[keyPath: path] = try Value(tree: tree) } catch {
        throw error.within(name)
      }
    }
  }
}

extension FactRecord {
  package static var shape: FactShape { .record(name: recordName, fields: fields.map(\.shape)) }

  package var tree: FactTree {
    .record(Self.fields.map { FactMember($0.shape.name, $0.read(self)) })
  }

  /// A name that is missing keeps its default, and a name we do not know is passed over: files of other
  /// versions stay readable.
  package init(tree: FactTree) throws(FactMismatch) {
    guard case .record = tree else { throw FactMismatch(expected: "a record") }
    self.init()
    for field in Self.fields {
      if let value = tree[field.shape.name] { try field.write(&self, value) }
    }
  }
}

/// A closed set of words, such as a state or a reason.
package protocol FactWord: Fact, RawRepresentable, CaseIterable, Hashable where RawValue == String {}

extension FactWord {
  package static var shape: FactShape { .string }
  package var tree: FactTree { .string(rawValue) }
  package init(tree: FactTree) throws(FactMismatch) {
    guard case .string(let word) = tree, let value = Self(rawValue: word) else {
      throw FactMismatch(expected: "one of " + Self.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self = value
  }
}
