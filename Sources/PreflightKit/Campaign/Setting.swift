/// A setting: a value of the campaign model together with where it came from. Dialects make settings, rules read them.
package import CEL
package import Document

package struct Setting: Sendable {
  /// The setting as the rules' language sees it: known, or `.unknown` with the setting's own path.
  package let value: Value
  package let origin: Origin
  /// A list's items; of a map, the settings of its entries in the same order.
  private let parts: [Setting]

  package init(_ value: Value, origin: Origin) {
    self.value = value
    self.origin = origin
    parts = []
  }

  package init(items: [Setting], origin: Origin) {
    value = .list(ListValue(items.map(\.value)))
    self.origin = origin
    parts = items
  }

  package init(_ members: consuming Members, origin: Origin) {
    self.origin = origin
    parts = members.settings
    value = .map(MapValue(members.fields))
  }

  /// A map whose keys are no names.
  package init(rows: [(key: Int64, setting: Setting)], origin: Origin) {
    value = .map(MapValue(entries: rows.map { (.int($0.key), $0.setting.value) }))
    self.origin = origin
    parts = rows.map(\.setting)
  }

  package func member(_ name: String) -> Setting? {
    guard case .map(let map) = value else { return nil }
    return map.position(of: FieldName(name)).map { parts[$0] }
  }

  package var items: [Setting] {
    guard case .list = value else { return [] }
    return parts
  }

  /// An object's members while they are gathered, in the order of writing.
  package struct Members: ~Copyable {
    fileprivate var fields: MapValue.Fields
    fileprivate private(set) var settings: [Setting] = []

    package init(capacity: Int) {
      fields = MapValue.Fields(capacity: capacity)
      settings.reserveCapacity(capacity)
    }

    package mutating func add(_ name: FieldName, _ setting: Setting) {
      fields.add(name, setting.value)
      settings.append(setting)
    }

    package subscript(name: FieldName) -> Setting? {
      fields.position(of: name).map { settings[$0] }
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
