/// Which optional fields are known to be there at the point being checked, as paths such as `transport.tls.mode`.
struct PresenceFacts {
  private var paths: Set<String> = []
  private var log: [String] = []

  /// Where the log stands now; `drop(to:)` forgets what was added after it.
  var mark: Int { log.count }

  func contains(_ path: String) -> Bool { paths.contains(path) }

  mutating func add(_ established: [String]) {
    for path in established where paths.insert(path).inserted { log.append(path) }
  }

  /// Remembers a path for good, so that it is not reported twice.
  mutating func note(_ path: String) { paths.insert(path) }

  mutating func drop(to mark: Int) {
    while log.count > mark { paths.remove(log.removeLast()) }
  }
}

extension Checker {
  /// The paths that are surely present when the expression has come out as `truth`.
  func established(by expression: Expression, when truth: Bool) -> [String] {
    switch expression.kind {
    case .presence(let operand, let field): return truth ? prefixes(operand, field.text) : []
    case .not(let operand): return established(by: operand, when: !truth)
    case .and(let operands): return established(by: operands, all: truth, when: truth)
    case .or(let operands): return established(by: operands, all: !truth, when: truth)
    case .conditional(let condition, let then, let otherwise):
      if case .literal(.bool(!truth)) = otherwise.kind {
        return established(by: condition, when: true) + established(by: then, when: truth)
      }
      guard case .literal(.bool(!truth)) = then.kind else { return [] }
      return established(by: condition, when: false) + established(by: otherwise, when: truth)
    case .binary(.isIn, let key, let container, _):
      guard truth, case .literal(.string(let field)) = key.kind else { return [] }
      return prefixes(container, field)
    case .method(let target, let name, _):
      guard truth, name.text == "hasValue", case .optionalSelect(let operand, let field) = target.kind else {
        return []
      }
      return prefixes(operand, field.text)
    default: return []
    }
  }

  /// Of a chain whose operands all have the same outcome everything holds; else only what each of them says.
  private func established(by operands: [Expression], all: Bool, when truth: Bool) -> [String] {
    let facts = operands.map { established(by: $0, when: truth) }
    if all { return facts.flatMap(\.self) }
    guard let first = facts.first, !facts.contains(where: \.isEmpty) else { return [] }
    return facts.dropFirst().reduce(first) { common, others in common.filter(others.contains) }
  }

  /// The field's path, and the paths on the way to it.
  private func prefixes(_ operand: Expression, _ field: String) -> [String] {
    guard let path = path(of: operand) else { return [] }
    var found = ["\(path).\(field)"]
    var rest = operand
    while case .select(let inner, _) = rest.kind, let path = self.path(of: rest) {
      found.append(path)
      rest = inner
    }
    return found
  }

  /// One text for one place: `a.b[0].c`. A local variable is told apart by its depth, not its name.
  func path(of expression: Expression) -> String? {
    switch expression.kind {
    case .name(let text, let isAbsolute):
      guard !isAbsolute, let index = locals.lastIndex(where: { $0.name == text }) else { return text }
      return "#\(index)"
    case .select(let operand, let field): return path(of: operand).map { "\($0).\(field.text)" }
    case .index(let operand, let index):
      guard case .literal(let key) = index.kind else { return nil }
      if case .string(let field) = key { return path(of: operand).map { "\($0).\(field)" } }
      return path(of: operand).map { "\($0)[\(key.literalText)]" }
    default: return nil
    }
  }
}
