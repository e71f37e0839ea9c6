/// Edits that give a scalar another text, or a path another value.
extension YAMLNode {
  /// Writes another text in this scalar's place, in its quotes; a plain one gets quotes when the text needs
  /// them. Nil for collections, for scalars of several lines, and through an alias, where the edit would
  /// change other places too. Works for keys as well.
  package func replacing(with text: String, style: ScalarStyle? = nil) -> Edit? {
    let record = self.record
    guard use == NodeRecord.none, record.shape == .scalar, !record.flags.contains(.multiline) else {
      return nil
    }
    let writer = ScalarWriter(isFlow: record.flags.contains(.flow), style: style ?? record.style)
    return filling(with: writer.written(text))
  }

  /// Writes YAML in this scalar's place, with the colon or space that an empty one needs.
  func filling(with yaml: String) -> Edit? {
    let record = self.record
    let before = record.start > 0 ? tree.arena.source.bytes[Int(record.start) - 1] : Byte.space
    // `&a:b` is an anchor and `:b`; other text would go on with the anchor's name.
    let isGlued = record.flags.contains(.hasProperties) && !Byte.isSpace(before)
    guard record.range.isEmpty else { return Edit(range: record.range, text: (isGlued ? " " : "") + yaml) }
    if record.flags.contains(.noColon) {
      // Behind `? key` in a block a colon would make the key a mapping.
      return record.flags.contains(.flow) ? Edit(range: record.range, text: ": " + yaml) : nil
    }
    return Edit(range: record.range, text: (Byte.isSpace(before) ? "" : " ") + yaml)
  }

  /// Gives the value at a path, as seen from this node, a text; keys that are missing are created. Merged
  /// values are not changed but overridden. Nil where an alias, a scalar or a missing item is in the way.
  package func setting(_ path: NodePath, to text: String, style: ScalarStyle? = nil) -> Edit? {
    var node = self
    for (place, step) in path.steps.enumerated() {
      switch step {
      case .index(let index):
        guard node.items.indices.contains(index) else { return nil }
        node = node.items[index]
      case .key(let key):
        if let entry = node.entry(for: key), !entry.merged {
          node = entry.value
          continue
        }
        let rest = path.steps[place...].map(\.name)
        let keys = rest.compactMap(\.self)
        return keys.count == rest.count ? node.inserting(path: keys, value: text, style: style) : nil
      }
    }
    return node.replacing(with: text, style: style)
  }
}

extension PathStep {
  fileprivate var name: String? {
    switch self {
    case .key(let key): key
    case .index: nil
    }
  }
}
