/// A setting: a value of the campaign model together with where it came from. Dialects make settings, rules read them.
package import CEL
package import Document

package struct Setting: Sendable {
  /// The setting as the rules' language sees it: known, or `.unknown` with the setting's own path.
  package let value: Value
  private let origins: Origins
  /// Its place among the origins.
  private let place: Int

  /// - Parameter origins: its own first, then those of what lies in it.
  init(_ value: Value, _ origins: Origins) {
    self.init(value, origins, at: 0)
  }

  private init(_ value: Value, _ origins: Origins, at place: Int) {
    self.value = value
    self.origins = origins
    self.place = place
  }

  package var origin: Origin { origins[place] }

  package func member(_ name: String) -> Setting? { member(FieldName(name)) }

  /// The same for a name that is looked up often, and made once.
  func member(_ name: FieldName) -> Setting? {
    guard case .map(let map) = value, let position = map.position(of: name) else { return nil }
    return Setting(map.entries[position].value, origins, at: origins.place(ofPart: position, in: place))
  }

  /// One item of a list, without making the others.
  func item(at index: Int) -> Setting? {
    guard case .list(let list) = value, index >= 0, index < list.count else { return nil }
    return Setting(list.elements[index], origins, at: origins.place(ofPart: index, in: place))
  }

  package var items: [Setting] {
    guard case .list(let list) = value else { return [] }
    var items: [Setting] = []
    items.reserveCapacity(list.count)
    var next = place + 1
    for element in list.elements {
      items.append(Setting(element, origins, at: next))
      next = origins.end(of: next)
    }
    return items
  }
}

/// Where the settings of a document came from: one record a setting, each before those of what lies in it, in the order of a
/// map's entries or of a list's items. A file of a hundred settings is one allocation, not twenty.
struct Origins: Sendable {
  private struct Record: Sendable {
    let origin: Origin
    /// Behind the records of what lies in it.
    var end: Int
  }

  private var records: [Record] = []

  init(capacity: Int) {
    records.reserveCapacity(capacity)
  }

  fileprivate subscript(place: Int) -> Origin { records[place].origin }

  fileprivate func end(of place: Int) -> Int { records[place].end }

  fileprivate func place(ofPart part: Int, in place: Int) -> Int {
    var next = place + 1
    for _ in 0..<part { next = records[next].end }
    return next
  }

  /// Adds a setting; what is added before it is closed lies in it.
  ///
  /// - Returns: its place.
  mutating func open(_ origin: Origin) -> Int {
    records.append(Record(origin: origin, end: records.count + 1))
    return records.count - 1
  }

  mutating func close(_ place: Int) { records[place].end = records.count }
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
    case .index(let index): item(at: index)
    }
  }
}
