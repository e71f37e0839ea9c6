/// A setting: a value of the campaign model together with where it came from. Dialects make settings, rules read them.
package import CEL
package import Document

package struct Setting: Sendable {
  package enum Content: Sendable {
    /// A known value, or `.unknown` with the setting's own path.
    case scalar(Value)
    case list([Setting])
    case object([Member])
    /// A map whose keys are no names.
    case table([(key: Int64, setting: Setting)])
  }

  package struct Member: Sendable {
    package let key: FieldName
    package let setting: Setting

    package var name: String { key.text }

    package init(key: FieldName, setting: Setting) {
      self.key = key
      self.setting = setting
    }

    package init(name: String, setting: Setting) {
      self.init(key: FieldName(name), setting: setting)
    }
  }

  package let content: Content
  package let origin: Origin
  /// The setting as the rules' language sees it; made once, of the values of its parts.
  package let value: Value

  package init(_ content: Content, origin: Origin) {
    self.content = content
    self.origin = origin
    value = content.value
  }

  package func member(_ name: String) -> Setting? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name == name }?.setting
  }

  package var items: [Setting] {
    guard case .list(let items) = content else { return [] }
    return items
  }
}

extension Setting.Content {
  fileprivate var value: Value {
    switch self {
    case .scalar(let value): value
    case .list(let items): .list(ListValue(items.map(\.value)))
    case .object(let members):
      .map(MapValue(count: members.count) { (members[$0].key, members[$0].setting.value) })
    case .table(let rows): .map(MapValue(entries: rows.map { (.int($0.key), $0.setting.value) }))
    }
  }
}

/// Where a value came from. A place may lie inside a scalar, be shared by several settings, or be nobody's.
package struct Origin: Sendable, Hashable {
  package enum Source: Sendable, Hashable {
    /// It stands in the file as it is.
    case written
    /// Placeholders in the file, filled in from the environment that was handed in.
    case variables([String])
    /// Placeholders whose variables are not set; their written defaults count.
    case defaults([String])
    /// Nobody wrote it: the application falls back to it.
    case implied

    /// Whether the value itself stands in the file.
    package var isWritten: Bool {
      switch self {
      case .written, .defaults: true
      case .variables, .implied: false
      }
    }
  }

  /// The value at its use. For an implied value: the place that implies it.
  package let range: TextRange
  package let key: TextRange?
  /// Where the value is written, when an alias or a merge key brought it here.
  package let definition: TextRange?
  package let source: Source

  package init(
    range: TextRange, key: TextRange? = nil, definition: TextRange? = nil, source: Source = .written
  ) {
    self.range = range
    self.key = key
    self.definition = definition
    self.source = source
  }
}

extension Setting {
  /// The setting at a path, or the nearest one above it that exists, with the path of what was found.
  package func nearest(to path: NodePath) -> (setting: Setting, path: NodePath) {
    var here = self
    var taken: [PathStep] = []
    for step in path.steps {
      guard let next = here.child(step) else { break }
      here = next
      taken.append(step)
    }
    return (here, NodePath(taken))
  }

  private func child(_ step: PathStep) -> Setting? {
    switch step {
    case .key(let name): member(name)
    case .index(let index): items.indices.contains(index) ? items[index] : nil
    }
  }
}
