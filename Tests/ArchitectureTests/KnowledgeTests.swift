/// Knowledge is data, code is mechanism: no Swift source names a rule, a provider, a network or an application.
import Foundation
import Testing

@Suite("Knowledge is data")
struct KnowledgeTests {
  @Test("no Swift source names a rule")
  func ruleIDs() {
    let ids = names("rules/checks", folders: true)
    #expect(!ids.isEmpty)
    expectNone(
      SourceTree.sources.flatMap { mentions(of: ids, in: $0, whole: false, "a rule: say it in YAML") })
  }

  @Test(
    "no Swift source names a provider or a network",
    arguments: ["providers", "networks"])
  func entries(folder: String) {
    let ids = names("rules/\(folder)", folders: false)
    #expect(!ids.isEmpty)
    expectNone(
      SourceTree.sources.flatMap { mentions(of: ids, in: $0, whole: true, "an entry of rules/\(folder)") })
  }

  @Test("no Swift source names a provider's host")
  func hosts() {
    let hosts = names("rules/providers", folders: false).flatMap { id in
      (SourceTree.text("rules/providers/\(id).yaml") ?? "").matches(
        of: #/[a-z0-9.-]+\.(?:com|net|org|io|eu|de)\b/#
      )
      .map { String($0.output) }
    }
    let smtp = Set(hosts.filter { $0.contains("smtp") })
    #expect(!smtp.isEmpty)
    expectNone(SourceTree.sources.flatMap { mentions(of: smtp, in: $0, whole: false, "a provider's host") })
  }

  /// The names of the YAML files in a folder: `group/name` where folders count.
  private func names(_ folder: String, folders: Bool) -> Set<String> {
    let paths = FileManager.default.enumerator(atPath: SourceTree.root.appending(path: folder).path)
    let yaml = (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".yaml") }
    return Set(yaml.map { String($0.dropLast(".yaml".count)) }.filter { $0.contains("/") == folders })
  }
}

/// The literals of a file that hold one of the names, or, where names are everyday words, are one of them.
func mentions(of names: Set<String>, in file: SourceFile, whole: Bool, _ what: String) -> [Breach] {
  file.literals.flatMap { literal in
    names.filter { whole ? literal.text == $0 : literal.text.contains($0) }.sorted().map {
      Breach(path: file.path, line: literal.line, reason: "`\($0)` is \(what)")
    }
  }
}
