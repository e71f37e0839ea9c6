/// The place a rule points to: text such as `transport.tls.mode` in, a path in the campaign model out.
import CEL
import Document

struct PathExpression: Sendable, Hashable {
  /// The bound name that a path may begin with.
  enum Root: String, Sendable, Hashable, CaseIterable {
    case transport, primary, config
  }

  enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
    /// A CEL expression that gives an index or a key.
    case computed(String)
  }

  let root: Root
  let steps: [Step]

  /// nil when the text is not a path.
  init?(_ text: String) {
    var rest = Substring(text)
    guard let root = Root(rawValue: String(rest.prefix(while: \.isPathLetter))) else { return nil }
    rest = rest.dropFirst(root.rawValue.count)
    var steps: [Step] = []
    while let first = rest.first {
      rest.removeFirst()
      if first == "." {
        let name = rest.prefix(while: \.isPathLetter)
        guard !name.isEmpty else { return nil }
        steps.append(.key(String(name)))
        rest = rest.dropFirst(name.count)
      } else if first == "[", let close = closingBracket(in: rest) {
        let inner = String(rest[..<close])
        steps.append(Int(inner).map(Step.index) ?? .computed(inner))
        rest = rest[rest.index(after: close)...]
      } else {
        return nil
      }
    }
    self.root = root
    self.steps = steps
  }

  /// - Parameters:
  ///   - transport: index of the transport at hand.
  ///   - evaluate: gives the value of a step's expression.
  func path(transport: Int, evaluate: (String) -> Value) -> NodePath {
    var path = NodePath([])
    switch root {
    case .transport: path = path.appending(.key("transports")).appending(.index(transport))
    case .primary: path = path.appending(.key("transports")).appending(.index(0))
    case .config: break
    }
    for step in steps {
      switch step {
      case .key(let name): path = path.appending(.key(name))
      case .index(let index): path = path.appending(.index(index))
      case .computed(let expression):
        switch evaluate(expression) {
        case .int(let index): path = path.appending(.index(Int(index)))
        case .string(let key): path = path.appending(.key(key))
        default: return path
        }
      }
    }
    return path
  }

  /// The name in the path that the schema does not know, with the one that was probably meant; nil if all are known.
  func firstUnknownName(in schema: ObjectShape) -> (name: String, suggestion: String?)? {
    var shape = Shape.object(schema)
    if root != .config {
      guard case .list(let element, _)? = schema.field(named: "transports")?.shape else { return nil }
      shape = element
    }
    for step in steps {
      switch (step, shape) {
      case (.key(let name), .object(let object)):
        guard let field = object.field(named: name) else {
          return (name, closestName(to: name, among: object.fields.map(\.name)))
        }
        shape = field.shape
      case (.index, .list(let element, _)), (.computed, .list(let element, _)): shape = element
      case (.key, .textMap), (.computed, .textMap), (.computed, .portMap): shape = .scalar(.text)
      // Which key it is, the rule decides for each finding.
      case (.computed, .object): return nil
      case (.key(let name), _): return (name, nil)
      case (.index(let index), _): return ("[\(index)]", nil)
      case (.computed(let text), _): return ("[\(text)]", nil)
      }
    }
    return nil
  }
}

private func closingBracket(in text: Substring) -> Substring.Index? {
  var depth = 1
  for index in text.indices {
    if text[index] == "[" { depth += 1 }
    if text[index] == "]" { depth -= 1 }
    if depth == 0 { return index }
  }
  return nil
}

extension Character {
  fileprivate var isPathLetter: Bool {
    isASCII && (isLetter || isNumber || self == "_")
  }
}
