/// Colours of a terminal: text in, the same text between escape sequences out, or untouched where there is no colour.

package enum Paint: String, Sendable {
  case bold = "1"
  case red = "1;31"
  case green = "1;32"
  case yellow = "1;33"
  case blue = "1;34"
  case magenta = "1;35"
  case dim = "2"
}

extension Style {
  package func paint(_ text: String, _ paint: Paint) -> String {
    color && !text.isEmpty ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// An OSC 8 link. An address that is not plain printable ASCII is no link: it could end the sequence early.
  package func link(_ text: String, to address: String?) -> String {
    guard links, let address, !address.isEmpty, address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return text
    }
    return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }
}
