import Testing

@testable import preflight

@Suite("Env files")
struct EnvironmentFileTests {
  @Test(
    "values are taken as dotenv writes them",
    arguments: [
      ("A=1", "A", "1"), ("export A=1", "A", "1"), ("  A = 1  ", "A", "1"), ("A=", "A", ""),
      ("A=x # note", "A", "x"),
      ("A=x#y", "A", "x#y"), ("A='x # y'", "A", "x # y"), ("A=\"x\\ny\"", "A", "x\ny"),
      ("A='x\\ny'", "A", "x\\ny"),
      ("A=\"two\nlines\"", "A", "two\nlines"), ("A=\"q\\\"q\" # c", "A", "q\"q"), ("A=b=c", "A", "b=c"),
      ("A=${B}", "A", "${B}"), ("\u{FEFF}A=1", "A", "1"), ("A=1\r", "A", "1"),
      ("exported=1", "exported", "1"),
      ("mail.host=x", "mail.host", "x"), ("A=ü日", "A", "ü日"),
    ])
  func value(text: String, name: String, value: String) throws {
    let variables = try EnvironmentFile.read(text)
    #expect(variables.count == 1)
    #expect(variables.first?.name == name)
    #expect(variables.first?.value == value)
  }

  @Test("comments and blank lines are passed over, in any line ending")
  func several() throws {
    let variables = try EnvironmentFile.read("# one\n\nA=1\r\n  # two\r\nexport B='2'\n")
    #expect(variables.map(\.name) == ["A", "B"])
    #expect(variables.map(\.value) == ["1", "2"])
  }

  @Test(
    "the first bad line is named",
    arguments: [
      ("A=1\nnonsense\n", 2, EnvironmentFile.Problem.notAnAssignment),
      ("\n\n1A=x", 3, .badName("1A")), ("A=\"x\n\ny", 1, .unclosedQuote), ("A='x' y", 1, .textAfterQuote),
      ("A=\"a\nb\"\n=x", 3, .badName("")),
    ])
  func fault(text: String, line: Int, problem: EnvironmentFile.Problem) {
    #expect(throws: EnvironmentFile.Fault(line: line, problem: problem)) { try EnvironmentFile.read(text) }
  }
}
