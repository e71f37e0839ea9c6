// A behaviour as a text file: what it shows, the files there are, a command, and what must come of it.
//
//     A sentence that says what is shown.
//     === file NAME          any number of them; the text below, line by line
//     === stdin
//     === command            a line for the shell
//     === stdout             all of it; `stdout contains` if each line must be somewhere in it
//     === stderr
//     === exit
import Foundation
import Testing

struct Scenario: CustomTestStringConvertible, Sendable {
  struct Section: Sendable {
    var title: String
    var body: String

    var words: [Substring] { title.split(separator: " ") }
  }

  let file: URL
  private(set) var purpose: String
  private(set) var sections: [Section]

  var testDescription: String { file.deletingPathExtension().lastPathComponent }

  static let all: [Scenario] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Scenarios")
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "scenario" }.sorted { $0.path < $1.path }.compactMap(
      Scenario.init)
  }()

  init?(_ file: URL) {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    self.file = file
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    purpose = lines.prefix { !$0.hasPrefix("=== ") }.joined(separator: "\n")
    sections = []
    for line in lines.drop(while: { !$0.hasPrefix("=== ") }) {
      if line.hasPrefix("=== ") {
        sections.append(Section(title: String(line.dropFirst(4)), body: ""))
      } else {
        sections[sections.count - 1].body += line + "\n"
      }
    }
  }

  subscript(title: String) -> String? {
    sections.first { $0.title == title }?.body
  }

  func run() throws -> RunResult {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    for section in sections where section.words.first == "file" && section.words.count == 2 {
      try folder.write(section.body, to: String(section.words[1]))
    }
    return try Preflight.run(self["command"] ?? "", in: folder.url, input: self["stdin"] ?? "")
  }

  /// Writes what came of it into the file, in place of what was expected.
  func refreshed(with result: RunResult) -> String {
    var sections = sections
    func set(_ title: String, _ body: String, always: Bool) {
      if let index = sections.firstIndex(where: { $0.title == title }) {
        sections[index].body = body
      } else if always {
        sections.append(Section(title: title, body: body))
      }
    }
    if self["stdout contains"] == nil { set("stdout", result.output, always: !result.output.isEmpty) }
    if self["stderr contains"] == nil { set("stderr", result.errors, always: !result.errors.isEmpty) }
    set("exit", "\(result.exitCode)\n", always: true)
    return purpose + "\n" + sections.map { "=== \($0.title)\n\($0.body)" }.joined()
  }
}
