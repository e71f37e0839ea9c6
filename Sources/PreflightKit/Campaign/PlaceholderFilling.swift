/// What a placeholder comes to: the variables in; a text, and which variables and defaults it is made of, out.

extension Placeholder {
  struct Part {
    var text: String
    var fromVariables: [String] = []
    var fromDefaults: [String] = []
  }

  /// Defaults within defaults: of more nobody could say what they come to.
  static let deepest = 8

  /// What it comes to; nil where that is not known.
  func filled(with variables: [String: String], depth: Int = 0) -> Part? {
    let value = variables[name]
    if let value, let replacement {
      return Part(text: takesEmptyForUnset && value.isEmpty ? "" : replacement, fromVariables: [name])
    }
    if let value, !(takesEmptyForUnset && value.isEmpty) { return Part(text: value, fromVariables: [name]) }
    guard let fallback, !fallback.isEmpty, depth < Self.deepest else { return nil }
    let inner = Interpolation(fallback)
    guard inner.placeholders.count == 1, inner.placeholders[0].range == 0..<fallback.utf8.count else {
      return inner.placeholders.isEmpty ? Part(text: fallback, fromDefaults: [name]) : nil
    }
    var part = inner.placeholders[0].filled(with: variables, depth: depth + 1)
    part?.fromDefaults.append(name)
    return part
  }
}
