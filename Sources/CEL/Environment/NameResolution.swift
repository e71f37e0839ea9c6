/// What a name in an expression stands for. A container adds candidates: in `a.b`, `x` is looked up as
/// `a.b.x`, then `a.x`, then `x`.
extension Environment {
  /// A declared thing that a name may denote.
  enum Identifier {
    case variable(slot: Int)
    case type(ValueType)
  }

  func identifier(_ name: String, isAbsolute: Bool) -> Identifier? {
    if container.isEmpty || isAbsolute { return exactly(name) }
    for candidate in candidates(name) {
      if let identifier = exactly(candidate) { return identifier }
    }
    return nil
  }

  private func exactly(_ name: String) -> Identifier? {
    if let slot = slot(of: name) { return .variable(slot: slot) }
    return types[name].map { .type($0) }
  }

  /// The function of this name; a leading dot makes it absolute.
  func function(named name: String) -> Function? {
    if name.utf8.first == Byte.dot { return functions[String(name.dropFirst())] }
    if container.isEmpty { return functions[name] }
    return candidates(name).lazy.compactMap { functions[$0] }.first
  }

  /// The function that `a.b.name(…)` means if `a.b` is a namespace and not a value.
  func namespacedFunction(_ target: Expression, _ name: String, locals: (String) -> Bool) -> Function? {
    guard let root = target.rootName, mayBeginFunction(root, locals: locals), let chain = target.nameChain
    else { return nil }
    return function(named: name, in: chain, isAbsolute: root.isAbsolute)
  }

  /// The function of this name in a namespace `a.b`.
  func function(named name: String, in namespace: String, isAbsolute: Bool) -> Function? {
    function(named: "\(isAbsolute ? "." : "")\(namespace).\(name)")
  }

  /// The name that a chain of selections spells, if it could be a declared one.
  func qualifiedName(of expression: Expression, locals: (String) -> Bool) -> (text: String, isAbsolute: Bool)?
  {
    guard let root = expression.rootName, mayBeginName(root, locals: locals), let chain = expression.nameChain
    else { return nil }
    return (chain, root.isAbsolute)
  }

  /// Whether a chain of selections with this root could be the name of a variable or type. A local variable at its root
  /// hides all such names.
  func mayBeginName(_ root: (text: String, isAbsolute: Bool), locals: (String) -> Bool) -> Bool {
    (!container.isEmpty || qualifiedRoots.contains(root.text)) && (root.isAbsolute || !locals(root.text))
  }

  /// Whether it could be the namespace of a function.
  func mayBeginFunction(_ root: (text: String, isAbsolute: Bool), locals: (String) -> Bool) -> Bool {
    (!container.isEmpty || functionRoots.contains(root.text)) && (root.isAbsolute || !locals(root.text))
  }

  private func candidates(_ name: String) -> [String] {
    var prefix = container[...]
    var names = ["\(prefix).\(name)"]
    while let dot = prefix.lastIndex(of: ".") {
      prefix = prefix[..<dot]
      names.append("\(prefix).\(name)")
    }
    return names + [name]
  }
}

extension Expression {
  /// The name at the root of `a.b.c`.
  var rootName: (text: String, isAbsolute: Bool)? {
    switch kind {
    case .name(let text, let isAbsolute): (text, isAbsolute)
    case .select(let operand, _): operand.rootName
    default: nil
    }
  }

  /// `a.b.c` as one text; nil for anything else.
  var nameChain: String? {
    switch kind {
    case .name(let text, _): text
    case .select(let operand, let field): operand.nameChain.map { "\($0).\(field.text)" }
    default: nil
    }
  }
}

extension ValueType {
  /// The type as an expression sees it at run time.
  var typeValue: TypeValue {
    switch self {
    case .list: .list
    case .map, .object: .map
    case .optional: .optional
    case .type: .type
    case .timestamp: .timestamp
    case .duration: .duration
    case .opaque(let name, _): TypeValue(name)
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .parameter, .variable, .error:
      TypeValue(description)
    }
  }
}
