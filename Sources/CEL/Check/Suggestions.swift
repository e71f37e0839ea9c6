/// "Did you mean": the nearest of the names that would have been right.
extension Checker {
  func suggestion(forName text: String) -> String? {
    if let known = Checker.literals[text] { return known }
    let types = environment.types.keys.sorted()
    let names = locals.map(\.name) + environment.variables.map(\.name)
    if let near = nearest(to: text, among: names) ?? nearest(to: text, among: types) { return near }
    let owners = environment.variables.filter { variable in
      guard case .object(let name) = variable.type else { return false }
      return environment.objects[name]?.field(text) != nil
    }
    return owners.count == 1 ? "\(owners[0].name).\(text)" : nil
  }

  func suggestion(forFunction text: String, isMethod: Bool) -> String? {
    if let known = Checker.functions[text] { return known }
    let macros =
      isMethod ? ["all", "exists", "exists_one", "filter", "map", "optMap", "optFlatMap"] : ["has"]
    let names = environment.functions.values.filter { function in
      function.name.utf8.first.map(Byte.isIdentifierStart) ?? false
        && function.overloads.contains { $0.isMethod == isMethod }
    }
    return nearest(to: text, among: macros + names.map(\.name).sorted())
  }

  /// The name with the fewest slips between, if they are few for its length. Capitals are no slips.
  func nearest(to text: String, among names: [String]) -> String? {
    guard text.utf8.count <= 64, issues.count < environment.limits.issues else { return nil }
    let wanted = CodePoints.lowerASCII(text)
    var best: (name: String, distance: Int)?
    for name in names where name.utf8.count <= 64 {
      let distance = editDistance(wanted, CodePoints.lowerASCII(name))
      guard distance <= max(1, wanted.utf8.count / 3), distance < best?.distance ?? .max else { continue }
      best = (name, distance)
    }
    return best?.name
  }

  /// What other languages call `true`, `false` and `null`.
  static let literals = [
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "None": "null", "nil": "null",
    "undefined": "null", "NULL": "null", "Null": "null",
  ]

  /// What other languages call our functions.
  private static let functions = [
    "not": "!", "and": "&&", "or": "||", "len": "size", "length": "size", "count": "size",
    "lower": "lowerAscii",
    "toLower": "lowerAscii", "toLowerCase": "lowerAscii", "upper": "upperAscii", "toUpper": "upperAscii",
    "toUpperCase": "upperAscii", "includes": "contains", "strip": "trim", "any": "exists", "some": "exists",
    "every": "all", "select": "map", "where": "filter", "match": "matches", "regex": "matches",
    "test": "matches",
    "substr": "substring", "str": "string", "float": "double", "defined": "has", "exist": "exists",
    "default": "orValue", "getOrElse": "orValue",
  ]
}
