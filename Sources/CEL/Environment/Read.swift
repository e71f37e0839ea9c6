/// What a program may read of its bindings: a tree in; the variables and paths that its evaluation can depend on, out. Where
/// all of them lead to what they led to before, the value is as before, for an evaluation sees nothing else.

/// A variable, or a path of fields below one.
package struct Read: Hashable, Sendable {
  /// The slot of the variable.
  package let slot: Int
  /// The names of the fields on the way, which the language has in ASCII alone.
  package private(set) var fields: [String] = []
  /// Whether it matters only that something is there, and not what.
  private(set) var isOfPresence = false

  /// All of a variable.
  package init(slot: Int) {
    self.slot = slot
  }

  /// A field of a variable.
  package init(slot: Int, field: String) {
    self.slot = slot
    fields = [field]
  }

  /// Goes on to a field of what was read.
  mutating func append(_ field: String, presence: Bool) {
    fields.append(field)
    isOfPresence = presence
  }
}

extension Environment {
  /// What a text reads, planned as by `plan`.
  package func reads(of text: String) -> [Read] {
    let parsed = Parser.parse(text, limits: limits, macros: true)
    return Planner.plan(parsed.expression, in: self, notesReads: true).reads ?? []
  }
}
