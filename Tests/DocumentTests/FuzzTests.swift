/// Files mutated at random from a fixed seed, and real ones: no crash, and the invariants hold.
import Document
import Foundation
import Testing

@Suite("Any file at all", .timeLimit(.minutes(2)))
struct FuzzTests {
  @Test("mutated files keep the invariants", arguments: 0..<16)
  func mutated(_ seed: Int) {
    var random = SeededGenerator(state: UInt64(seed) &* 0x9E37_79B9 &+ 7)
    for _ in 0..<100 {
      guard let file = EditPropertyTests.files.randomElement(using: &random) else { return }
      let bytes = mutate(Array(file.utf8), using: &random)
      let stream = YAMLStream(parsing: SourceText(name: "fuzz", bytes: bytes))
      let broken = brokenInvariants(of: stream)
      #expect(broken == [], "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
      #expect(stream.faults.filter(\.endsReading).count <= 1)
    }
  }

  @Test("edits of mutated files only add what they say", arguments: 0..<8)
  func edited(_ seed: Int) throws {
    var random = SeededGenerator(state: UInt64(seed) &* 0x1234_5677 &+ 3)
    for _ in 0..<60 {
      guard let file = EditPropertyTests.files.randomElement(using: &random),
        let text = EditPropertyTests.texts.randomElement(using: &random)
      else { return }
      let source = SourceText(name: "fuzz", bytes: mutate(Array(file.utf8), using: &random))
      let stream = YAMLStream(parsing: source)
      // A tab in a blank line is part of a scalar above it, and an error elsewhere.
      guard stream.faults.isEmpty, !source.bytes.contains(0x09), let root = stream.documents.first?.root,
        !file.contains("&"),
        let (path, node) = walk(root).randomElement(using: &random)
      else { continue }
      let isNew = node.kind == .mapping && node.value(for: "new") == nil
      let steps = isNew ? path.appending(key: "new").steps : path.steps
      guard let edit = isNew ? node.inserting(key: "new", value: text) : node.replacing(with: text),
        let bytes = source.applying([edit])
      else { continue }
      let after = YAMLStream(parsing: SourceText(name: "fuzz", bytes: bytes)).documents.first?.root
      let expected = Snapshot(root).setting(steps[...], to: .scalar(text))
      let change =
        "\(source.text(source.range).debugDescription)\n\(String(decoding: bytes, as: UTF8.self).debugDescription)"
      #expect(after.map(Snapshot.init) == expected, "\(NodePath(steps)) = \(text)\n\(change)")
    }
  }

  @Test(
    "every file of the corpus keeps the invariants",
    .enabled(if: !Corpus.files.isEmpty, "no corpus beside the repository"), arguments: Corpus.files)
  func corpus(_ name: String) throws {
    let bytes = try [UInt8](Data(contentsOf: Corpus.folder.appending(path: name)))
    let stream = YAMLStream(parsing: SourceText(name: name, bytes: bytes))
    #expect(brokenInvariants(of: stream) == [])
  }

  private func mutate(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let signs = Array("\"'{}[]:,-?&*!|>#%@`\\ \t\n\r~<x1é\u{2028}".utf8) + [0x0A, 0x20, 0x3A]
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      guard !bytes.isEmpty else { return bytes }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.removeSubrange(place..<end)
      case 1:
        bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
      case 2: bytes.removeSubrange(end...)
      case 3: bytes[place] = signs.randomElement(using: &random) ?? 0x20
      default: bytes.insert(signs.randomElement(using: &random) ?? 0x20, at: place)
      }
    }
    return bytes
  }
}

private enum Corpus {
  static let folder = URL(filePath: #filePath).appending(path: "../../../../shared/corpus").standardized
  static let files: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
    return (names ?? []).filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted()
  }()
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
