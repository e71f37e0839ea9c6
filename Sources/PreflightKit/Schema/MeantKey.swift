/// What an unknown key was probably meant to be: the key with its value, and the object it stands in, in; one of our keys
/// out. First by how other programs spell ours, which rules/words/keys.dat says, then by likeness.
import Document

struct MeantKey {
  /// The key, or the way to it below the object: `auth.username`, `transports[].host`.
  let path: String
  /// The field of the object in which the path begins.
  let first: Field
  /// The field that is meant.
  let last: Field

  init?(_ entry: YAMLEntry, in object: ObjectShape) {
    let name = entry.key.text
    let isScalar = entry.value.kind == .scalar
    if let path = foreignPath(folded(name), in: object), let meant = Self(path, in: object),
      // `timeout: {connect: 10s}` is no `timeouts.connect`.
      isScalar || !meant.last.isScalar
    {
      self = meant
    } else if let path = closestName(to: name, among: object.fields.map(\.name)),
      let meant = Self(path, in: object)
    {
      self = meant
    } else {
      return nil
    }
  }

  private init?(_ path: String, in object: ObjectShape) {
    guard let fields = object.fields(along: path), let first = fields.first, let last = fields.last else {
      return nil
    }
    self.path = path
    self.first = first
    self.last = last
  }
}

extension Field {
  fileprivate var isScalar: Bool { if case .scalar = shape { true } else { false } }
}

extension ObjectShape {
  /// The fields on the way of a path; nil where there is no such way.
  func fields(along path: String) -> [Field]? {
    var fields: [Field] = []
    var here: ObjectShape? = self
    for step in path.split(separator: ".") {
      let name = step.hasSuffix("[]") ? String(step.dropLast(2)) : String(step)
      guard let field = here?.field(named: name) else { return nil }
      fields.append(field)
      here = field.shape.innerObject
    }
    return fields
  }
}

/// The way to the key that others spell like this, with or without a word before it that says what it is all about.
private func foreignPath(_ folded: String, in object: ObjectShape) -> String? {
  guard let known = spellings.keys[object.name] else { return nil }
  if let path = known[folded] { return path }
  for prefix in spellings.prefixes where folded.hasPrefix(prefix) {
    let rest = String(folded.dropFirst(prefix.count))
    if let path = known[rest] ?? object.field(named: rest)?.name { return path }
  }
  return nil
}

/// What rules/words/keys.dat says.
private struct Spellings {
  /// By object, our keys by what others call them.
  private(set) var keys: [String: [String: String]] = [:]
  private(set) var prefixes: [String] = []

  init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      if words.first == "before" {
        prefixes += words.dropFirst()
      } else if words.count > 2 {
        for spelling in words[2...] { keys[words[0], default: [:]][spelling] = words[1] }
      }
    }
  }
}

/// Read when the first unknown key is seen.
private let spellings = Spellings(EmbeddedRules.text(of: "words/keys.dat") ?? "")

/// `Reply-To`, `replyTo` and `reply_to` are one spelling.
private func folded(_ name: String) -> String {
  String(name.prefix(64).lowercased().filter { $0 != "-" && $0 != "_" })
}
