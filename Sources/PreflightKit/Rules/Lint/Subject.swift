/// What an expression speaks of: an expression in; the place in the schema that it reads, if it is one, out.
import CEL

struct Subject {
  let shape: Shape
  /// As a reader knows it: `transport.tls.mode`.
  let path: String
  /// What the expression is when nothing is written there, as literals.
  var fallbacks: Set<String> = []

  /// The choices of the place, if it has some.
  var choices: [Choice]? {
    if case .scalar(.choice(let choices)) = shape { choices } else { nil }
  }

  /// The numbers that the place can have.
  var range: ClosedRange<Int>? {
    if case .scalar(.integer(let range)) = shape { range } else { nil }
  }
}

/// Finds subjects. Names that a rule or a macro binds stand for what they are bound to.
struct SubjectFinder {
  private var bound: [String: Subject]
  private var variables: [String: Expression]

  init(variables: [String: Expression]) {
    self.variables = variables
    bound = Self.roots
  }

  /// Inside a macro: the variable stands for an element of the source.
  func inside(_ binder: (variable: String, source: Expression)) -> SubjectFinder {
    var inner = self
    inner.bound[binder.variable] = nil
    if let source = subject(of: binder.source), case .list(let element, _) = source.shape {
      inner.bound[binder.variable] = Subject(shape: element, path: source.path + "[…]")
    }
    return inner
  }

  func subject(of expression: Expression) -> Subject? {
    switch expression.kind {
    case .name(let name, _): return bound[name]
    case .select(let operand, let field), .optionalSelect(let operand, let field):
      if case .name("vars", _) = operand.kind, bound["vars"] == nil { return subject(ofVariable: field.text) }
      return subject(of: operand)?.member(field.text)
    case .index(let operand, _), .optionalIndex(let operand, _):
      guard let list = subject(of: operand), case .list(let element, _) = list.shape else { return nil }
      return Subject(shape: element, path: list.path + "[…]")
    case .method(let target, let name, let arguments) where name.text == "orValue" && arguments.count == 1:
      // A fallback that is no literal may be anything.
      guard case .literal = arguments[0].kind, var subject = subject(of: target) else { return nil }
      subject.fallbacks.insert(arguments[0].unparsed)
      return subject
    case .method, .literal, .presence, .call, .not, .negate, .and, .or, .conditional, .binary, .list,
      .map,
      .comprehension, .invalid:
      return nil
    }
  }

  /// A variable may use those before it, never itself.
  private func subject(ofVariable name: String) -> Subject? {
    guard let expression = variables[name] else { return nil }
    var inner = self
    inner.variables[name] = nil
    return inner.subject(of: expression)
  }

  private static let roots: [String: Subject] = {
    var roots = [
      "config": Subject(shape: .object(campaignSchema), path: "config"),
      "provider": Subject(shape: .object(providerSchema), path: "provider"),
      "network": Subject(shape: .object(networkSchema), path: "network"),
      "profile": Subject(shape: words(Profile.all), path: "profile"),
    ]
    if case .list(let transport, _)? = campaignSchema.field(named: "transports")?.shape {
      for name in ["transport", "primary"] { roots[name] = Subject(shape: transport, path: name) }
    }
    return roots
  }()
}

extension Subject {
  fileprivate func member(_ name: String) -> Subject? {
    guard case .object(let object) = shape, let field = object.field(named: name) else { return nil }
    // An id is a text to the schema, but the catalogue knows which ones there are.
    switch (object.name, name) {
    case (providerSchema.name, "id"):
      return Subject(shape: words(Catalogue.builtIn.providerIDs), path: "\(path).\(name)")
    case (networkSchema.name, "id"):
      return Subject(shape: words(Catalogue.networkIDs), path: "\(path).\(name)")
    default: return Subject(shape: field.shape, path: "\(path).\(name)")
    }
  }
}

private func words(_ texts: [String]) -> Shape {
  .scalar(.choice(texts.map { Choice($0, "") }))
}
