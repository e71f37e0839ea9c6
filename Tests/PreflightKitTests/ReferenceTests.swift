import CEL
import Foundation
import Testing

@testable import PreflightKit

@Suite("The reference")
struct ReferenceTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "rules/reference")
  static let pages = referencePages(.builtIn(), now: .epoch)

  @Test("the committed pages are what the rules say today")
  func fresh() throws {
    if ProcessInfo.processInfo.environment["PREFLIGHT_UPDATE_GOLDEN"] == "1" {
      for page in Self.pages { try Data(page.text.utf8).write(to: Self.folder.appending(path: page.name)) }
      Issue.record("the pages were written anew; run again without the variable")
      return
    }
    let stale = Self.pages.filter { page in
      let committed = try? String(contentsOf: Self.folder.appending(path: page.name), encoding: .utf8)
      return committed != page.text
    }
    #expect(stale.map(\.name) == [], "run `swift run preflight rules reference` and commit rules/reference")
  }

  @Test("no page is left over")
  func leftovers() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
      $0.hasSuffix(".md")
    }
    let left = Set(files).subtracting(Self.pages.map(\.name))
    #expect(left == [], "remove them from rules/reference")
  }

  @Test("every rule has an anchor, and the contents lead to it")
  func anchors() throws {
    let contents = try #require(Self.pages.first { $0.name == "README.md" }).text
    for rule in RulePack.builtIn().rules {
      let page = try #require(Self.pages.first { $0.name == "rules-\(rule.group).md" })
      #expect(page.text.contains("<a id=\"\(rule.anchor)\"></a>\n## \(rule.id)\n"))
      #expect(contents.contains("(\(page.name)#\(rule.anchor))"))
    }
  }

  @Test("no template is left unfilled where an example fills it")
  func filled() {
    let tester = RuleTester(pack: .builtIn(), now: .testDay)
    for rule in RulePack.builtIn().rules {
      guard let finding = tester.examples(of: rule).finding else { continue }
      #expect(!finding.remediation.contains("{{"), "\(rule.id)")
    }
  }
}
