/// Reads a document by a schema: a YAML tree and a shape in; settings, faults and the places of secrets out.
import CEL
package import Document

/// A setting whose value is not known here, and why.
package struct UnknownSetting: Sendable, Hashable {
  package let variables: [String]
  /// Where the placeholders stand.
  package let range: TextRange
}

package struct SchemaReader {
  /// A list longer than this is cut; the rest is reported, not judged.
  static let longestList = 1_000

  private let variables: [String: String]
  /// Off for rule files: their `{{…}}` and `${…}` belong to the texts and examples.
  private let fillsPlaceholders: Bool
  package private(set) var faults: [SchemaFault] = []
  /// The places of values that must not be shown.
  package private(set) var secrets: [TextRange] = []
  /// Placeholders that nothing resolves, by the path of the setting they leave unknown.
  package private(set) var unknowns: [String: UnknownSetting] = [:]
  private var checksRequired = true
  /// Where the reader stands: one stack for the whole walk. A path is made of it only for what is worth a note.
  private var here: [PathStep] = []

  /// For campaigns, whose scalars may hold placeholders.
  package init(variables: [String: String]) {
    self.variables = variables
    fillsPlaceholders = true
  }

  /// For files whose texts are taken as they are.
  package init() {
    variables = [:]
    fillsPlaceholders = false
  }

  /// - Parameter complete: whether required keys must be there; examples inside rules are partial.
  package mutating func read(_ root: YAMLNode, as shape: ObjectShape, complete: Bool = true) -> Setting {
    checksRequired = complete
    return object(root, shape, key: nil)
      ?? Setting(Setting.Members(capacity: 0), origin: Origin(range: root.range))
  }

  private mutating func setting(_ entry: YAMLEntry, _ field: Field) -> Setting? {
    read(entry.value, field.shape, mergeTags: field.holdsMergeTags, key: entry.key.range)
  }

  private mutating func read(
    _ node: YAMLNode, _ shape: Shape, mergeTags: Bool, key: TextRange?
  ) -> Setting? {
    switch shape {
    case .object(let object): self.object(node, object, key: key)
    case .list(let element, _): list(node, of: element, key: key)
    case .textMap: textMap(node, key: key)
    case .named(let element): named(node, of: element, key: key)
    case .either(let plain, let rich):
      read(
        node, node.kind == .scalar ? plain : rich, mergeTags: mergeTags, key: key)
    case .any: Setting(.null, origin: origin(of: node, key: key))
    case .portMap(let state): portMap(node, of: state, key: key)
    case .scalar(let scalar): self.scalar(node, scalar, mergeTags: mergeTags, key: key)
    }
  }

  /// nil when nothing is there; a mapping without entries and a key without a value are both "not written".
  private mutating func object(_ node: YAMLNode, _ shape: ObjectShape, key: TextRange?) -> Setting? {
    guard node.kind == .mapping else {
      // Whatever stands where a password belongs may be one.
      if shape.holdsSecret, !node.isNull { secrets.append(node.definition ?? node.range) }
      let fitting = node.kind == .scalar && !shape.holdsSecret ? shape.entry(for: node.text) : nil
      return node.isNull && key != nil ? nil : wrongType(node, .mapping(fitting: fitting), key: key)
    }
    let entries = node.entries
    var members = Setting.Members(capacity: entries.count)
    var meant: [Field] = []
    for entry in entries {
      if let field = shape.field(named: entry.key) {
        if let setting = below(.key(field.name), { $0.setting(entry, field) }) {
          members.add(field.key, setting)
        }
      } else if !entry.key.text.hasPrefix("x-") {
        if let field = unknownKey(entry, in: shape) { meant.append(field) }
      }
    }
    // A misspelt key is there, only not known: the rules must not report it as missing once more.
    for field in meant where members[field.key] == nil {
      let value = below(.key(field.name)) { $0.unknown() }
      members.add(field.key, Setting(value, origin: origin(of: node, key: key)))
    }
    for field in shape.required where checksRequired && members[field.key]?.isEnough(for: field) != true {
      members.add(field.key, missing(field, of: shape, in: node, key: key))
    }
    return Setting(members, origin: origin(of: node, key: key))
  }

  private mutating func list(_ node: YAMLNode, of element: Shape, key: TextRange?) -> Setting? {
    guard node.kind == .sequence else {
      return node.isNull ? nil : wrongType(node, .list(ofMappings: element.isObject), key: key)
    }
    if node.count > Self.longestList {
      note(.tooMany(count: node.count, limit: Self.longestList), key ?? node.range, node.definition)
    }
    var items: [Setting] = []
    items.reserveCapacity(min(node.count, Self.longestList))
    for index in 0..<min(node.count, Self.longestList) {
      let item = node[index]
      let setting = below(.index(index)) {
        $0.read(item, element, mergeTags: false, key: nil)
          ?? $0.wrongType(item, element.expectation, key: nil)
      }
      items.append(setting)
    }
    return Setting(items: items, origin: origin(of: node, key: key))
  }

  private mutating func textMap(_ node: YAMLNode, key: TextRange?) -> Setting? {
    guard node.kind == .mapping else {
      return node.isNull ? nil : wrongType(node, .mapping(fitting: nil), key: key)
    }
    let entries = node.entries
    var members = Setting.Members(capacity: entries.count)
    for entry in entries {
      let name = entry.key.text
      if let setting = below(
        .key(name), { $0.scalar(entry.value, .text, mergeTags: true, key: entry.key.range) })
      {
        members.add(FieldName(name), setting)
      }
    }
    return Setting(members, origin: origin(of: node, key: key))
  }

  private mutating func named(_ node: YAMLNode, of element: Shape, key: TextRange?) -> Setting? {
    guard node.kind == .mapping else {
      return node.isNull ? nil : wrongType(node, .mapping(fitting: nil), key: key)
    }
    let entries = node.entries
    var members = Setting.Members(capacity: entries.count)
    for entry in entries {
      let name = entry.key.text
      if let setting = below(
        .key(name), { $0.read(entry.value, element, mergeTags: false, key: entry.key.range) })
      {
        members.add(FieldName(name), setting)
      }
    }
    return Setting(members, origin: origin(of: node, key: key))
  }

  private mutating func portMap(
    _ node: YAMLNode, of state: ScalarShape, key: TextRange?
  ) -> Setting? {
    guard node.kind == .mapping else { return wrongType(node, .mapping(fitting: nil), key: key) }
    var rows: [(key: Int64, setting: Setting)] = []
    for entry in node.entries {
      let name = entry.key.text
      guard let port = Int64(name) else {
        below(.key(name)) {
          $0.note(.wrongType(expected: .integer, found: .scalar(name)), entry.key.range, nil)
        }
        continue
      }
      if let setting = below(
        .key(name), { $0.scalar(entry.value, state, mergeTags: false, key: entry.key.range) })
      {
        rows.append((port, setting))
      }
    }
    return Setting(rows: rows, origin: origin(of: node, key: key))
  }

  private mutating func scalar(
    _ node: YAMLNode, _ shape: ScalarShape, mergeTags: Bool, key: TextRange?
  ) -> Setting? {
    guard node.kind == .scalar, !node.isNull else {
      if case .secret = shape { secrets.append(node.definition ?? node.range) }
      return wrongType(node, shape.expectation, key: key)
    }
    guard fillsPlaceholders else { return known(node.text, node, shape, key: key, source: .written) }
    let interpolation = Interpolation(node.text, mergeTags: mergeTags)
    switch interpolation.filled(with: variables) {
    case .unknown(let placeholders):
      let range = node.sourceRange(ofText: placeholders[0].range)
      let path = NodePath(here).description
      unknowns[path] = UnknownSetting(variables: placeholders.map(\.name), range: range)
      return Setting(.unknown(path: path), origin: origin(of: node, key: key))
    case .literal(let text):
      if case .secret = shape { secrets.append(node.definition ?? node.range) }
      return known(text, node, shape, key: key, source: .written)
    case .filled(let text, let names, let defaulted):
      if case .secret = shape, !defaulted.isEmpty { secrets.append(node.definition ?? node.range) }
      let source: Origin.Source = names.isEmpty ? .defaults(defaulted) : .variables(names)
      return known(text, node, shape, key: key, source: source)
    }
  }

  private mutating func known(
    _ text: String, _ node: YAMLNode, _ shape: ScalarShape, key: TextRange?, source: Origin.Source
  ) -> Setting {
    let origin = origin(of: node, key: key, source: source)
    switch shape.read(text) {
    case .value(let value):
      if case .secret = shape {
        return Setting(.secret(text, isWritten: source.isWritten), origin: origin)
      }
      return Setting(value, origin: origin)
    case .fault(let kind):
      note(kind, node.range, node.definition)
      return Setting(unknown(), origin: origin)
    }
  }
}

extension SchemaReader {
  /// Reads, or notes, what lies one step further down.
  private mutating func below<Result>(_ step: PathStep, _ read: (inout SchemaReader) -> Result) -> Result {
    here.append(step)
    defer { here.removeLast() }
    return read(&self)
  }

  private mutating func wrongType(
    _ node: YAMLNode, _ expected: SchemaFault.Expectation, key: TextRange?
  ) -> Setting {
    let found: SchemaFault.Found
    switch node.kind {
    case .mapping: found = .mapping
    case .sequence: found = .list
    case .scalar: found = node.isNull ? .nothing : .scalar(node.text)
    }
    let place = node.isNull ? (key ?? node.range) : node.range
    // An alias that leads nowhere has its finding already.
    if !node.isUnresolved { note(.wrongType(expected: expected, found: found), place, node.definition) }
    return Setting(unknown(), origin: origin(of: node, key: key))
  }

  /// A key that must be there and is not: it gets its finding, and the rules see a value that is not known.
  private mutating func missing(
    _ field: Field, of shape: ObjectShape, in node: YAMLNode, key: TextRange?
  ) -> Setting {
    let written = node.entry(for: field.name)?.key.range
    let kind: SchemaFault.Kind =
      written == nil ? .missingKey(field.name, object: shape.name) : .emptyKey(field.name)
    return below(.key(field.name)) {
      $0.note(kind, written ?? key ?? node.range, node.definition)
      return Setting($0.unknown(), origin: $0.origin(of: node, key: key))
    }
  }

  /// Returns the field of the object that was probably meant.
  private mutating func unknownKey(_ entry: YAMLEntry, in shape: ObjectShape) -> Field? {
    let name = entry.key.text
    // In a flood of unknown keys none was a slip.
    let isSlip = faults.count < 500
    let meant = isSlip ? MeantKey(entry, in: shape) : nil
    let home = isSlip && meant == nil ? home(of: name, foundIn: shape) : nil
    // What stands beside a password under a name that nobody knows may be one.
    if meant?.last.isSecret ?? shape.holdsSecret {
      secrets.append(entry.value.definition ?? entry.value.range)
    }
    let suggestion = meant.map { .key($0.path) } ?? home.map(SchemaFault.Suggestion.elsewhere)
    below(.key(name)) {
      $0.note(
        .unknownKey(name, suggestion: suggestion, object: shape.name), entry.key.range, entry.key.definition)
    }
    return meant?.first
  }

  private mutating func note(
    _ kind: SchemaFault.Kind, _ range: TextRange, _ definition: TextRange?
  ) {
    faults.append(SchemaFault(kind: kind, path: NodePath(here), range: range, definition: definition))
  }

  private func unknown() -> Value {
    .unknown(path: NodePath(here).description)
  }

  private func origin(of node: YAMLNode, key: TextRange?, source: Origin.Source = .written) -> Origin {
    Origin(range: node.range, key: key, definition: node.definition, source: source)
  }
}

extension Setting {
  /// A list that is too short is as good as none: a campaign without a transport has no way out.
  fileprivate func isEnough(for field: Field) -> Bool {
    guard case .list = value, case .list(_, let least) = field.shape else { return true }
    return items.count >= least
  }
}

extension Shape {
  fileprivate var isObject: Bool {
    if case .object = self { true } else { false }
  }

  fileprivate var expectation: SchemaFault.Expectation {
    switch self {
    case .object, .textMap, .portMap, .named, .any: .mapping(fitting: nil)
    case .list(let element, _): .list(ofMappings: element.isObject)
    case .scalar(let scalar): scalar.expectation
    case .either(let plain, _): plain.expectation
    }
  }
}
