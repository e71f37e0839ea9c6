/// What comes out of reading a document beside its settings: nodes that do not fit the schema in; faults, the places of
/// secrets, and unknown values in the place of what does not fit out.
import CEL
package import Document

/// A setting whose value is not known here, and why.
package struct UnknownSetting: Sendable, Hashable {
  package let variables: [String]
  /// Where the placeholders stand.
  package let range: TextRange
}

/// A step on the way to where a reader stands.
enum ReadStep {
  /// A field of a shape, which lives as long as it is read by. Not counted: there is one step for every setting.
  case field(Unmanaged<Field>)
  /// A key that is free.
  case key(String)
  case index(Int)

  fileprivate var inPath: PathStep {
    switch self {
    case .field(let field): .key(field._withUnsafeGuaranteedRef(\.name))
    case .key(let name): .key(name)
    case .index(let index): .index(index)
    }
  }
}

struct SchemaNotes {
  private(set) var faults: [SchemaFault] = []
  private(set) var secrets: [TextRange] = []
  private(set) var unknowns: [String: UnknownSetting] = [:]
  /// Secrets that came from variables; the file does not hold them.
  private(set) var handedIn: Set<String> = []
  /// Where the reader stands: one stack for the whole walk. A path is made of it only for what is worth a note.
  private var here: [ReadStep] = []

  mutating func enter(_ step: ReadStep) { here.append(step) }

  mutating func leave() { here.removeLast() }

  private var path: NodePath { NodePath(here.map(\.inPath)) }

  mutating func add(_ kind: SchemaFault.Kind, _ range: TextRange, _ definition: TextRange?) {
    faults.append(SchemaFault(kind: kind, path: path, range: range, definition: definition))
  }

  /// Keeps a value from being shown.
  mutating func hide(_ node: YAMLNode) {
    secrets.append(node.definition ?? node.range)
  }

  /// Keeps what variables brought from being shown, as far as it is secret: by where it stands, by the variable's name,
  /// or as the password in a URL.
  mutating func hide(_ text: String, ofSecret: Bool, _ names: [String], _ variables: [String: String]) {
    for name in names where ofSecret || speaksOfSecret(name) { handedIn.insert(variables[name] ?? "") }
    handedIn.formUnion(SecretSuspects.texts(in: text))
  }

  /// The value in the place of one that is not known; rules that need it are silent, for it has its finding already.
  func unknown() -> Value {
    .unknown(path: path.description)
  }

  /// The value in the place of one that depends on the environment.
  ///
  /// - Parameter text: what is known of it all the same.
  mutating func unknown(_ setting: UnknownSetting, _ text: PartialText?) -> Value {
    let path = path.description
    unknowns[path] = setting
    return .unknown(Unknown(path, text: text))
  }

  /// A field in the place of a key that is there, but misspelt.
  mutating func unknown(_ field: Field) -> Value {
    enter(.key(field.name))
    defer { leave() }
    return unknown()
  }

  mutating func wrongType(
    _ node: YAMLNode, _ expected: SchemaFault.Expectation, key: TextRange?
  ) -> Value {
    let found: SchemaFault.Found
    switch node.kind {
    case .mapping: found = .mapping
    case .sequence: found = .list
    case .scalar: found = node.isNull ? .nothing : .scalar(node.text)
    }
    let place = node.isNull ? (key ?? node.range) : node.range
    // An alias that leads nowhere has its finding already.
    if !node.isUnresolved { add(.wrongType(expected: expected, found: found), place, node.definition) }
    return unknown()
  }

  /// A key that must be there and is not: it gets its finding, and the rules see a value that is not known.
  mutating func missing(_ field: Field, of shape: ObjectShape, in node: YAMLNode, key: TextRange?) -> Value {
    let written = node.entry(for: field.name)?.key.range
    let kind: SchemaFault.Kind =
      written == nil ? .missingKey(field.name, object: shape.name) : .emptyKey(field.name)
    enter(.key(field.name))
    defer { leave() }
    add(kind, written ?? key ?? node.range, node.definition)
    return unknown()
  }

  /// Returns the field of the object that was probably meant.
  mutating func unknownKey(_ entry: YAMLEntry, in shape: ObjectShape) -> Field? {
    let name = entry.key.text
    // In a flood of unknown keys none was a slip.
    let isSlip = faults.count < 500
    let meant = isSlip ? MeantKey(entry, in: shape) : nil
    let home = isSlip && meant == nil ? home(of: name, foundIn: shape) : nil
    // What stands beside a password under a name that nobody knows may be one.
    if meant?.last.isSecret ?? shape.holdsSecret {
      hide(entry.value)
      // In `{password: a,b}` the rest of the password reads as a key.
      if meant == nil, entry.value.isNull { secrets.append(entry.key.definition ?? entry.key.range) }
    }
    let suggestion = meant.map { .key($0.path) } ?? home.map(SchemaFault.Suggestion.elsewhere)
    enter(.key(name))
    defer { leave() }
    add(.unknownKey(name, suggestion: suggestion, object: shape.name), entry.key.range, entry.key.definition)
    return meant?.first
  }
}

extension Origin {
  init(of node: YAMLNode, key: TextRange?, source: Source = .written) {
    self.init(range: node.range, key: key, definition: node.definition, source: source)
  }
}

extension Shape {
  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  var expectation: SchemaFault.Expectation {
    switch self {
    case .object, .textMap, .portMap, .named, .any: .mapping(fitting: [])
    case .list(let element, _): .list(ofMappings: element.isObject)
    case .scalar(let scalar): scalar.expectation
    case .either(let plain, _): plain.expectation
    }
  }
}
