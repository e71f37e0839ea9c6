/// What was said, when and by whom: bounded, safe to print, and without a way to put a secret in.

import PreflightKit

struct Transcript: Sendable {
  static let maximumLines = 160
  static let maximumCharacters = 16384

  private(set) var lines: [TranscriptLine] = []
  private var characters = 0

  /// Commands show themselves; a login's payload has nothing to show.
  mutating func record(_ command: Command, at now: Double) {
    append(.client, command.shown, at: now)
  }

  mutating func note(_ text: String, at now: Double) {
    append(.note, text, at: now)
  }

  /// Once a login has begun the server knows the secret and may say it back in any disguise: only its codes
  /// are kept.
  mutating func record(_ reply: Reply, isSecret: Bool, at now: Double) {
    if isSecret {
      let enhanced = reply.enhanced.map { " \($0)" } ?? ""
      append(.server, "\(reply.code)\(enhanced) ***", at: now)
      return
    }
    for (index, line) in reply.lines.enumerated() {
      let separator = index == reply.lines.count - 1 ? " " : "-"
      append(.server, "\(reply.code)\(separator)\(SafeText.printable(line))", at: now)
    }
  }

  /// Bytes that were no reply: the beginning is enough to know them by.
  mutating func record(stray bytes: [UInt8], at now: Double) {
    append(.server, SafeText.printable(bytes, limit: 64), at: now)
  }

  private mutating func append(_ speaker: Speaker, _ text: String, at now: Double) {
    guard lines.count <= Self.maximumLines, characters <= Self.maximumCharacters else { return }
    characters += text.utf8.count
    let isFull = lines.count == Self.maximumLines || characters > Self.maximumCharacters
    lines.append(
      TranscriptLine(
        milliseconds: now, speaker: isFull ? .note : speaker, text: isFull ? "the rest is left out" : text))
  }
}
