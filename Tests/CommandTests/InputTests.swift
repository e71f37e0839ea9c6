import Foundation
import Testing

@testable import preflight

@Suite("Inputs")
struct InputTests {
  @Test("a file is read up to one byte more than the limit")
  func limit() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = try folder.write("0123456789", to: "f").path
    #expect(try FileReader(limit: 20).read(file).count == 10)
    #expect(try FileReader(limit: 10).read(file).count == 10)
    #expect(try FileReader(limit: 9).read(file).count == 10)
    #expect(try FileReader(limit: 4).read(file).count == 5)
    #expect(try FileReader(limit: 100_000).read("/dev/zero").count == 100_001)
  }

  @Test("a folder, a missing file and a file below a file are told apart")
  func faults() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = try folder.write("x", to: "f").path
    #expect(throws: ReadFault.isFolder) { try FileReader().read(folder.url.path) }
    #expect(throws: ReadFault.system(ENOENT)) { try FileReader().read(folder.url.path + "/none") }
    #expect(throws: ReadFault.system(ENOTDIR)) { try FileReader().read(file + "/none") }
  }

  @Test("each file is an input once, in the order given, named if it is named, and links in a circle end")
  func search() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    for path in ["d/b.yaml", "d/a.yml", "d/e/c.YAML", "d/x.json"] { try folder.write("", to: path) }
    let root = folder.url.path
    try FileManager.default.createSymbolicLink(atPath: "\(root)/d/e/up", withDestinationPath: "..")
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/d/dangling.yaml", withDestinationPath: "nowhere")
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/d/.#a.yml", withDestinationPath: "me@here.4711")
    let search = InputSearch(["\(root)/d/x.json", "\(root)/d/", "\(root)/d/b.yaml", "\(root)/gone"])
    #expect(
      search.inputs.map { String($0.name.dropFirst(root.count)) } == [
        "/d/x.json", "/d/a.yml", "/d/b.yaml", "/d/e/c.YAML",
      ])
    #expect(
      search.inputs.map(\.origin) == [true, false, true, false].map { .file(isNamed: $0) })
    #expect(
      search.faults == [
        .unreadable(path: "\(root)/d/dangling.yaml", .system(ENOENT)),
        .unreadable(path: "\(root)/gone", .system(ENOENT)),
      ])
  }

  @Test("a folder that was searched before is not empty, and other names of a file make no second input")
  func sameFiles() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let root = folder.url.path
    try folder.write("", to: "d/a.yaml")
    try FileManager.default.createDirectory(atPath: "\(root)/none", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: "\(root)/b.yaml", withDestinationPath: "d/a.yaml")
    let search = InputSearch(["\(root)/d", root, "\(root)/d", "\(root)/none", "\(root)/d/../b.yaml"])
    #expect(search.inputs == [Input(name: "\(root)/d/../b.yaml", origin: .file(isNamed: true))])
    #expect(search.emptyFolders == ["\(root)/none"])
  }

  @Test("what is ignored under one name is read under another")
  func ignoredLinks() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let root = folder.url.path
    try folder.write("", to: "z/b.yaml")
    try FileManager.default.createSymbolicLink(atPath: "\(root)/a", withDestinationPath: "z")
    func found(ignoring pattern: String) -> [String] {
      let ignored = IgnoredPaths([("\(root)/.preflight.yaml", pattern)])
      return InputSearch([root], ignored: ignored).inputs.map { String($0.name.dropFirst(root.count)) }
    }
    #expect(found(ignoring: "a") == ["/z/b.yaml"])
    #expect(found(ignoring: "a/*.yaml") == ["/z/b.yaml"])
    #expect(found(ignoring: "z") == ["/a/b.yaml"])
    #expect(found(ignoring: "b.yaml") == [])
  }

  @Test("a file is written whole, and an old one survives a failure")
  func writing() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = try folder.write("old", to: "r.json")
    #expect(writeFile("new", to: file.path) == nil)
    #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    #expect(writeFile("x", to: folder.url.path + "/no/r.json") == ENOENT)
    #expect(writeFile("x", to: "/dev/full") == ENOSPC)
    #expect(writeFile("x", to: "/dev/null") == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["r.json"])
  }

  @Test("a file in a folder that takes no others is written in its place; nothing is closed to root")
  func writingInPlace() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = try folder.write("an old text", to: "r.json")
    #expect(chmod(folder.url.path, 0o500) == 0)
    defer { chmod(folder.url.path, 0o700) }
    #expect(writeFile("new", to: file.path) == nil)
    #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    #expect(writeFile("x", to: folder.url.path + "/s.json") == (geteuid() == 0 ? nil : EACCES))
  }

  @Test("work done in parallel comes back in order", arguments: [0, 1, 2, 8, 1_000])
  func parallel(jobs: Int) {
    #expect(inParallel(Array(0..<500), jobs: jobs, with: { $0 }) { $1 * 2 } == (0..<500).map { $0 * 2 })
    #expect(inParallel([Int](), jobs: jobs, with: { $0 }) { $1 }.isEmpty)
  }

  @Test("each thread has its own tools, and keeps them from item to item", arguments: [1, 3])
  func tools(jobs: Int) {
    let turns = inParallel(Array(0..<500), jobs: jobs, with: { _ in 0 }) { turn, _ in
      turn += 1
      return turn
    }
    #expect((1...jobs).contains(turns.count { $0 == 1 }))
    #expect(turns.max() ?? 0 >= 500 / jobs)
  }

  @Test(
    "colour follows the flag, then NO_COLOR, then the forcing variables, then the terminal",
    arguments: [
      (ColorChoice.auto, true, [:], true), (.auto, false, [:], false),
      (.always, false, ["NO_COLOR": "1"], true),
      (.never, true, ["FORCE_COLOR": "1"], false), (.auto, true, ["NO_COLOR": "1"], false),
      (.auto, true, ["NO_COLOR": ""], true), (.auto, true, ["NO_COLOR": "0"], false),
      (.auto, false, ["FORCE_COLOR": "1"], true),
      (.auto, false, ["CLICOLOR_FORCE": "1"], true), (.auto, false, ["CLICOLOR_FORCE": "0"], false),
      (.auto, true, ["TERM": "dumb"], false), (.auto, true, ["NO_COLOR": "1", "FORCE_COLOR": "1"], false),
    ] as [(ColorChoice, Bool, [String: String], Bool)])
  func colour(choice: ColorChoice, isTerminal: Bool, environment: [String: String], colour: Bool) {
    let terminal = Terminal(isTerminal: isTerminal) { environment[$0] }
    #expect(terminal.showsColor(choice) == colour)
  }
}
