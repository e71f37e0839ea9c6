/// Fingerprints: rule, file, path and value in; sixteen hexadecimal digits that survive edits elsewhere out.

enum Fingerprint {
  /// Takes the value at fault from each finding's `fingerprint` and puts the fingerprint in its place. Equal ones are
  /// counted, in order, so that two equal mistakes stay two.
  static func assign(to findings: inout [Finding]) {
    var seen: [String: Int] = [:]
    for index in findings.indices {
      let finding = findings[index]
      let text = [finding.rule, finding.place.file, finding.place.path, finding.fingerprint].joined(separator: "\u{0}")
      let count = seen[text, default: 0]
      seen[text] = count + 1
      findings[index].fingerprint = digits(of: count == 0 ? text : "\(text)\u{0}\(count)")
    }
  }

  /// FNV-1a, 64 bits: the same on every machine and in every version.
  private static func digits(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash ^= UInt64(byte)
      hash = hash &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
