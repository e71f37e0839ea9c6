/// What the README says of the repository: the rule it shows is the file's own text, and every path it names is there.
import Foundation
import Testing

@Suite("The README tells the truth about the files", .enabled(if: readme != nil, "there is no README yet"))
struct ReadmeTests {
  @Test("the rule it shows begins as the rule's own file does")
  func rule() throws {
    let block = try #require(blocks(of: "yaml").first { $0.hasPrefix("rule: ") })
    let id = try #require(block.firstMatch(of: #/(?m)^id: (.+)$/#)?.1)
    let file = try #require(SourceTree.text("rules/checks/\(id).yaml"))
    #expect(file.hasPrefix(block))
  }

  @Test("every path it names is there")
  func paths() throws {
    let named = try #require(readme).matches(
      of: #/(?:Sources|Tests|rules|samples|\.ci)/[A-Za-z0-9_.\/-]*[A-Za-z0-9]/#)
    #expect(named.count > 10)
    for path in Set(named.map { String($0.output) }) {
      #expect(
        FileManager.default.fileExists(atPath: SourceTree.root.appending(path: path).path),
        "\(path) is not there")
    }
  }

  /// The fenced blocks of one language.
  private func blocks(of language: String) throws -> [String] {
    try #require(readme).components(separatedBy: "```\(language)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }
}

private let readme = SourceTree.text("README.md")
