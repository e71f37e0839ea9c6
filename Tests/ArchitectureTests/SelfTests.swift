/// Whether the laws notice a breach at all: a file that breaks one in, the line it is found on out.
import Testing

@Suite("The laws notice a breach")
struct SelfTests {
  private func file(_ text: String, path: String = "Sources/CEL/Sample.swift") -> SourceFile {
    SourceFile(path: path, text: text)
  }

  @Test("an import is seen behind attributes and conditions, and not in comments or strings")
  func imports() {
    let sample = file(
      """
      // import Commented.
      @preconcurrency package import Document
        import struct FoundationEssentials.Data
      let text = "import Quoted"
      """)
    #expect(sample.imports.map(\.module) == ["Document", "FoundationEssentials"])
    #expect(sample.imports.map(\.line) == [2, 3])
    #expect(
      wrongImports(in: sample, of: Room("CEL", mayImport: ["Document"], isPure: true)).map(\.line) == [3])
  }

  @Test("an exported import and a door for C types are refused")
  func exports() {
    let sample = file("@_exported import CEL\npackage import CYAML\ninternal import CYAML\nimport Foundation")
    #expect(exportedImports(in: sample).map(\.line) == [1, 2])
    #expect(foundations(in: sample).map(\.line) == [4])
  }

  @Test("code is told from comments, raw strings, multi-line strings and interpolations")
  func lexing() {
    let sample = file(
      ##"""
      let a = "Task \(await b("print")) Task" /* Task /* Task */ Task */ + c
      let d = #"\(Task) " Task"#
      let e = """
        Task "quoted" Task
        """
      let f = Task { }
      """##)
    #expect(worldlyWords(in: sample).map(\.line) == [1, 6])
    #expect(sample.literals.map(\.line) == [1, 1, 2, 5])
  }

  @Test("what ends the program is seen; what only looks like it is not")
  func forced() {
    let sample = file(
      """
      let a = try! b()
      let c = d as! Int
      let e = f[0]!.g
      let h: String!
      if i != j, !k { fatalError() }
      let ok = !(l) && m != "n!" // o!
      """)
    #expect(Set(traps(in: sample).map(\.line)) == [1, 2, 3, 4, 5])
  }

  @Test("attics, long files and files without a first sentence are seen")
  func house() {
    #expect(attics(in: file("enum TextHelper {}", path: "Sources/CEL/Utils/String+More.swift")).count == 3)
    #expect(missingSentence(in: file("import Testing\n")).count == 1)
    #expect(missingSentence(in: file("/// Text in, tokens with their places out.\nlet a = 1\n")).isEmpty)
    #expect(excessLength(of: file(String(repeating: "\n", count: 351))).count == 1)
    #expect(machinePaths(in: "a\nb = /\("home")/me/c", "README.md").map(\.line) == [2])
  }

  @Test("a word from above and a name from the catalogue are seen")
  func knowledge() {
    let cel = Room("CEL", mayImport: [], isPure: true, foreign: ["yaml"])
    #expect(
      foreignWords(in: file("// YAML\nlet YAMLNode = 1\nlet a = \"yaml\""), of: cel).map(\.line) == [2, 3])
    let sample = file("let a = \"see port/missing\"\nlet b = \"gmail\"\nlet c = \"no gmail\"")
    #expect(mentions(of: ["port/missing"], in: sample, whole: false, "a rule").map(\.line) == [1])
    #expect(mentions(of: ["gmail"], in: sample, whole: true, "a provider").map(\.line) == [2])
  }
}
