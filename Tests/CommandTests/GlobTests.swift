import Foundation
import Testing

@testable import preflight

@Suite("Globs")
struct GlobTests {
  @Test(
    "a name matches its pattern",
    arguments: [
      ("*", "a.yaml"), ("*.yaml", "a.yaml"), ("a*c*e", "abcde"), ("?.yml", "ü.yml"), ("[abc].x", "b.x"),
      ("[a-c]", "b"),
      ("[!a-c]", "d"), ("[]]", "]"), ("a[", "a["), ("**", "x"), ("*a*a*a", "aaaa"), ("", ""), ("a", "a"),
    ])
  func matching(pattern: String, name: String) {
    #expect(matches(Array(pattern)[...], Array(name)[...]))
  }

  @Test(
    "a name does not match another pattern",
    arguments: [
      ("*.yaml", "a.yml"), ("?", ""), ("?", "ab"), ("[a-c]", "d"), ("[!a]", "a"), ("a*b", "abc"), ("a", ""),
      ("", "a"),
      ("[z-a]", "m"),
    ])
  func notMatching(pattern: String, name: String) {
    #expect(!matches(Array(pattern)[...], Array(name)[...]))
  }

  @Test("many stars on a long name end soon")
  func linear() {
    let pattern = Array(String(repeating: "*a", count: 40) + "b")
    let name = Array(String(repeating: "a", count: 2_000))
    let time = ContinuousClock().measure { #expect(!matches(pattern[...], name[...])) }
    #expect(time < .seconds(5))
  }

  @Test("what is no pattern is no glob")
  func plainPaths() {
    #expect(Glob("dir/file.yaml") == nil)
  }

  @Test("two stars reach any depth, hidden folders are passed over, the order is that of the names")
  func paths() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    for path in ["b.yaml", "a/x.yaml", "a/b/c/y.yaml", "a/.h/z.yaml", "a/n.txt", ".top.yaml"] {
      try folder.write("", to: path)
    }
    let root = folder.url.path
    let found = Glob("\(root)/**/*.yaml")?.match().paths.map { String($0.dropFirst(root.count + 1)) }
    #expect(found == ["b.yaml", "a/x.yaml", "a/b/c/y.yaml"])
    #expect(Glob("\(root)/*/x.yaml")?.match().paths.count == 1)
    #expect(Glob("\(root)/a/../*.yaml")?.match().paths.count == 1)
    #expect(Glob("\(root)/nothing/*.yaml")?.match().paths == [])
    #expect(Glob("\(root)/nothing/*.yaml")?.match().unlisted.isEmpty == true)
  }

  @Test("a pattern finds folders and links that lead nowhere too; two stars at its end go into folders")
  func notOnlyFiles() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let root = folder.url.path
    for path in ["a/x.yaml", "a/b/y.yaml"] { try folder.write("", to: path) }
    try FileManager.default.createSymbolicLink(atPath: "\(root)/c.yaml", withDestinationPath: "nowhere")
    func found(_ pattern: String) -> [String]? {
      Glob("\(root)/\(pattern)")?.match().paths.map { String($0.dropFirst(root.count + 1)) }
    }
    #expect(found("*") == ["a", "c.yaml"])
    #expect(found("*/b") == ["a/b"])
    #expect(found("**") == ["c.yaml", "a/x.yaml", "a/b/y.yaml"])
  }

  @Test("a folder that cannot be listed is told of, once; nothing is hidden from root")
  func unlisted() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("", to: "closed/x.yaml")
    let closed = folder.url.appending(path: "closed").path
    #expect(chmod(closed, 0) == 0)
    defer { chmod(closed, 0o700) }
    let match = try #require(Glob("\(folder.url.path)/**/*.yaml")?.match())
    #expect(match.unlisted.map(\.folder) == (geteuid() == 0 ? [] : [closed]))
    #expect(match.paths.count == (geteuid() == 0 ? 1 : 0))
  }
}
