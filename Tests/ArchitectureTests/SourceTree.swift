/// The repository's folder in; its Swift files with their lines, imports and literals, and its tracked names, out.
import Foundation
import Testing

/// One Swift file, read once.
struct SourceFile {
  /// Below the repository, such as `Sources/CEL/Parse/Lexer.swift`.
  let path: String
  let lines: [String]
  let code: [String]
  let literals: [SwiftText.Literal]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let swift = SwiftText(text)
    code = swift.code
    literals = swift.literals
  }

  /// The folder below `Sources` or `Tests`: the target.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// Every imported module, with its line and the words before `import`.
  var imports: [(line: Int, module: String, attributes: String)] {
    code.enumerated().compactMap { index, line in
      guard line.contains("import "), let match = line.firstMatch(of: importPattern) else { return nil }
      return (index + 1, String(match.2), String(match.1))
    }
  }

  /// The lines of code that hold one of these words, whole.
  func uses(of words: [String]) -> [(line: Int, word: String)] {
    code.enumerated().flatMap { index, line in
      let held = Set(line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
      return words.filter(held.contains).map { (index + 1, $0) }
    }
  }
}

// Regex is not Sendable, so it is made where it is used.
private var importPattern: Regex<(Substring, Substring, Substring)> {
  #/^\s*((?:[@\w]+\s+)*)import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/#
}

enum SourceTree {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let sources = files(below: "Sources")
  static let tests = files(below: "Tests")

  static func text(_ path: String) -> String? {
    try? String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Paths of everything that is committed or about to be; nil outside a clone.
  static let tracked: [String]? = {
    let git = Process()
    let output = Pipe()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "-C", root.path, "ls-files"]
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    guard (try? git.run()) != nil, let data = try? output.fileHandleForReading.readToEnd() else { return nil }
    git.waitUntilExit()
    return git.terminationStatus == 0
      ? String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init) : nil
  }()

  /// A symlinked folder is not entered; neither is a build folder.
  private static func files(below folder: String) -> [SourceFile] {
    let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    return (paths?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".swift") && !$0.contains(".build") }
      .sorted()
      .compactMap { path in
        text("\(folder)/\(path)").map { SourceFile(path: "\(folder)/\(path)", text: $0) }
      }
  }
}

/// A law broken: where, and why it is one.
struct Breach: CustomStringConvertible {
  let path: String
  let line: Int
  let reason: String

  var description: String { "\(path):\(line): \(reason)" }
}

/// Reports every breach at its own place.
func expectNone(_ breaches: [Breach]) {
  for breach in breaches {
    let file = SourceTree.root.appending(path: breach.path).path
    Issue.record(
      Comment(rawValue: breach.description),
      sourceLocation: SourceLocation(
        fileID: "repository/\(breach.path)", filePath: file, line: breach.line, column: 1))
  }
}
