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
  /// In the order in which they were named, each file once, whatever ways lead to it.
  private(set) var inputs: [Input] = []
  private(set) var faults: [InputFault] = []
  /// Folders in which there was no YAML file at all.
  private(set) var emptyFolders: [String] = []
  /// Where in `inputs` a file is, by its identity.
  private var places: [String: Int] = [:]
  private let ignored: IgnoredPaths

  /// - Parameters:
  ///   - lists: files with one path a line, or NUL between them.
  ///   - standardInputName: what `-` is called.
  ///   - ignored: what is passed over unless it is named.
  init(
    _ paths: [String], lists: [String] = [], standardInputName: String? = nil,
    ignored: IgnoredPaths = IgnoredPaths([])
  ) {
    self.ignored = ignored
    for path in paths { add(path, standardInputName: standardInputName ?? "<stdin>") }
    for list in lists { add(list: list) }
  }

  private mutating func add(_ path: String, standardInputName: String) {
    if path == "-" {
      // Standard input may bear the name of a file that is checked too.
      append(Input(name: standardInputName, origin: .standardInput), identity: "-")
    } else if let glob = Glob(path) {
      add(glob.match(), of: path)
    } else {
      add(existing: path, isNamed: true)
    }
  }

  private mutating func add(_ match: Glob.Match, of pattern: String) {
    for (folder, fault) in match.unlisted { note(.unreadable(path: folder, fault)) }
    // A file whose name happens to hold a star is meant too.
    let isName = isThere(pattern)
    if isName { add(existing: pattern, isNamed: true) }
    if match.paths.isEmpty, !isName { note(.matchesNothing(pattern: pattern)) }
    for path in match.paths where !ignored.passesOver(path) { add(existing: path, isNamed: false) }
  }

  private mutating func add(existing path: String, isNamed: Bool) {
    switch PathKind(path) {
    case .missing(let number): note(.unreadable(path: path, .system(number)))
    case .file(let identity), .special(let identity):
      append(Input(name: path, origin: .file(isNamed: isNamed)), identity: identity.text)
    case .folder(let identity):
      let walk = FolderWalk(withoutTrailingSlashes(path), identity, ignored: ignored)
      for file in walk.files {
        append(Input(name: file.path, origin: .file(isNamed: false)), identity: file.identity.text)
      }
      for fault in walk.faults { note(fault) }
      if walk.isBarren, !emptyFolders.contains(path) { emptyFolders.append(path) }
    }
  }

  private mutating func add(list: String) {
    do throws(ReadFault) {
      let bytes = try FileReader().whole(list)
      let separator: UInt8 = bytes.contains(0) ? 0 : UInt8(ascii: "\n")
      for line in bytes.split(separator: separator) {
        let path = String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        if !path.isEmpty { add(existing: path, isNamed: true) }
      }
    } catch {
      note(.unreadable(path: list, error))
    }
  }

  /// A file that a search came upon before it was named is called as it was named.
  private mutating func append(_ input: Input, identity: String) {
    if let place = places[identity] {
      if inputs[place].origin == .file(isNamed: false) { inputs[place] = input }
    } else {
      places[identity] = inputs.count
      inputs.append(input)
    }
  }

  private mutating func note(_ fault: InputFault) {
    if !faults.contains(fault) { faults.append(fault) }
  }
}

private func withoutTrailingSlashes(_ path: String) -> String {
  var path = path
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  return path
}
