/// A tree as a plain value, to compare two readings of a file.
import Document

indirect enum Snapshot: Equatable {
  case null
  case scalar(String)
  case sequence([Snapshot])
  case mapping([Entry])

  struct Entry: Equatable {
    var key: String
    var value: Snapshot
  }

  init(_ node: YAMLNode) {
    switch node.kind {
    case .scalar: self = node.isNull ? .null : .scalar(node.text)
    case .sequence: self = .sequence(node.items.map(Snapshot.init))
    case .mapping: self = .mapping(node.entries.map { Entry(key: $0.key.text, value: Snapshot($0.value)) })
    }
  }

  /// This tree with another value at a path; keys that are missing are added, nil takes away.
  func setting(_ path: ArraySlice<PathStep>, to value: Snapshot?) -> Snapshot {
    guard let step = path.first else { return value ?? .null }
    let rest = path.dropFirst()
    switch (self, step) {
    case (.sequence(var items), .index(let index)):
      items[index] = items[index].setting(rest, to: value)
      return .sequence(items)
    case (.mapping(var entries), .key(let key)):
      if let index = entries.firstIndex(where: { $0.key == key }) {
        if rest.isEmpty, value == nil {
          entries.remove(at: index)
        } else {
          entries[index].value = entries[index].value.setting(rest, to: value)
        }
      } else {
        entries.append(Entry(key: key, value: Snapshot.mapping([]).setting(rest, to: value)))
      }
      return .mapping(entries)
    case (.null, .key), (.scalar, .key): return Snapshot.mapping([]).setting(path, to: value)
    default: return self
    }
  }
}

/// All nodes below (and with) a node, with the way to them; aliases and merged entries are not entered.
func walk(_ node: YAMLNode, _ path: NodePath = NodePath()) -> [(path: NodePath, node: YAMLNode)] {
  guard node.definition == nil else { return [] }
  var result = [(path, node)]
  for (index, item) in node.items.enumerated() { result += walk(item, path.appending(index: index)) }
  for entry in node.entries where !entry.merged {
    result += walk(entry.value, path.appending(key: entry.key.text))
  }
  return result
}
