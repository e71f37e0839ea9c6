/// What every file keeps to: its name, its first line, its length, what it may not do, and no trace of one machine.
import Testing

@Suite("The rules of the house")
struct HouseRulesTests {
  private let all = SourceTree.sources + SourceTree.tests

  @Test("no file, folder or type is an attic")
  func names() {
    expectNone(all.flatMap(attics))
  }

  @Test("every file opens with a sentence that says what it is")
  func firstLines() {
    expectNone(all.flatMap(missingSentence))
  }

  @Test("no file is longer than 350 lines")
  func lengths() {
    expectNone(all.flatMap(excessLength))
  }

  @Test("nothing a user can write ends the program")
  func noTraps() {
    expectNone(SourceTree.sources.flatMap(traps))
  }

  @Test(
    "the top level holds what README.md shows, and dotfiles",
    .enabled(if: SourceTree.tracked != nil, "not a clone"))
  func topLevel() {
    let expected = ["Package.swift", "README.md", "Sources", "Tests", "rules", "samples"]
    let found = Set((SourceTree.tracked ?? []).compactMap { $0.split(separator: "/").first.map(String.init) })
    for name in found.sorted() where !name.hasPrefix(".") {
      #expect(expected.contains(name), "\(name) has no place at the top level")
    }
  }

  @Test("no file names a path of one machine", .enabled(if: SourceTree.tracked != nil, "not a clone"))
  func portablePaths() {
    for path in SourceTree.tracked ?? [] {
      guard let text = SourceTree.text(path) else { continue }
      expectNone(machinePaths(in: text, path))
    }
  }
}

func attics(in file: SourceFile) -> [Breach] {
  let attic = #/(?i)^(utils?|utilities|helpers?|common|extensions?|managers?|misc)$/#
  let suffix =
    #/\b(?:struct|class|enum|actor|protocol)\s+(\w+(?:Manager|Helper|Helpers|Utils|Utilities|Common))\b/#
  let names = file.path.split(separator: "/").map {
    $0.hasSuffix(".swift") ? $0.dropLast(".swift".count) : $0
  }
  let ofFile = names.filter { $0.wholeMatch(of: attic) != nil || $0.contains("+") }.map {
    Breach(path: file.path, line: 1, reason: "`\($0)` says nothing: a helper lives in the file that uses it")
  }
  let ofTypes = file.code.enumerated().compactMap { index, line in
    line.firstMatch(of: suffix).map {
      Breach(path: file.path, line: index + 1, reason: "`\($0.1)` says nothing of what it is")
    }
  }
  return ofFile + ofTypes
}

func missingSentence(in file: SourceFile) -> [Breach] {
  let block = file.lines.prefix { $0.hasPrefix("//") }
  guard let last = block.last, block.joined().count >= 30, last.hasSuffix(".") else {
    return [
      Breach(
        path: file.path, line: 1, reason: "begins without a sentence that says what enters and what leaves")
    ]
  }
  return []
}

func excessLength(of file: SourceFile) -> [Breach] {
  file.lines.count > 351
    ? [Breach(path: file.path, line: 351, reason: "too long to be read at one sitting")] : []
}

func traps(in file: SourceFile) -> [Breach] {
  let forced = #/\b(?:try|as)!|[\w\])?]!(?!=)/#
  let words = file.uses(of: fatal).map {
    Breach(path: file.path, line: $0.line, reason: "`\($0.word)` ends the program: make it a value")
  }
  let marks = file.code.enumerated().filter { $0.element.contains(forced) }.map {
    Breach(path: file.path, line: $0.offset + 1, reason: "a `!` ends the program where a value is missing")
  }
  return words + marks
}

func machinePaths(in text: String, _ path: String) -> [Breach] {
  let folders = ["work", "root", "home", "Users"].map { "/\($0)/" }
  return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
    folders.filter { line.contains($0) }.map {
      Breach(path: path, line: index + 1, reason: "`\($0)` is a folder of one machine")
    }
  }
}
