/// Letters and their marks as one character each, as keyboards and domain names have them: "e\u{301}" in,
/// "é" out.
///
/// Swift's library composes only behind the scenes, where it compares: the composed character is the one
/// that equals the pair. Latin, Greek and Cyrillic are searched; a letter with several marks is composed
/// mark by mark.
func composed(_ text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
  var composed: [Unicode.Scalar] = []
  for scalar in text {
    if isMark(scalar), let letter = composed.last, let joined = composition(of: letter, with: scalar) {
      composed[composed.count - 1] = joined
    } else {
      composed.append(scalar)
    }
  }
  return composed
}

/// Whether a character is written on the one before it.
func isMark(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .spacingMark: true
  default: false
  }
}

extension String {
  init(scalars: some Sequence<Unicode.Scalar>) {
    var bytes: [UInt8] = []
    for scalar in scalars {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    self = String(decoding: bytes, as: UTF8.self)
  }
}

private func composition(of letter: Unicode.Scalar, with mark: Unicode.Scalar) -> Unicode.Scalar? {
  let pair = String(scalars: [letter, mark])
  let blocks: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x370...0x4FF, 0x1E00...0x1FFF]
  for block in blocks {
    for value in block {
      if let candidate = Unicode.Scalar(value), String(candidate) == pair { return candidate }
    }
  }
  return nil
}
