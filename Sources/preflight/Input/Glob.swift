/// Globs: a pattern in, the paths that match it, whatever is there, out. `*` `?` `[a-z]` within a name, `**` for any number of folders.

struct Glob {
  private let components: [String]
  private let isAbsolute: Bool

  /// nil for text that is not a pattern.
  init?(_ pattern: String) {
    guard holdsWildcard(pattern) else { return nil }
    isAbsolute = pattern.hasPrefix("/")
    components = pattern.split(separator: "/").map(String.init).filter { $0 != "." }
  }

  /// What a pattern leads to.
  struct Match {
    /// Files, folders and links that lead nowhere, sorted.
    var paths: [String] = []
    /// Folders on the way that are there and cannot be listed.
    var unlisted: [(folder: String, fault: ReadFault)] = []
    fileprivate var visited: Set<String> = []
  }

  func match() -> Match {
    var match = Match()
    expand(isAbsolute ? "/" : "", components[...], &match)
    var seen: Set<String> = []
    match.paths = match.paths.filter { seen.insert($0).inserted }
    return match
  }

  private func expand(_ folder: String, _ components: ArraySlice<String>, _ match: inout Match) {
    guard let component = components.first else { return }
    let rest = components.dropFirst()
    guard component == "**" else {
      for name in candidates(component, in: folder, &match) {
        let path = joined(folder, name)
        if !rest.isEmpty {
          expand(path, rest, &match)
        } else if holdsWildcard(component) || isThere(path) {
          match.paths.append(path)
        }
      }
      return
    }
    if rest.isEmpty { match.paths += files(in: folder, &match) } else { expand(folder, rest, &match) }
    for name in names(in: folder, &match) where !isPassedOver(folder: name) {
      let path = joined(folder, name)
      if case .folder(let identity) = PathKind(path), match.visited.insert(identity.text).inserted {
        expand(path, components, &match)
      }
    }
  }

  /// A component without wildcards is taken as it is, so that `..` works and nothing is listed in vain.
  private func candidates(_ component: String, in folder: String, _ match: inout Match) -> [String] {
    guard holdsWildcard(component) else { return [component] }
    let pattern = Array(component)
    return names(in: folder, &match).filter { name in
      (!name.hasPrefix(".") || component.hasPrefix(".")) && matches(pattern[...], Array(name)[...])
    }
  }

  /// All that stands in a folder and is none: `**` itself goes into those.
  private func files(in folder: String, _ match: inout Match) -> [String] {
    names(in: folder, &match).filter { !$0.hasPrefix(".") }.map { joined(folder, $0) }
      .filter { if case .folder = PathKind($0) { false } else { true } }
  }

  /// A folder that is not there has nothing that matches; one that cannot be read may have.
  private func names(in folder: String, _ match: inout Match) -> [String] {
    let folder = folder.isEmpty ? "." : folder
    do throws(ReadFault) {
      return try entries(of: folder)
    } catch {
      let isThere = if case .folder = PathKind(folder) { true } else { false }
      if isThere, !match.unlisted.contains(where: { $0.folder == folder }) {
        match.unlisted.append((folder, error))
      }
      return []
    }
  }
}

private func holdsWildcard(_ text: String) -> Bool {
  text.contains { "*?[".contains($0) }
}

/// Whether a name matches a pattern without slashes. Linear for one star, and never worse than the product of lengths.
func matches(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
  var pattern = pattern
  var name = name
  var retry: (pattern: ArraySlice<Character>, name: ArraySlice<Character>)?
  while true {
    if pattern.first == "*" {
      pattern = pattern.dropFirst()
      retry = (pattern, name)
    } else if let first = name.first, let rest = step(pattern, first) {
      pattern = rest
      name = name.dropFirst()
    } else if name.isEmpty, pattern.isEmpty {
      return true
    } else if let (afterStar, at) = retry, !at.isEmpty {
      (pattern, name) = (afterStar, at.dropFirst())
      retry = (afterStar, name)
    } else {
      return false
    }
  }
}

/// The pattern behind its first element if that element takes the character.
private func step(_ pattern: ArraySlice<Character>, _ character: Character) -> ArraySlice<Character>? {
  guard let first = pattern.first else { return nil }
  if first == "[", let (takes, rest) = bracket(pattern.dropFirst(), character) { return takes ? rest : nil }
  return first == "?" || first == character ? pattern.dropFirst() : nil
}

/// `[abc]`, `[a-z]`, `[!a]`; nil if the bracket is never closed.
private func bracket(
  _ pattern: ArraySlice<Character>, _ character: Character
) -> (takes: Bool, rest: ArraySlice<Character>)? {
  var rest = pattern
  let isNegated = rest.first == "!" || rest.first == "^"
  if isNegated { rest = rest.dropFirst() }
  var takes = false
  var isFirst = true
  while let first = rest.popFirst() {
    if first == "]", !isFirst { return (takes != isNegated, rest) }
    isFirst = false
    if rest.first == "-", let last = rest.dropFirst().first, last != "]" {
      takes = takes || (first <= last && (first...last).contains(character))
      rest = rest.dropFirst(2)
    } else {
      takes = takes || first == character
    }
  }
  return nil
}
