/// Fingerprints: rule, file, path and value in; sixteen hexadecimal digits that survive edits elsewhere out.

enum Fingerprint {
  /// Takes the value at fault from each finding's `fingerprint` and puts the fingerprint in its place. Equal ones are
  /// counted, in order, so that two equal mistakes stay two.
  static func assign(to findings: inout [Finding]) {
    var seen: [UInt64: Int] = [:]
    for index in findings.indices {
      var hash = StableHash()
      hash.add(findings[index].rule)
      hash.add("\u{0}")
      hash.add(findings[index].place.file)
      hash.add("\u{0}")
      hash.add(findings[index].place.path)
      hash.add("\u{0}")
      hash.add(findings[index].fingerprint)
      let count = seen[hash.value, default: 0]
      seen[hash.value] = count + 1
      if count > 0 { hash.add("\u{0}\(count)") }
      findings[index].fingerprint = hash.digits
    }
  }
}

/// FNV-1a, 64 bits: the same on every machine and in every version.
private struct StableHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String) {
    var text = text
    var value = value
    text.withUTF8 { for byte in $0 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 } }
    self.value = value
  }

  var digits: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
