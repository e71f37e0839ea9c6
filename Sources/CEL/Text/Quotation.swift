// Text as a literal, and bytes as hexadecimal digits.

package enum Quotation {
  /// `strings.quote`: in double quotes, with escapes for what has a short one, and everything else as it is.
  package static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if let letter = escape(scalar) {
        quoted += "\\\(letter)"
      } else {
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// `%x` and `%X` of bytes.
  package static func hexadecimal(_ bytes: some Sequence<UInt8>, isUpperCase: Bool) -> String {
    let digits = Array((isUpperCase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> Character? {
    switch scalar {
    case "\u{7}": "a"
    case "\u{8}": "b"
    case "\u{C}": "f"
    case "\n": "n"
    case "\r": "r"
    case "\t": "t"
    case "\u{B}": "v"
    case "\\": "\\"
    case "\"": "\""
    default: nil
    }
  }
}
