// Patterns made at random, compared with google-re2 (a subprocess of Python) where that is installed.

import Foundation
import Testing

@testable import CEL

@Suite("Patterns beside google-re2")
struct PatternPeerTests {
  @Test(
    "random patterns match where google-re2 says",
    .enabled(if: RE2Peer.isInstalled, "python3 cannot import re2: pip install google-re2"),
    arguments: [1, 2, 3] as [UInt64])
  func agreesWithRE2(seed: UInt64) throws {
    var source = RandomPatterns(seed: seed)
    let questions = (0..<2_000).map { _ in source.question() }
    let answers = try RE2Peer.ask(questions)
    #expect(answers.count == questions.count)
    for ((text, haystacks), answer) in zip(questions, answers) {
      let pattern = try? Pattern(text)
      #expect((pattern != nil) == (answer != nil), "\(text.debugDescription)")
      guard let pattern, let answer else { continue }
      for (haystack, expected) in zip(haystacks, answer) {
        let comment: Comment = "\(text.debugDescription) in \(haystack.debugDescription)"
        #expect(pattern.firstMatch(in: haystack) == expected, comment)
        #expect(pattern.matches(haystack) == (expected != nil), comment)
      }
    }
  }

  @Test(
    "no pattern crashes the parser, and both engines find the same", arguments: [11, 12, 13, 14] as [UInt64])
  func hostilePatterns(seed: UInt64) {
    var source = RandomPatterns(seed: seed)
    var accepted = 0
    for _ in 0..<10_000 {
      let text = source.noise()
      guard let pattern = try? Pattern(text) else { continue }
      accepted += 1
      let haystack = source.text()
      let isFound = pattern.firstMatch(in: haystack) != nil
      #expect(
        pattern.matches(haystack) == isFound, "\(text.debugDescription) in \(haystack.debugDescription)")
    }
    #expect(accepted > 100)
  }
}

enum RE2Peer {
  static let isInstalled = (try? run(["-c", "import re2"], input: "")) != nil

  /// For each pattern the matches, or nil where RE2 refuses it.
  static func ask(_ questions: [(pattern: String, texts: [String])]) throws -> [[Range<Int>?]?] {
    let lines = try questions.map {
      String(decoding: try JSONSerialization.data(withJSONObject: [$0.pattern, $0.texts]), as: UTF8.self)
    }
    let script = URL(filePath: "../../../Peers/re2_search.py", relativeTo: URL(filePath: #filePath)).path
    let output = try run([script], input: lines.joined(separator: "\n"))
    return try output.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)
      return (object as? [Any])?.map { ($0 as? [Int]).map { $0[0]..<$0[1] } }
    }
  }

  private static func run(_ arguments: [String], input: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
    return String(decoding: data, as: UTF8.self)
  }
}

/// Patterns and texts over a small alphabet, so that they meet often; the same for the same seed.
struct RandomPatterns {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(state: seed) }

  /// RE2 knows bytes only, so to it `\\B` holds inside of a long character; that is not asked.
  mutating func question() -> (pattern: String, texts: [String]) {
    let pattern = pattern(depth: 3)
    return (pattern, (0..<6).map { _ in text(isASCII: pattern.contains("\\B")) })
  }

  mutating func text(isASCII: Bool = false) -> String {
    let ascii = ["a", "b", "c", "A", "B", "k", "s", "0", "9", "_", " ", "\n", "-"]
    let alphabet = isASCII ? ascii : ascii + ["é", "É", "ß", "α", "Σ", "ς", "😀", "\u{212A}"]
    return (0..<Int.random(in: 0...12, using: &generator)).map { _ in pick(alphabet) }.joined()
  }

  mutating func noise() -> String {
    let pieces = [
      "a", "b", "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "^", "$", "\\", ".", "-", ",", "1", "2",
      "P", "<", ">", ":",
      "=", "i", "Q", "E", "x", "p", "L", "é", "[:alpha:]", "(?", "{2,3}", "\\b", "\\d", "\0", "😀",
    ]
    return (0..<Int.random(in: 0...24, using: &generator)).map { _ in pick(pieces) }.joined()
  }

  mutating func pattern(depth: Int) -> String {
    let branches = (0..<(depth > 0 && chance(4) ? 2 : 1)).map { _ in
      (0..<Int.random(in: 0...4, using: &generator)).map { _ in piece(depth: depth) }.joined()
    }
    return branches.joined(separator: "|")
  }

  private mutating func piece(depth: Int) -> String {
    let repetitions = ["*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{2,3}?", "{3,70}"]
    return atom(depth: depth) + (chance(3) ? pick(repetitions) : "")
  }

  private mutating func atom(depth: Int) -> String {
    let atoms = [
      "a", "b", "c", "k", "é", "α", "σ", "😀", "0", ".", "[ab]", "[^ab]", "[a-c]", "[^\\n-]", "\\d", "\\D",
      "\\w", "\\W", "\\s", "\\S",
      "\\b", "\\B", "^", "$", "\\A", "\\z", "\\pL", "\\PL", "\\p{Lu}", "\\p{Greek}", "[[:alpha:]]",
      "[[:^upper:]é]", "[\\P{Ll}a]",
      "[^\\w\\s]", "\\x61", "\\x{e9}", "\\Qa+\\E", "(?i)", "(?m)", "(?s)", "(?U)", "(?-i)", "[é-😀]", "\\n",
    ]
    guard depth > 0, chance(4) else { return pick(atoms) }
    return pick(["(", "(?:", "(?i:", "(?P<n>", "(?m-s:"]) + pattern(depth: depth - 1) + ")"
  }

  private mutating func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &generator) == 0 }

  private mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }
}

/// A small generator of random numbers that can be seeded (Steele, Lea and Flood, 2014).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
