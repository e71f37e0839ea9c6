/// The vocabulary a document's schema is declared in: shapes of values, fields of objects, units and ranges.
/// What enters is a declaration such as `campaignSchema`; validation, CEL types and the JSON Schema leave from it.
package import CEL
import Document

/// What a place in the document may hold.
package enum Shape: Sendable {
  case object(ObjectShape)
  indirect case list(of: Shape, atLeast: Int = 0)
  /// Keys are free, every value is a text (header fields).
  case textMap
  /// Keys are free names, each value has the same shape.
  indirect case named(Shape)
  /// A scalar, or something bigger in its place.
  indirect case either(Shape, Shape)
  /// Left to whoever reads it.
  case any
  /// Keys are port numbers.
  case portMap(of: ScalarShape)
  case scalar(ScalarShape)
}

/// A mapping with known keys. `name` is also the name of its CEL type.
package final class ObjectShape: Sendable {
  package let name: String
  package var fields: [Field] { visited.owned }
  /// Those of them that must be there.
  let required: [Field]
  private let fingerprints: [UInt64]
  private let visited: Uncounted<Field>

  package init(_ name: String, _ fields: [Field]) {
    self.name = name
    required = fields.filter(\.isRequired)
    fingerprints = fields.map(\.key.fingerprint)
    visited = Uncounted(fields)
  }

  package func field(named name: String) -> Field? {
    fields.first { $0.name == name }
  }

  /// Visits the field that a key names, found without making a text of the key.
  ///
  /// - Returns: whether there is one.
  func visitField(named key: YAMLNode, _ body: (Field) -> Void) -> Bool {
    var found: Int?
    key.readText { key in
      guard let place = fingerprints.firstIndex(of: FieldName.fingerprint(of: key)) else { return }
      if visited.visit(place, { $0.key.isText(key) }) { found = place }
    }
    guard let found else { return false }
    visited.visit(found, body)
    return true
  }

  /// Whether one of its keys holds what must not be shown.
  var holdsSecret: Bool {
    fields.contains(where: \.isSecret)
  }

  /// The keys of this object and of all objects in it.
  package var names: Set<String> {
    fields.reduce(into: []) { names, field in
      names.insert(field.name)
      if let inner = field.shape.innerObject { names.formUnion(inner.names) }
    }
  }
}

/// One key of an object, with what people and editors are told about it.
package final class Field: Sendable {
  package let key: FieldName
  package let shape: Shape
  package let isRequired: Bool
  /// One sentence, shown by `schema campaign` and on hover in editors.
  package let describe: String
  /// What holds when the key is not written, in words; nil if nothing does.
  package let defaultText: String?
  /// The field's text is expanded per recipient: `{{…}}` in it is a merge tag, not an unknown.
  package let holdsMergeTags: Bool

  package init(
    _ name: String, _ shape: Shape, required: Bool = false, default defaultText: String? = nil,
    mergeTags: Bool = false, _ describe: String
  ) {
    key = FieldName(name)
    self.shape = shape
    self.isRequired = required
    self.defaultText = defaultText
    self.holdsMergeTags = mergeTags
    self.describe = describe
  }

  package var name: String { key.text }

  /// Whether its value must not be shown.
  var isSecret: Bool { if case .scalar(let scalar) = shape { scalar.isSecret } else { false } }
}

/// How the text of a scalar is read. The schema decides, never YAML's guess: `"587"` is a port, `no` is false.
package enum ScalarShape: Sendable {
  case text
  /// Text that is never shown: masked in every report, opaque to rules.
  case secret
  case boolean
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  /// A time with a unit (`500ms`, `10s`, `2m`, `1h30m`, `1d`), in seconds.
  case duration(seconds: ClosedRange<Double>)
  /// A number of bytes, with or without a unit (`120KB`, `10MiB`, `4096`).
  case size(bytes: ClosedRange<Int>)
  case choice([Choice])

  var isSecret: Bool { if case .secret = self { true } else { false } }
}

/// One allowed word of a choice, and other programs' spellings that lead a reader to it.
package struct Choice: Sendable, Hashable {
  package let value: String
  package let describe: String
  /// Spellings seen elsewhere; an error about one of them suggests `value`. Several choices may share one.
  package let alsoKnownAs: [String]

  package init(_ value: String, _ describe: String, alsoKnownAs: [String] = []) {
    self.value = value
    self.describe = describe
    self.alsoKnownAs = alsoKnownAs
  }
}

extension [Choice] {
  /// What a word that is none of them was probably meant to be: by other programs' spelling first, by likeness second.
  func meant(by word: String) -> [Choice] {
    let lower = word.lowercased()
    let known = filter { $0.value == lower || $0.alsoKnownAs.contains(lower) }
    guard known.isEmpty else { return known }
    let closest = closestName(to: lower, among: map(\.value))
    return filter { $0.value == closest }
  }
}

extension Shape {
  /// The object behind lists and maps, if there is one.
  package var innerObject: ObjectShape? {
    switch self {
    case .object(let object): object
    case .list(let element, _), .named(let element): element.innerObject
    case .textMap, .portMap, .scalar, .either, .any: nil
    }
  }
}
