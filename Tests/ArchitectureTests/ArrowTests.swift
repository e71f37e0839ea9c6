/// The arrows between the rooms: imports run down only, and what no room below the command may know or touch.
import Testing

@Suite("The arrows between the rooms")
struct ArrowTests {
  @Test("every folder under Sources is a room, and holds something")
  func everyFolderIsARoom() {
    let known = rooms.map(\.name) + ["CYAML"]
    for target in Set(SourceTree.sources.map(\.target)) {
      #expect(known.contains(target), "Sources/\(target) is in no list: give it its arrows in Rooms.swift")
    }
    #expect(!SourceTree.sources.isEmpty)
  }

  @Test("a room imports only what lies below it", arguments: rooms)
  func imports(room: Room) {
    expectNone(files(of: room).flatMap { wrongImports(in: $0, of: room) })
  }

  @Test("Foundation is imported nowhere in what is shipped, and no C type leaves Document")
  func neverImported() {
    expectNone(SourceTree.sources.filter { $0.target != "EmbedRules" }.flatMap(foundations))
    expectNone(SourceTree.sources.flatMap(exportedImports))
  }

  @Test("a pure room touches no file, clock, chance, thread or terminal", arguments: rooms.filter(\.isPure))
  func purity(room: Room) {
    expectNone(files(of: room).flatMap { worldlyWords(in: $0) })
  }

  @Test("a room knows no word of the rooms above it", arguments: rooms.filter { !$0.foreign.isEmpty })
  func knowsNothingAbove(room: Room) {
    expectNone(files(of: room).flatMap { foreignWords(in: $0, of: room) })
  }

  @Test("Probes decides nothing: no severity, no finding")
  func probesDecideNothing() {
    expectNone(
      SourceTree.sources.filter { $0.target == "Probes" }.flatMap { file in
        file.uses(of: ["Severity", "Finding", "Verdict"]).map {
          Breach(path: file.path, line: $0.line, reason: "Probes answers, it does not judge: `\($0.word)`")
        }
      })
  }

  @Test("no finding knows a format, and no format another")
  func formatsStandAlone() {
    let kit = SourceTree.sources.filter { $0.target == "PreflightKit" }
    let formats = kit.filter { $0.path.contains("/Formats/") && $0.typeName.hasSuffix("Format") }
    let names = formats.map(\.typeName).filter { $0 != "Format" }
    let bound = kit.filter { !$0.path.contains("/Formats/") } + formats.filter { $0.typeName != "Format" }
    for file in bound {
      expectNone(
        file.uses(of: names.filter { $0 != file.typeName }).map {
          Breach(
            path: file.path, line: $0.line,
            reason: "only Format.swift and the schemas name a format: `\($0.word)`")
        })
    }
  }

  private func files(of room: Room) -> [SourceFile] { SourceTree.sources.filter { $0.target == room.name } }
}

extension SourceFile {
  /// The type a file is named after.
  fileprivate var typeName: String {
    String(path.split(separator: "/").last?.dropLast(".swift".count) ?? "")
  }
}

func wrongImports(in file: SourceFile, of room: Room) -> [Breach] {
  file.imports.filter { !room.mayImport.contains($0.module) }.map {
    let allowed = room.mayImport.isEmpty ? "nothing" : room.mayImport.sorted().joined(separator: ", ")
    return Breach(
      path: file.path, line: $0.line, reason: "\(room.name) may import \(allowed), but imports \($0.module)")
  }
}

func foundations(in file: SourceFile) -> [Breach] {
  file.imports.filter { $0.module == "Foundation" }.map {
    Breach(
      path: file.path, line: $0.line, reason: "Foundation brings ICU and 4 ms; FoundationEssentials will do")
  }
}

func exportedImports(in file: SourceFile) -> [Breach] {
  file.imports.compactMap {
    if $0.attributes.contains("@_exported") {
      return Breach(path: file.path, line: $0.line, reason: "an import that exports hides an arrow")
    }
    if $0.module == "CYAML", $0.attributes.contains("package") || $0.attributes.contains("public") {
      return Breach(path: file.path, line: $0.line, reason: "libyaml's types stay inside Document")
    }
    return nil
  }
}

func worldlyWords(in file: SourceFile) -> [Breach] {
  file.uses(of: worldly).map {
    Breach(path: file.path, line: $0.line, reason: "a pure room, yet `\($0.word)`: let the value come in")
  }
}

func foreignWords(in file: SourceFile, of room: Room) -> [Breach] {
  let said =
    file.code.enumerated().map { ($0.offset + 1, $0.element) } + file.literals.map { ($0.line, $0.text) }
  return said.flatMap { line, text in
    let lower = text.lowercased()
    return room.foreign.filter(lower.contains).map {
      Breach(path: file.path, line: line, reason: "\(room.name) knows no word of what lies above it: `\($0)`")
    }
  }
}
