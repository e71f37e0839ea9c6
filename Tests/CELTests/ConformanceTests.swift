import CEL
import Foundation
import Testing

@Suite("Conformance with cel-spec")
struct ConformanceTests {
  /// The files of cel-spec that are in scope; of each every vector that needs no protobuf.
  static let inScope = [
    "basic", "comparisons", "conversions", "fields", "fp_math", "integer_math", "lists", "logic", "macros",
    "namespace", "parse", "plumbing", "string", "timestamps", "type_deduction", "optionals", "string_ext",
    "network_ext",
  ]

  /// The files that are not, and why.
  static let outOfScope = [
    "bindings_ext": "cel.bind: a rule has vars",
    "block_ext": "cel.block: for optimizers, not for authors",
    "dynamic": "protobuf well-known types",
    "encoders_ext": "base64: no rule needs it",
    "enums": "protobuf enums",
    "macros2": "two-variable macros: no rule needs them",
    "math_ext": "math.*: no rule needs it",
    "proto2": "protobuf messages",
    "proto2_ext": "protobuf extensions",
    "proto3": "protobuf messages",
    "unknowns": "an empty file; the project's own three_valued.json takes its place",
    "wrappers": "protobuf wrapper types",
  ]

  @Test(
    "every vector without protobuf holds",
    .enabled(if: VectorFile.sharedFolder != nil, "../shared/cel-conformance is not there"))
  func vectors() throws {
    let folder = try #require(VectorFile.sharedFolder)
    var (held, all) = (0, 0)
    for file in Self.inScope {
      let tests = try VectorFile.read(file, in: folder).tests
      let mine = tests.filter { $0.needs == "none" }
      let failed = mine.count { fails($0, of: file) }
      print(
        "cel-spec \(file): \(mine.count - failed) of \(mine.count), \(tests.count - mine.count) need protobuf"
      )
      held += mine.count - failed
      all += mine.count
    }
    let figure = "cel-spec: \(held) of \(all) vectors in scope hold"
    print(figure)
    let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    #expect(
      try String(contentsOf: readme, encoding: .utf8).contains(figure), "README.md gives another figure")
  }

  private func fails(_ vector: Vector, of file: String) -> Bool {
    guard let complaint = VectorRunner(vector: vector).complaint() else { return false }
    Testing.Issue.record("\(file)/\(vector.section ?? "")/\(vector.name): \(vector.expr) gave \(complaint)")
    return true
  }

  @Test(
    "every file of vectors is in scope or has a reason not to be",
    .enabled(if: VectorFile.sharedFolder != nil, "../shared/cel-conformance is not there"))
  func scope() throws {
    let folder = try #require(VectorFile.sharedFolder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") && $0 != "INDEX.json" && $0 != "three_valued.json" }
      .map { String($0.dropLast(5)) }
    #expect(Set(names) == Set(Self.inScope).union(Self.outOfScope.keys))
    for (file, reason) in Self.outOfScope.sorted(by: { $0.key < $1.key }) {
      print("cel-spec \(file): out of scope, \(reason)")
    }
  }

  @Test("the project's own vectors hold", arguments: ["three_valued", "unknowns", "positions"])
  func own(file: String) throws {
    for vector in try VectorFile.read(file, in: VectorFile.ownFolder).tests {
      let complaint = VectorRunner(vector: vector).complaint()
      #expect(complaint == nil, "\(file)/\(vector.name): \(vector.expr)")
    }
  }
}
