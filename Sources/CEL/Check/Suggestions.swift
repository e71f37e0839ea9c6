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

  /// The name with the fewest slips between, if they are few for its length.
  func nearest(to text: String, among names: [String]) -> String? {
    guard text.utf8.count <= 64 else { return nil }
    let wanted = Array(text.utf8)
    var best: (name: String, distance: Int)?
    for name in names where name.utf8.count <= 64 {
      let distance = editDistance(wanted, Array(name.utf8))
      if distance <= max(1, wanted.count / 3), distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// What other languages call `true`, `false` and `null`.
  private static let literals = [
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

/// Insertions, deletions, replacements and swaps of neighbours; letters that differ in case alone are near for free.
private func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
  if abs(first.count - second.count) > 8 { return .max }
  var beforeLast = [Int](repeating: 0, count: second.count + 1)
  var last = Array(0...second.count)
  for row in 0..<first.count {
    var current = [row + 1] + [Int](repeating: 0, count: second.count)
    for column in 0..<second.count {
      let isSame = first[row] | 0x20 == second[column] | 0x20
      current[column + 1] = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        current[column + 1] = min(current[column + 1], beforeLast[column - 1] + 1)
      }
    }
    beforeLast = last
    last = current
  }
  return last[second.count]
}
