/// What a function said of the texts that it was asked about lately: a text in, the answer out, worked out only if it is
/// not remembered. Rules ask the same of few texts again and again, in one campaign and in the next.
import CEL
import Synchronization

final class Answers: Sendable {
  fileprivate struct Memory {
    /// Of each text, searched before the texts themselves.
    var fingerprints: [UInt64] = []
    var answers: [(text: String, value: Value)] = []
    /// The place that is taken next once all are.
    var oldest = 0
  }

  private static let most = 48
  private static let longest = 256
  private let memory = Mutex(Memory())
  /// What was said of texts that are known in parts, the latest last.
  private let partial = Mutex<[(text: Unknown, value: Value?)]>([])
  private static let mostPartial = 4

  /// Long texts are not remembered, nor is what is not ASCII: other texts may be equal to Swift and different to the
  /// function.
  func answer(_ text: String, _ body: (String) -> Value) -> Value {
    guard text.utf8.count <= Self.longest, isASCII(text) else { return body(text) }
    let fingerprint = FieldName(text).fingerprint
    if let value = memory.withLock({ $0[text, fingerprint] }) { return value }
    let value = body(text)
    memory.withLock { $0.add(text, fingerprint, value, most: Self.most) }
    return value
  }

  /// The same for a text that is known in parts, of which the answer takes as long as those of forty texts.
  func answer(_ text: Unknown, _ body: () -> Value?) -> Value? {
    guard text.text?.pieces.allSatisfy({ isASCII($0) }) ?? false else { return body() }
    if let known = partial.withLock({ $0.last { $0.text == text } }) { return known.value }
    let value = body()
    partial.withLock { partial in
      if partial.count == Self.mostPartial { partial.removeFirst() }
      partial.append((text, value))
    }
    return value
  }
}

extension Answers.Memory {
  subscript(text: String, fingerprint: UInt64) -> Value? {
    for place in 0..<fingerprints.count
    where fingerprints[place] == fingerprint && answers[place].text == text {
      return answers[place].value
    }
    return nil
  }

  mutating func add(_ text: String, _ fingerprint: UInt64, _ value: Value, most: Int) {
    guard fingerprints.count == most else {
      fingerprints.append(fingerprint)
      answers.append((text, value))
      return
    }
    fingerprints[oldest] = fingerprint
    answers[oldest] = (text, value)
    oldest = (oldest + 1) % most
  }
}
