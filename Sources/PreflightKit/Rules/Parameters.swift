/// The value of a parameter: what is written and the declared type in, a CEL value out.
package import CEL
package import Document

/// A parameter as it is written: text, or lists and maps of it.
package enum WrittenParameter: Sendable {
  case scalar(String)
  case list([WrittenParameter])
  case map([(key: WrittenParameter, value: WrittenParameter)])

  package init(_ node: YAMLNode) {
    switch node.kind {
    case .scalar: self = .scalar(node.text)
    case .sequence: self = .list(node.items.map(WrittenParameter.init))
    case .mapping:
      self = .map(node.entries.map { (WrittenParameter($0.key), WrittenParameter($0.value)) })
    }
  }
}

package func parameterValue(_ node: YAMLNode, as type: ValueType) -> Value {
  parameterValue(WrittenParameter(node), as: type)
}

/// Reads a parameter by its declared type. What does not fit becomes an error value, so that no rule passes by it.
package func parameterValue(_ written: WrittenParameter, as type: ValueType) -> Value {
  switch type {
  case .list(let element):
    guard case .list(let items) = written else { return mismatch(type) }
    return .list(ListValue(items.map { parameterValue($0, as: element) }))
  case .map(let key, let element):
    guard case .map(let entries) = written else { return mismatch(type) }
    return .map(
      MapValue(
        entries: entries.map { (parameterValue($0.key, as: key), parameterValue($0.value, as: element)) }))
  case .object, .opaque, .optional, .type, .parameter, .variable, .error, .timestamp, .bytes, .uint:
    return mismatch(type)
  case .string, .dyn: return written.text.map { .string($0) } ?? mismatch(type)
  case .null: return .null
  case .bool: return read(written, .boolean, type)
  case .int: return read(written, .integer(Int.min...Int.max), type)
  case .double:
    return read(written, .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude), type)
  case .duration: return read(written, .duration(seconds: 0...1e10), type)
  }
}

private func read(_ written: WrittenParameter, _ shape: ScalarShape, _ type: ValueType) -> Value {
  guard let text = written.text, let value = try? shape.read(text) else { return mismatch(type) }
  return value
}

extension WrittenParameter {
  /// A scalar's text.
  var text: String? {
    if case .scalar(let text) = self { text } else { nil }
  }

  /// The value of a map's key.
  subscript(key: String) -> WrittenParameter? {
    guard case .map(let entries) = self else { return nil }
    return entries.first { $0.key.text == key }?.value
  }
}

extension Value {
  /// Whether it is an error, or holds one: what is written was not of the declared type.
  var holdsError: Bool {
    switch self {
    case .error: true
    case .list(let list): list.elements.contains(where: \.holdsError)
    case .map(let map): map.entries.contains { $0.key.holdsError || $0.value.holdsError }
    default: false
    }
  }
}

private func mismatch(_ type: ValueType) -> Value {
  .failure(.custom("a parameter is not of type \(type)"))
}
