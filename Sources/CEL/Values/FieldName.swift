/// A string key with its fingerprint, which is computed once: comparing numbers first spares comparing texts.
package struct FieldName: Sendable {
  package let text: String
  package let fingerprint: UInt64

  package init(_ text: String) {
    self.text = text
    fingerprint = Text.withBytes(text) { FieldName.fingerprint(of: $0) }
  }

  /// Whether the key is this text.
  package func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    Text.withBytes(text) { text in
      guard text.count == bytes.count else { return false }
      for index in 0..<text.count where text[index] != bytes[index] { return false }
      return true
    }
  }

  /// FNV-1a over the UTF-8. Different texts may have the same one.
  package static func fingerprint(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash
  }
}
