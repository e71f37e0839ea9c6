/// A string key with its mark, which is made once: comparing numbers first spares comparing texts.
package struct FieldName: Sendable {
  package let text: String
  let mark: KeyMark

  package init(_ text: String) {
    self.text = text
    mark = KeyMark(ofName: text)
  }

  /// That of the text.
  package var fingerprint: UInt64 { mark.fingerprint }

  /// Whether the key is this text.
  package func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    Text.withBytes(text) { text in text.count == bytes.count && text.holds(bytes, at: 0) }
  }

  /// A number for the UTF-8, the same in every run. Different texts may have the same one.
  package static func fingerprint(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &+ 0xcbf2_9ce4_8422_2325
    bytes.visitWords { word in
      let product = (hash ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
      hash = product.high ^ product.low
    }
    return hash
  }
}

/// What finds a key without counting a reference to its text. It means something only as long as that lives.
struct KeyMark: Sendable {
  /// 0 for a key that is no string.
  let fingerprint: UInt64
  let bits: TextBits

  fileprivate init(ofName name: String) {
    self.init(fingerprint: Text.withBytes(name) { FieldName.fingerprint(of: $0) }, TextBits(name))
  }

  private init(fingerprint: UInt64, _ bits: TextBits) {
    self.fingerprint = fingerprint
    self.bits = bits
  }

  init(_ key: Value) {
    if case .string(let text) = key {
      self.init(ofName: text)
    } else {
      self.init(fingerprint: 0, TextBits(""))
    }
  }

  /// False also for the rare name that has the fingerprint of other keys.
  var isOfName: Bool { fingerprint != 0 }
}
