/// A list that remembers how much it holds and whether any of it is unknown.
package struct ListValue: Sendable {
  private let storage: Storage

  /// A list of the given values.
  package init(_ elements: [Value]) {
    storage = Storage(elements)
  }

  /// The elements in order.
  package var elements: [Value] { storage.elements }
  /// How many elements there are.
  package var count: Int { storage.elements.count }
  /// What must be known to know every element; nil when all are known.
  package var unknownParts: Unknown? { storage.unknownParts }
  var weight: Int { storage.weight }
  var depth: Int { storage.depth }

  subscript(index: Int) -> Value { storage.elements[index] }

  private final class Storage: Sendable {
    let elements: [Value]
    let weight: Int
    let depth: Int
    let unknownParts: Unknown?

    init(_ elements: [Value]) {
      var content = Content()
      for element in elements { content.add(element) }
      self.elements = elements
      weight = content.weight
      depth = content.depth
      unknownParts = content.unknown
    }
  }
}

/// What a collection holds, summed up as it is built.
struct Content {
  var weight = 1
  private(set) var depth = 1
  private var paths: [String] = []

  var unknown: Unknown? { paths.isEmpty ? nil : Unknown(paths) }

  mutating func add(_ value: Value) {
    switch value {
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type, .opaque, .error:
      weight += 1
    case .list, .map, .optional, .unknown:
      let (sum, overflow) = weight.addingReportingOverflow(value.weight)
      weight = overflow ? .max : sum
      depth = max(depth, value.depth + 1)
      if let parts = value.unknownParts { paths.append(contentsOf: parts.paths) }
    }
  }
}
