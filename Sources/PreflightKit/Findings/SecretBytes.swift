/// What bytes mean in the search for secrets: a byte in; the parts that it can play out.

extension UInt8 {
  var joinsWord: Bool {
    self == UInt8(ascii: ".") || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
  }
  var isOfBlockHeader: Bool {
    isDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-")
  }
  /// Ends a value in a query, or in a line of a shell.
  var endsField: Bool { isBlank || isQuote || self == UInt8(ascii: "&") }
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var endsFlowValue: Bool { self == UInt8(ascii: ",") || self == UInt8(ascii: "}") }
  var endsAuthority: Bool {
    self == UInt8(ascii: "/") || self == UInt8(ascii: "?") || self == UInt8(ascii: "#")
  }
}

/// What a byte may be in a line.
struct ByteRoles: OptionSet, Sendable {
  let rawValue: UInt8
  static let endsWord = ByteRoles(rawValue: 1)
  static let separatesKey = ByteRoles(rawValue: 2)
  static let keyPart = ByteRoles(rawValue: 4)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(of byte: UInt8) {
    self = byte.isLetterOrDigit || byte.joinsWord || byte.isQuote ? .keyPart : []
    switch Unicode.Scalar(byte) {
    case ":", "=": formUnion([.endsWord, .separatesKey])
    case " ", "\t", "\"", "'", "(", ",", "<", "[", "{": insert(.endsWord)
    default: break
    }
  }
}

/// Of each byte. Asked of every one of a file, so without a branch for each role.
let byteRoles = (0...UInt8.max).map { ByteRoles(of: $0) }
