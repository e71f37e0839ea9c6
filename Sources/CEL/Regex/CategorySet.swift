/// A set of Unicode's general categories, one bit for each, and the names that `\p{…}` gives them.
struct CategorySet: Hashable, Sendable {
  private var bits: UInt32 = 0

  init() {}

  init(_ categories: [Unicode.GeneralCategory]) {
    for category in categories { bits |= Self.bit(category) }
  }

  var isEmpty: Bool { bits == 0 }

  mutating func formUnion(_ other: CategorySet) { bits |= other.bits }

  /// Categories part all characters among themselves, so the complement of some is the others.
  var inverted: CategorySet {
    var copy = self
    copy.bits = ~bits
    return copy
  }

  func contains(_ scalar: UInt32) -> Bool {
    guard let character = Unicode.Scalar(scalar) else { return false }
    return bits & Self.bit(character.properties.generalCategory) != 0
  }

  /// The categories of `\p{name}`. As in RE2, C leaves out what is not assigned.
  static func named(_ name: Substring) -> CategorySet? {
    switch name {
    case "Any": CategorySet().inverted
    case "C": CategorySet([.control, .format, .surrogate, .privateUse])
    case "Cc": CategorySet([.control])
    case "Cf": CategorySet([.format])
    case "Co": CategorySet([.privateUse])
    case "Cs": CategorySet([.surrogate])
    case "L":
      CategorySet([.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter])
    case "Ll": CategorySet([.lowercaseLetter])
    case "Lm": CategorySet([.modifierLetter])
    case "Lo": CategorySet([.otherLetter])
    case "Lt": CategorySet([.titlecaseLetter])
    case "Lu": CategorySet([.uppercaseLetter])
    default: namedMarkOrSign(name)
    }
  }

  private static func namedMarkOrSign(_ name: Substring) -> CategorySet? {
    switch name {
    case "M": CategorySet([.nonspacingMark, .spacingMark, .enclosingMark])
    case "Mc": CategorySet([.spacingMark])
    case "Me": CategorySet([.enclosingMark])
    case "Mn": CategorySet([.nonspacingMark])
    case "N": CategorySet([.decimalNumber, .letterNumber, .otherNumber])
    case "Nd": CategorySet([.decimalNumber])
    case "Nl": CategorySet([.letterNumber])
    case "No": CategorySet([.otherNumber])
    case "S": CategorySet([.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol])
    case "Sc": CategorySet([.currencySymbol])
    case "Sk": CategorySet([.modifierSymbol])
    case "Sm": CategorySet([.mathSymbol])
    case "So": CategorySet([.otherSymbol])
    case "Z": CategorySet([.spaceSeparator, .lineSeparator, .paragraphSeparator])
    case "Zl": CategorySet([.lineSeparator])
    case "Zp": CategorySet([.paragraphSeparator])
    case "Zs": CategorySet([.spaceSeparator])
    default: namedPunctuation(name)
    }
  }

  private static func namedPunctuation(_ name: Substring) -> CategorySet? {
    switch name {
    case "P":
      CategorySet([
        .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation,
      ])
    case "Pc": CategorySet([.connectorPunctuation])
    case "Pd": CategorySet([.dashPunctuation])
    case "Pe": CategorySet([.closePunctuation])
    case "Pf": CategorySet([.finalPunctuation])
    case "Pi": CategorySet([.initialPunctuation])
    case "Po": CategorySet([.otherPunctuation])
    case "Ps": CategorySet([.openPunctuation])
    default: nil
    }
  }

  private static func bit(_ category: Unicode.GeneralCategory) -> UInt32 {
    switch category {
    case .uppercaseLetter: 1 << 0
    case .lowercaseLetter: 1 << 1
    case .titlecaseLetter: 1 << 2
    case .modifierLetter: 1 << 3
    case .otherLetter: 1 << 4
    case .nonspacingMark: 1 << 5
    case .spacingMark: 1 << 6
    case .enclosingMark: 1 << 7
    case .decimalNumber: 1 << 8
    case .letterNumber: 1 << 9
    case .otherNumber: 1 << 10
    case .connectorPunctuation: 1 << 11
    case .dashPunctuation: 1 << 12
    case .openPunctuation: 1 << 13
    case .closePunctuation: 1 << 14
    case .initialPunctuation: 1 << 15
    case .finalPunctuation: 1 << 16
    case .otherPunctuation: 1 << 17
    case .mathSymbol: 1 << 18
    case .currencySymbol: 1 << 19
    case .modifierSymbol: 1 << 20
    case .otherSymbol: 1 << 21
    case .spaceSeparator: 1 << 22
    case .lineSeparator: 1 << 23
    case .paragraphSeparator: 1 << 24
    case .control: 1 << 25
    case .format: 1 << 26
    case .surrogate: 1 << 27
    case .privateUse: 1 << 28
    case .unassigned: 1 << 29
    @unknown default: 1 << 30
    }
  }
}
