/// Secrets in; where other texts repeat them, and those texts with every one covered, out. A text is gone through once,
/// however many secrets there are: a file may hold tens of thousands.

struct SecretTexts: Sendable {
  /// By their bytes.
  private let sorted: [[UInt8]]
  /// Of each secret the place of the longest other one that it begins with; nil if there is none.
  private let shorter: [Int?]
  /// Whether a secret begins with a byte.
  private let begins: [Bool]

  /// A longer secret is looked for in pieces of this length: what is compared at one place is then bounded.
  private static let longest = 64

  init(_ texts: Set<[UInt8]>) {
    guard !texts.isEmpty else {
      (sorted, shorter, begins) = ([], [], [])
      return
    }
    sorted = Set(texts.flatMap(Self.pieces)).sorted { $0.lexicographicallyPrecedes($1) }
    var begins = Array(repeating: false, count: 256)
    var shorter: [Int?] = []
    // What a text begins with stands before it, and only texts that begin with that too lie between.
    for (place, text) in sorted.enumerated() {
      begins[Int(text[0])] = true
      var before = place == 0 ? nil : Optional(place - 1)
      while let other = before, !text.starts(with: sorted[other]) { before = shorter[other] }
      shorter.append(before)
    }
    self.begins = begins
    self.shorter = shorter
  }

  /// Each of them in full length, so that no short rest is left: the last two may overlap.
  private static func pieces(of text: [UInt8]) -> [[UInt8]] {
    guard text.count > longest else { return text.isEmpty ? [] : [text] }
    return stride(from: 0, to: text.count - longest, by: longest).map { Array(text[$0..<$0 + longest]) }
      + [Array(text.suffix(longest))]
  }

  /// Where secrets stand, in order; those that overlap or follow each other at once are one place.
  func places(in bytes: [UInt8]) -> [Range<Int>] {
    guard !sorted.isEmpty else { return [] }
    return bytes.withUnsafeBufferPointer { bytes in
      var places: [Range<Int>] = []
      for at in bytes.indices {
        guard begins[Int(bytes[at])], let length = longest(at: at, in: bytes) else { continue }
        if let last = places.last, at <= last.upperBound {
          places[places.count - 1] = last.lowerBound..<max(last.upperBound, at + length)
        } else {
          places.append(at..<at + length)
        }
      }
      return places
    }
  }

  /// The text with every secret covered.
  func cover(_ text: String) -> String {
    guard !sorted.isEmpty else { return text }
    let bytes = Array(text.utf8)
    let places = places(in: bytes)
    guard !places.isEmpty else { return text }
    var covered: [UInt8] = []
    var at = 0
    for place in places {
      covered += bytes[at..<place.lowerBound]
      covered += MaskedText.mask.utf8
      at = place.upperBound
    }
    return String(decoding: covered + bytes[at...], as: UTF8.self)
  }

  /// The length of the longest secret that stands at a place.
  private func longest(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if follows(sorted[middle], place, bytes) { high = middle } else { low = middle + 1 }
    }
    // Every secret that stands here is this one, or one that this one begins with.
    var candidate = low == 0 ? nil : Optional(low - 1)
    while let secret = candidate, !stands(sorted[secret], place, bytes) { candidate = shorter[secret] }
    return candidate.map { sorted[$0].count }
  }

  /// Whether a secret comes after all texts that begin as the one at a place.
  private func follows(_ secret: [UInt8], _ place: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in secret.indices {
      guard place + index < bytes.count else { return true }
      if secret[index] != bytes[place + index] { return secret[index] > bytes[place + index] }
    }
    return false
  }

  private func stands(_ secret: [UInt8], _ place: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard secret.count <= bytes.count - place else { return false }
    for index in secret.indices where secret[index] != bytes[place + index] { return false }
    return true
  }
}
