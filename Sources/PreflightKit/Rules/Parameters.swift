/// Parameters of rules: YAML and the declared type in, a CEL value out.
package import CEL
package import Document

/// Reads a parameter by its declared type. What does not fit becomes an error value, so that no rule passes by it.
package func parameterValue(_ node: YAMLNode, as type: ValueType) -> Value {
  switch type {
  case .list(let element):
    guard node.kind == .sequence else { return mismatch(type) }
    return .list(ListValue(node.items.map { parameterValue($0, as: element) }))
  case .map(let key, let element):
    guard node.kind == .mapping else { return mismatch(type) }
    return .map(
      MapValue(entries: node.entries.map { (parameterValue($0.key, as: key), parameterValue($0.value, as: element)) }))
  case .object, .opaque, .optional, .type, .parameter, .variable, .error, .timestamp, .bytes, .uint:
    return mismatch(type)
  case .string: return node.kind == .scalar ? .string(node.text) : mismatch(type)
  case .null: return .null
  case .bool: return read(node, .boolean, type)
  case .int: return read(node, .integer(Int.min...Int.max), type)
  case .double: return read(node, .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude), type)
  case .duration: return read(node, .duration(seconds: 0...1e10), type)
  case .dyn: return node.kind == .scalar ? .string(node.text) : mismatch(type)
  }
}

private func read(_ node: YAMLNode, _ shape: ScalarShape, _ type: ValueType) -> Value {
  guard node.kind == .scalar, case .value(let value) = shape.read(node.text) else { return mismatch(type) }
  return value
}

private func mismatch(_ type: ValueType) -> Value {
  .failure(.custom("a parameter is not of type \(type)"))
}

/// A rule's parameters: the defaults of its `params:` block, and what profile or configuration put in their place.
package func parameterValues(block: String, overriding: [String: YAMLNode]) -> Value {
  let stream = YAMLStream(parsing: SourceText(name: "params", bytes: Array(block.utf8)))
  let declared = stream.documents.first?.root?.entries(of: "params") ?? []
  return .map(
    MapValue(
      fields: declared.compactMap { entry in
        guard let name = entry.value.value(for: "type")?.text, let type = ValueType(name),
          let node = overriding[entry.key.text] ?? entry.value.value(for: "default")
        else { return nil }
        return (entry.key.text, parameterValue(node, as: type))
      }))
}
