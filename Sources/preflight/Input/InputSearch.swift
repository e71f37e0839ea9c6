/// What to check: paths, globs and lists in; an ordered list of inputs, and what could not be found, out.
import PreflightKit

struct Input: Sendable, Equatable {
  /// As the report names it.
  var name: String
  var origin: Origin

  enum Origin: Sendable, Equatable {
    case standardInput
    /// `isNamed`: the user wrote this very path.
    case file(isNamed: Bool)
  }
}

/// An input that was asked for and cannot be had.
enum InputFault: Equatable, CustomStringConvertible {
  case unreadable(path: String, ReadFault)
  case matchesNothing(pattern: String)

  /// What was asked for.
  var input: String {
    switch self {
    case .unreadable(let path, _): path
    case .matchesNothing(let pattern): pattern
    }
  }

  var description: String {
    switch self {
    case .unreadable(let path, let fault): "cannot read `\(path.displayable)`: \(fault)"
    case .matchesNothing(let pattern): "`\(pattern.displayable)` matches no file"
    }
  }
}

struct InputSearch {
  /// In the order in which they were named, each path once.
  private(set) var inputs: [Input] = []
  private(set) var faults: [InputFault] = []
  /// Folders in which there was no YAML file at all.
  private(set) var emptyFolders: [String] = []
  private var seen: Set<String> = []
  private var visited: Set<String> = []
  /// Those of them with a YAML file in them or below, whoever has named that before.
  private var fruitful: Set<String> = []

  /// - Parameters:
  ///   - lists: files with one path a line, or NUL between them.
  ///   - standardInputName: what `-` is called.
  init(_ paths: [String], lists: [String] = [], standardInputName: String? = nil) {
    for path in paths { add(path, standardInputName: standardInputName ?? "<stdin>") }
    for list in lists { add(list: list) }
  }

  private mutating func add(_ path: String, standardInputName: String) {
    if path == "-" {
      append(Input(name: standardInputName, origin: .standardInput))
      return
    }
    // A file whose name happens to hold a star is that file.
    if case .missing = PathKind(path), let glob = Glob(path) {
      let match = glob.match()
      for (folder, fault) in match.unlisted { faults.append(.unreadable(path: folder, fault)) }
      if match.paths.isEmpty { faults.append(.matchesNothing(pattern: path)) }
      for path in match.paths { append(Input(name: path, origin: .file(isNamed: false))) }
    } else {
      add(existing: path)
    }
  }

  private mutating func add(existing path: String) {
    switch PathKind(path) {
    case .missing(let number): faults.append(.unreadable(path: path, .system(number)))
    case .file, .special: append(Input(name: path, origin: .file(isNamed: true)))
    case .folder(let identity):
      if !search(withoutTrailingSlashes(path), identity) { emptyFolders.append(path) }
    }
  }

  private mutating func add(list: String) {
    do throws(ReadFault) {
      let bytes = try FileReader().whole(list)
      let separator: UInt8 = bytes.contains(0) ? 0 : UInt8(ascii: "\n")
      for line in bytes.split(separator: separator) {
        let path = String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        if !path.isEmpty { add(existing: path) }
      }
    } catch {
      faults.append(.unreadable(path: list, error))
    }
  }

  /// Adds the YAML files below a folder, in order of their names. Whether there is any.
  private mutating func search(_ folder: String, _ identity: FileIdentity) -> Bool {
    guard visited.insert(identity.text).inserted else { return fruitful.contains(identity.text) }
    var isFruitful = false
    do throws(ReadFault) {
      for name in try entries(of: folder) {
        let path = joined(folder, name)
        switch PathKind(path) {
        case .folder(let identity):
          if !isPassedOver(folder: name), search(path, identity) { isFruitful = true }
        case .file where isYAML(name):
          append(Input(name: path, origin: .file(isNamed: false)))
          isFruitful = true
        // A link that leads nowhere, or a name that is not UTF-8 and cannot be asked for: a campaign that nobody checks.
        // Hidden ones are left by editors that mark what they have open.
        case .missing(let number):
          if isYAML(name), !name.hasPrefix(".") { faults.append(.unreadable(path: path, .system(number))) }
        case .file, .special: break
        }
      }
    } catch {
      faults.append(.unreadable(path: folder, error))
    }
    if isFruitful { fruitful.insert(identity.text) }
    return isFruitful
  }

  private mutating func append(_ input: Input) {
    // Standard input may bear the name of a file that is checked too.
    let key = input.origin == .standardInput ? "-" : input.name
    if seen.insert(key).inserted { inputs.append(input) }
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

private func withoutTrailingSlashes(_ path: String) -> String {
  var path = path
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  return path
}
