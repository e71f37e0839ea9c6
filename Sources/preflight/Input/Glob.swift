/// Globs: a pattern in, the paths that match it out. `*` `?` `[a-z]` within a name, `**` for any number of folders.

struct Glob {
  private let components: [String]
  private let isAbsolute: Bool

  /// nil for text that is not a pattern.
  init?(_ pattern: String) {
    guard pattern.contains(where: { "*?[".contains($0) }) else { return nil }
    isAbsolute = pattern.hasPrefix("/")
    components = pattern.split(separator: "/").map(String.init).filter { $0 != "." }
  }

  /// Files that match, sorted. What cannot be listed has nothing that matches.
  func paths() -> [String] {
    var found: [String] = []
    var visited: Set<String> = []
    expand(isAbsolute ? "/" : "", components[...], &visited, &found)
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }

  private func expand(
    _ folder: String, _ components: ArraySlice<String>, _ visited: inout Set<String>,
    _ found: inout [String]
  ) {
    guard let component = components.first else { return }
    let rest = components.dropFirst()
    guard component == "**" else {
      for name in candidates(component, in: folder) {
        let path = joined(folder, name)
        if !rest.isEmpty {
          expand(path, rest, &visited, &found)
        } else if PathKind(path) == .file {
          found.append(path)
        }
      }
      return
    }
    expand(folder, rest.isEmpty ? ["*"] : rest, &visited, &found)
    for name in (try? entries(of: folder.isEmpty ? "." : folder)) ?? [] where !isPassedOver(folder: name) {
      let path = joined(folder, name)
      if case .folder(let identity) = PathKind(path), visited.insert(identity.text).inserted {
        expand(path, components, &visited, &found)
      }
    }
  }

  /// A component without wildcards is taken as it is, so that `..` works and nothing is listed in vain.
  private func candidates(_ component: String, in folder: String) -> [String] {
    guard component.contains(where: { "*?[".contains($0) }) else { return [component] }
    let names = (try? entries(of: folder.isEmpty ? "." : folder)) ?? []
    let pattern = Array(component)
    return names.filter { name in
      (!name.hasPrefix(".") || component.hasPrefix(".")) && matches(pattern[...], Array(name)[...])
    }
  }
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
