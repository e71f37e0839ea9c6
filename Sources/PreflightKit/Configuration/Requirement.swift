/// The versions a configuration is for: text such as `>=0.1, <1` in, whether a version is among them out.

package struct Requirement: Sendable, Hashable {
  private enum Relation: String, Sendable, CaseIterable {
    // The longer signs first: `>=` begins with `>`.
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case exactly = "="
  }

  private struct Bound: Sendable, Hashable {
    let relation: Relation
    let version: [Int]
  }

  package let text: String
  private let bounds: [Bound]

  /// nil when it cannot be read. A bare version means at least that one.
  package init?(_ text: String) {
    self.text = text
    var bounds: [Bound] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let part = part.filter { !$0.isWhitespace }
      let relation = Relation.allCases.first { part.hasPrefix($0.rawValue) }
      guard let version = version(part.dropFirst(relation?.rawValue.count ?? 0)) else { return nil }
      bounds.append(Bound(relation: relation ?? .atLeast, version: version))
    }
    self.bounds = bounds
  }

  package func accepts(_ text: String) -> Bool {
    guard let version = version(text[...]) else { return false }
    return bounds.allSatisfy { bound in
      let isLess = version.lexicographicallyPrecedes(bound.version)
      let isSame = version == bound.version
      return switch bound.relation {
      case .atLeast: !isLess
      case .atMost: isLess || isSame
      case .above: !isLess && !isSame
      case .below: isLess
      case .exactly: isSame
      }
    }
  }
}

/// Up to three numbers; what is not written is zero.
private func version(_ text: Substring) -> [Int]? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
    part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
  }
  let numbers = parts.compactMap(\.self)
  guard numbers.count == parts.count, (1...3).contains(numbers.count) else { return nil }
  return numbers + Array(repeating: 0, count: 3 - numbers.count)
}
