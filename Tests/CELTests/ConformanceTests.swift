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
    .enabled(if: VectorFile.sharedFolder != nil, "../shared/cel-conformance is not there"), arguments: inScope
  )
  func vectors(file: String) throws {
    let folder = try #require(VectorFile.sharedFolder)
    let tests = try VectorFile.read(file, in: folder).tests
    let mine = tests.filter { $0.needs == "none" }
    var failed = 0
    for vector in mine {
      guard let complaint = VectorRunner(vector: vector).complaint() else { continue }
      failed += 1
      Testing.Issue.record("\(file)/\(vector.section ?? "")/\(vector.name): \(vector.expr) gave \(complaint)")
    }
    let left = tests.count - mine.count
    print(
      "cel-spec \(file): \(mine.count - failed) of \(mine.count) vectors; \(left) left out, they need protobuf"
    )
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
    let total = try Self.inScope.reduce(0) { sum, name in
      sum + (try VectorFile.read(name, in: folder).tests.filter { $0.needs == "none" }.count)
    }
    print("cel-spec: \(total) vectors in scope, \(Self.outOfScope.count) files out of it")
  }

  @Test("the project's own vectors hold", arguments: ["three_valued", "unknowns", "positions"])
  func own(file: String) throws {
    for vector in try VectorFile.read(file, in: VectorFile.ownFolder).tests {
      let complaint = VectorRunner(vector: vector).complaint()
      #expect(complaint == nil, "\(file)/\(vector.name): \(vector.expr)")
    }
  }
}
