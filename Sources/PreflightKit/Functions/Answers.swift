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
