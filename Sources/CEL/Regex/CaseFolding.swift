// Which characters RE2 takes for the same under `(?i)`: the orbits of Unicode's simple case folding.
//
// Swift offers full case mappings only, but the simple folding of a scalar is the lower case of its upper
// case where both are one scalar. What that cannot reach backwards (no mapping of "k" leads to the Kelvin
// sign) is the table below.

enum CaseFolding {
  /// The two scalars beyond ASCII that fold to a letter of ASCII, in both of its cases.
  static let wideVariantsOfASCII: [(letter: UInt8, wide: UInt32)] = [
    (UInt8(ascii: "k"), 0x212A), (UInt8(ascii: "K"), 0x212A),
    (UInt8(ascii: "s"), 0x017F), (UInt8(ascii: "S"), 0x017F),
  ]

  /// The other scalars that fold as this one does (it may be among them).
  static func variants(of scalar: UInt32) -> [UInt32] {
    let folded = fold(scalar)
    let mapped = [folded, upper(folded), title(folded)]
    return mapped + irregular.filter { $0.folded == folded }.map(\.variant)
  }

  static func fold(_ scalar: UInt32) -> UInt32 {
    let dotlessI: UInt32 = 0x131
    return scalar == dotlessI ? scalar : lower(upper(scalar))
  }

  private static let irregular: [(folded: UInt32, variant: UInt32)] = [
    (0xDF, 0x1E9E), (0xE5, 0x212B), (0x3B2, 0x3D0), (0x3B5, 0x3F5), (0x3B8, 0x3D1), (0x3B8, 0x3F4),
    (0x3B9, 0x345), (0x3B9, 0x1FBE), (0x3BA, 0x3F0), (0x3BC, 0xB5), (0x3C0, 0x3D6), (0x3C1, 0x3F1),
    (0x3C3, 0x3C2), (0x3C6, 0x3D5), (0x3C9, 0x2126), (0x432, 0x1C80), (0x434, 0x1C81), (0x43E, 0x1C82),
    (0x441, 0x1C83), (0x442, 0x1C84), (0x442, 0x1C85), (0x44A, 0x1C86), (0x463, 0x1C87), (0x1E61, 0x1E9B),
    (0xA64B, 0x1C88),
  ]
}

private func upper(_ scalar: UInt32) -> UInt32 {
  mapped(scalar) { $0.uppercaseMapping }
}

private func lower(_ scalar: UInt32) -> UInt32 {
  mapped(scalar) { $0.lowercaseMapping }
}

private func title(_ scalar: UInt32) -> UInt32 {
  mapped(scalar) { $0.titlecaseMapping }
}

/// The mapping if it is one scalar long, else the scalar itself.
private func mapped(_ scalar: UInt32, by mapping: (Unicode.Scalar.Properties) -> String) -> UInt32 {
  guard let character = Unicode.Scalar(scalar) else { return scalar }
  let scalars = mapping(character.properties).unicodeScalars
  guard let first = scalars.first, scalars.count == 1 else { return scalar }
  return first.value
}
