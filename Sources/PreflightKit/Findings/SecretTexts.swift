/// Secrets in; where other texts repeat them, and those texts with every one covered, out. A text is gone through once,
/// however many secrets there are: a file may hold tens of thousands.

struct SecretTexts: Sendable {
  /// By their bytes.
  private let sorted: [[UInt8]]
  /// Of each secret the place of the longest other one that it begins with; nil if there is none.
  private let shorter: [Int?]
  /// Whether a secret begins with a byte.
  private let begins: [Bool]

  init(_ texts: Set<[UInt8]>) {
    sorted = texts.filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
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

  /// Where secrets stand, in order; of those that overlap the first, and of those that begin alike the longest.
  func places(in bytes: [UInt8]) -> [Range<Int>] {
    guard !sorted.isEmpty else { return [] }
    return bytes.withUnsafeBufferPointer { bytes in
      var places: [Range<Int>] = []
      var at = 0
      while at < bytes.count {
        if begins[Int(bytes[at])], let length = longest(at: bytes[at...]) {
          places.append(at..<at + length)
          at += length
        } else {
          at += 1
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

  /// The length of the longest secret that a text begins with.
  private func longest(at rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if rest.lexicographicallyPrecedes(sorted[middle]) { high = middle } else { low = middle + 1 }
    }
    // Every secret that the text begins with is this one, or one that this one begins with.
    var place = low == 0 ? nil : Optional(low - 1)
    while let candidate = place, !rest.starts(with: sorted[candidate]) { place = shorter[candidate] }
    return place.map { sorted[$0].count }
  }
}
