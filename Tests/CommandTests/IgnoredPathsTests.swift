import Testing

@testable import preflight

@Suite("The paths that a search passes over")
struct IgnoredPathsTests {
  @Test(
    "patterns are relative to the file that wrote them; what covers a folder covers all in it",
    arguments: [
      ("old", "team/old/c.yaml", true), ("old", "team/a/b/old/c.yaml", true),
      ("old", "team/older/c.yaml", false),
      ("old", "other/old/c.yaml", false), ("a/b", "team/a/b/c.yaml", true),
      ("a/b", "team/x/a/b/c.yaml", false),
      ("a/b/", "team/a/b/c.yaml", true), ("./a", "team/a/c.yaml", true),
      ("*.draft.yaml", "team/x/y.draft.yaml", true),
      ("*.draft.yaml", "team/x/y.yaml", false), ("a/*/c.yaml", "team/a/b/c.yaml", true),
      ("a/*/c.yaml", "team/a/b/b/c.yaml", false), ("a/**/c.yaml", "team/a/b/b/c.yaml", true),
      ("a/**/c.yaml", "team/a/c.yaml", true), ("**", "team/x.yaml", true), ("**", "other/x.yaml", false),
      ("../other", "other/x.yaml", true), ("/a", "team/a/x.yaml", true), ("/a", "team/x/a/c.yaml", false),
      ("old", "team/./a/../old/c.yaml", true),
    ])
  func covers(_ pattern: String, _ path: String, _ isIgnored: Bool) {
    let ignored = IgnoredPaths([("team/.preflight.yaml", pattern)])
    #expect(ignored.contains(path) == isIgnored)
  }

  @Test("the configuration found in a folder is passed over in any case")
  func configuration() {
    #expect(IgnoredPaths([]).passesOver("a/.preflight.yaml"))
    #expect(!IgnoredPaths([]).passesOver("a/c.yaml"))
  }
}
