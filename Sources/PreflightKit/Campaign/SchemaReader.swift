/// Reads a document by a schema: a YAML tree and a shape in; settings, faults and the places of secrets out.
import CEL
package import Document

package struct SchemaReader {
  /// A list longer than this is cut; the rest is reported, not judged.
  static let longestList = 1_000

  private let variables: [String: String]
  /// Off for rule files: their `{{…}}` and `${…}` belong to the texts and examples.
  private let fillsPlaceholders: Bool
  private var checksRequired = true
  private var notes = SchemaNotes()
  private var origins = Origins(capacity: 0)

  package var faults: [SchemaFault] { notes.faults }
  /// The places of values that must not be shown.
  package var secrets: [TextRange] { notes.secrets }
  /// Placeholders that nothing resolves, by the path of the setting they leave unknown.
  package var unknowns: [String: UnknownSetting] { notes.unknowns }
  /// Secrets that came from variables.
  package var handedIn: Set<String> { notes.handedIn }

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
    origins = Origins(capacity: 64)
    let value =
      object(root, shape, key: nil)
      ?? put(.map(MapValue(fields: [])), Origin(range: root.range))
    return Setting(value, origins)
  }

  /// Notes where a setting that holds no others came from.
  private mutating func put(_ value: consuming Value, _ origin: Origin) -> Value {
    _ = origins.open(origin)
    return value
  }

  private mutating func wrongType(
    _ node: YAMLNode, _ expected: SchemaFault.Expectation, key: TextRange?
  ) -> Value {
    put(notes.wrongType(node, expected, key: key), Origin(of: node, key: key))
  }

  private mutating func read(_ node: YAMLNode, _ shape: Shape, mergeTags: Bool, key: TextRange?) -> Value? {
    switch shape {
    case .object(let object): self.object(node, object, key: key)
    case .list(let element, _): list(node, of: element, key: key)
    case .textMap: named(node, of: .scalar(.text), mergeTags: true, key: key)
    case .named(let element): named(node, of: element, mergeTags: false, key: key)
    case .either(let plain, let rich):
      read(node, node.kind == .scalar ? plain : rich, mergeTags: mergeTags, key: key)
    case .any: put(.null, Origin(of: node, key: key))
    case .portMap(let state): portMap(node, of: state, key: key)
    case .scalar(let scalar): self.scalar(node, scalar, mergeTags: mergeTags, key: key)
    }
  }

  /// nil when nothing is there; a mapping without entries and a key without a value are both "not written".
  private mutating func object(_ node: YAMLNode, _ shape: ObjectShape, key: TextRange?) -> Value? {
    guard node.kind == .mapping else {
      // Whatever stands where a password belongs may be one.
      if shape.holdsSecret, !node.isNull { notes.hide(node) }
      let fitting = node.kind == .scalar && !shape.holdsSecret ? shape.entries(for: node.text) : []
      return node.isNull && key != nil ? nil : wrongType(node, .mapping(fitting: fitting), key: key)
    }
    let origin = Origin(of: node, key: key)
    let place = origins.open(origin)
    var fields = MapValue.Fields(capacity: node.count)
    var meant: [Field] = []
    node.visitEntries { entry in
      let isKnown = shape.visitField(named: entry.key) { field in
        if let value = below(
          .field(.passUnretained(field)),
          { $0.read(entry.value, field.shape, mergeTags: field.holdsMergeTags, key: entry.key.range) })
        {
          fields.add(field.key, value)
        }
      }
      guard !isKnown, !entry.key.text.hasPrefix("x-") else { return }
      if let field = notes.unknownKey(entry, in: shape) { meant.append(field) }
    }
    // A misspelt key is there, only not known: the rules must not report it as missing once more.
    for field in meant where fields[field.key] == nil {
      fields.add(field.key, put(notes.unknown(field), origin))
    }
    for field in shape.required where checksRequired && fields[field.key]?.isEnough(for: field) != true {
      fields.add(field.key, put(notes.missing(field, of: shape, in: node, key: key), origin))
    }
    origins.close(place)
    return .map(MapValue(fields))
  }

  private mutating func list(_ node: YAMLNode, of element: Shape, key: TextRange?) -> Value? {
    guard node.kind == .sequence else {
      return node.isNull ? nil : wrongType(node, .list(ofMappings: element.isObject), key: key)
    }
    if node.count > Self.longestList {
      notes.add(.tooMany(count: node.count, limit: Self.longestList), key ?? node.range, node.definition)
    }
    let place = origins.open(Origin(of: node, key: key))
    let (items, count) = (node.items, min(node.count, Self.longestList))
    var values: [Value] = []
    values.reserveCapacity(count)
    for index in 0..<count {
      let item = items[index]
      let value = below(.index(index)) {
        $0.read(item, element, mergeTags: false, key: nil)
          ?? $0.wrongType(item, element.expectation, key: nil)
      }
      values.append(value)
    }
    origins.close(place)
    return .list(values)
  }

  /// A mapping whose keys are free.
  private mutating func named(
    _ node: YAMLNode, of element: Shape, mergeTags: Bool, key: TextRange?
  ) -> Value? {
    guard node.kind == .mapping else {
      return node.isNull ? nil : wrongType(node, .mapping(fitting: []), key: key)
    }
    let place = origins.open(Origin(of: node, key: key))
    let entries = node.entries
    var fields = MapValue.Fields(capacity: entries.count)
    for entry in entries {
      let name = entry.key.text
      if let value = below(
        .key(name), { $0.read(entry.value, element, mergeTags: mergeTags, key: entry.key.range) })
      {
        fields.add(FieldName(name), value)
      }
    }
    origins.close(place)
    return .map(MapValue(fields))
  }

  private mutating func portMap(_ node: YAMLNode, of state: ScalarShape, key: TextRange?) -> Value? {
    guard node.kind == .mapping else { return wrongType(node, .mapping(fitting: []), key: key) }
    let place = origins.open(Origin(of: node, key: key))
    var rows: [MapValue.Entry] = []
    for entry in node.entries {
      let name = entry.key.text
      guard let port = Int64(name) else {
        below(.key(name)) {
          $0.notes.add(.wrongType(expected: .integer, found: .scalar(name)), entry.key.range, nil)
        }
        continue
      }
      if let value = below(
        .key(name), { $0.scalar(entry.value, state, mergeTags: false, key: entry.key.range) })
      {
        rows.append((.int(port), value))
      }
    }
    origins.close(place)
    return .map(MapValue(entries: rows))
  }

  private mutating func scalar(
    _ node: YAMLNode, _ shape: ScalarShape, mergeTags: Bool, key: TextRange?
  ) -> Value? {
    guard node.kind == .scalar, !node.isNull else {
      if shape.isSecret { notes.hide(node) }
      return wrongType(node, shape.expectation, key: key)
    }
    var mayHoldPlaceholder = false
    if fillsPlaceholders { node.readText { mayHoldPlaceholder = Interpolation.mayHoldPlaceholder($0) } }
    guard mayHoldPlaceholder else {
      // Most settings.
      if case .text = shape { return put(.string(node.text), Origin(of: node, key: key)) }
      if shape.isSecret, fillsPlaceholders { notes.hide(node) }
      return known(node.text, node, shape, key: key, source: .written)
    }
    switch Interpolation(node.text, mergeTags: mergeTags).filled(with: variables) {
    case .unknown(let unfilled):
      let range = node.sourceRange(ofText: unfilled.placeholders[0].range)
      let unknown = UnknownSetting(variables: unfilled.placeholders.map(\.name), range: range)
      return put(notes.unknown(unknown, known(of: unfilled, shape)), Origin(of: node, key: key))
    case .literal(let text):
      if shape.isSecret { notes.hide(node) }
      return known(text, node, shape, key: key, source: .written)
    case .filled(let text, let names, let defaulted):
      if shape.isSecret, !defaulted.isEmpty { notes.hide(node) }
      if !names.isEmpty { notes.hide(text, ofSecret: shape.isSecret, names, variables) }
      let source: Origin.Source = names.isEmpty ? .defaults(defaulted) : .variables(names)
      return known(text, node, shape, key: key, source: source)
    }
  }

  /// What is known of a text whose other parts are not. Of a secret that is nobody's business.
  private mutating func known(of unfilled: Interpolation.Unfilled, _ shape: ScalarShape) -> PartialText? {
    guard case .text = shape, let text = PartialText(unfilled.pieces) else { return nil }
    let names = unfilled.fromVariables
    // A password is found by what stands around it; any word may stand in a gap.
    if !names.isEmpty { notes.hide(text.pieces.joined(separator: "x"), ofSecret: false, names, variables) }
    return text
  }

  private mutating func known(
    _ text: String, _ node: YAMLNode, _ shape: ScalarShape, key: TextRange?, source: Origin.Source
  ) -> Value {
    let origin = Origin(of: node, key: key, source: source)
    do throws(SchemaFault.Kind) {
      let value = try shape.read(text)
      return put(shape.isSecret ? .secret(text, isWritten: source.isWritten) : value, origin)
    } catch {
      notes.add(error, node.range, node.definition)
      return put(notes.unknown(), origin)
    }
  }
}

extension SchemaReader {
  /// Reads what lies one step further down.
  private mutating func below<Result>(_ step: ReadStep, _ read: (inout SchemaReader) -> Result) -> Result {
    notes.enter(step)
    defer { notes.leave() }
    return read(&self)
  }
}

extension Value {
  /// A list that is too short is as good as none: a campaign without a transport has no way out.
  fileprivate func isEnough(for field: Field) -> Bool {
    guard case .list(let list) = self, case .list(_, let least) = field.shape else { return true }
    return list.count >= least
  }
}
