/// A folder in; the YAML files below it that the configuration does not ignore, and what could not be read, out.

struct FolderWalk {
  /// In order of their names; what only a link leads to comes last.
  private(set) var files: [(path: String, identity: FileIdentity)] = []
  private(set) var faults: [InputFault] = []
  /// Whether nothing in it looks like ours, not even what is ignored.
  var isBarren: Bool { files.isEmpty && faults.isEmpty && !passedOverSome }

  private let ignored: IgnoredPaths
  private var passedOverSome = false
  private var visited: Set<String> = []
  private var links: [(path: String, name: String)] = []

  init(_ folder: String, _ identity: FileIdentity, ignored: IgnoredPaths) {
    self.ignored = ignored
    search(folder, identity)
    // Last, so that everything goes by its own name if it has one below here.
    var next = 0
    while next < links.count {
      look(at: links[next].path, links[next].name, PathKind(links[next].path))
      next += 1
    }
  }

  private mutating func search(_ folder: String, _ identity: FileIdentity) {
    guard visited.insert(identity.text).inserted else { return }
    do throws(ReadFault) {
      for name in try entries(of: folder) {
        let path = joined(folder, name)
        if let kind = PathKind(entry: path) { look(at: path, name, kind) } else { links.append((path, name)) }
      }
    } catch {
      faults.append(.unreadable(path: folder, error))
    }
  }

  private mutating func look(at path: String, _ name: String, _ kind: PathKind) {
    switch kind {
    case .folder(let identity):
      if !isPassedOver(folder: name), !ignores(path) { search(path, identity) }
    case .file(let identity):
      if isYAML(name), !ignores(path) { files.append((path, identity)) }
    // A link that leads nowhere, or a name that is not UTF-8 and cannot be asked for: a campaign that nobody checks.
    // Hidden ones are left by editors that mark what they have open.
    case .missing(let number):
      if isYAML(name), !name.hasPrefix("."), !ignores(path) {
        faults.append(.unreadable(path: path, .system(number)))
      }
    case .special: break
    }
  }

  private mutating func ignores(_ path: String) -> Bool {
    let isIgnored = ignored.passesOver(path)
    passedOverSome = passedOverSome || isIgnored
    return isIgnored
  }
}

/// Hidden folders (`.git` among them) and other people's code.
func isPassedOver(folder name: String) -> Bool {
  name.hasPrefix(".") || name == "node_modules"
}

func isYAML(_ name: String) -> Bool {
  let name = name.lowercased()
  return name.hasSuffix(".yaml") || name.hasSuffix(".yml")
}
