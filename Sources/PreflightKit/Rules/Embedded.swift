/// The shape of what embed-rules writes: every file under rules/, and the parts of it that a start-up needs.

struct EmbeddedFile: Sendable {
  /// Below rules/, such as `checks/port/missing.yaml`.
  let path: String
  let text: String
}

struct EmbeddedRule: Sendable {
  let path: String
  let aliases: [String]
  let logic: RuleLogic
}

struct EmbeddedProvider: Sendable {
  let path: String
  let id: String
  let hosts: [String]
}

extension EmbeddedRules {
  /// The text of a file under rules/; files are sorted by path.
  static func text(of path: String) -> String? {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    guard low < files.count, files[low].path == path else { return nil }
    return files[low].text
  }
}
