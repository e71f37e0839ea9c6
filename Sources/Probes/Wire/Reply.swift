/// One complete SMTP reply (RFC 5321 §4.2) as a value.

struct Reply: Hashable, Sendable {
  var code: Int
  /// From the first line that carries one (RFC 2034, RFC 3463).
  var enhanced: EnhancedCode?
  /// The text of every line, code and separator taken off, enhanced code left on.
  var lines: [[UInt8]]
}

/// class.subject.detail, such as 5.7.8.
struct EnhancedCode: Hashable, Sendable, CustomStringConvertible {
  var statusClass: Int
  var subject: Int
  var detail: Int

  var description: String { "\(statusClass).\(subject).\(detail)" }

  /// Reads the code at the start of a line's text. Its class must be the reply's own (RFC 2034 §4).
  init?(startOf text: [UInt8], code: Int) {
    let word = text.prefix { $0 != 0x20 }
    let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { number($0) }
    guard parts.count == 3, numbers.count == 3, numbers[0] == code / 100 else { return nil }
    (statusClass, subject, detail) = (numbers[0], numbers[1], numbers[2])
  }
}

/// One to three digits and nothing else.
private func number(_ digits: ArraySlice<UInt8>) -> Int? {
  guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
}
