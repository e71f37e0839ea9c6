/// Labels of domain names in any script: what a person writes in, what the DNS holds out.
///
/// A part of UTS #46 (non-transitional), as far as the Unicode properties of Swift's library lead. It is
/// done: lower case, full-width forms of ASCII, ideographic full stops, characters that are to be ignored,
/// composition of letters with one mark (Latin, Greek, Cyrillic), the IDNA 2008 kinds of characters
/// (letters, marks, digits, hyphen), Punycode both ways. It is left out: other compatibility mappings
/// (ligatures, superscripts), which are refused; joiners, which are refused everywhere; and the rules for
/// right-to-left labels.
enum InternationalLabel {
  /// The labels of a name as scalars, mapped; an empty one stands for two dots in a row.
  static func labels(of text: some StringProtocol) throws(DomainName.Fault) -> [[Unicode.Scalar]] {
    var labels: [[Unicode.Scalar]] = [[]]
    for scalar in text.unicodeScalars {
      if isFullStop(scalar) {
        labels.append([])
      } else if !isIgnored(scalar) {
        labels[labels.count - 1] += mapped(scalar)
      }
    }
    return labels
  }

  static func ascii(_ label: [Unicode.Scalar]) throws(DomainName.Fault) -> String {
    guard !label.isEmpty else { throw .emptyLabel }
    let composed = label.allSatisfy(\.isASCII) ? label : composed(label)
    let text = String(scalars: composed)
    if let wrong = composed.first(where: { !isAllowed($0) }) { throw .character(String(wrong), label: text) }
    guard composed.first != "-", composed.last != "-" else { throw .hyphenAtEdge(text) }
    guard composed.allSatisfy(\.isASCII) else { return try encoded(composed, text: text) }
    guard composed.count <= 63 else { throw .labelTooLong(text) }
    if text.hasPrefix("xn--") { try check(encoded: text) }
    return text
  }

  private static func encoded(_ label: [Unicode.Scalar], text: String) throws(DomainName.Fault) -> String {
    if let first = label.first, isMark(first) { throw .character(String(first), label: text) }
    guard let bytes = Punycode.encode(label.map(\.value)) else { throw .labelTooLong(text) }
    guard bytes.count <= 59 else { throw .labelTooLong(text) }
    return "xn--" + String(decoding: bytes, as: UTF8.self)
  }

  /// What is encoded must be what one would encode: mapped, allowed, and not plain ASCII.
  private static func check(encoded text: String) throws(DomainName.Fault) {
    guard let scalars = Punycode.decode(text.utf8.dropFirst(4))?.compactMap(Unicode.Scalar.init),
      !scalars.allSatisfy(\.isASCII), scalars.allSatisfy({ isAllowed($0) && mapped($0) == [$0] })
    else { throw .punycode(text) }
  }
}

/// U+3002 and its forms of other widths count as the dot (UTS #46 §2.3).
private func isFullStop(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case ".", "\u{3002}", "\u{FF0E}", "\u{FF61}": true
  default: false
  }
}

/// Whether a name holds what nobody sees. A browser leaves it out; a mail program looks up a name that does not exist.
func hidesCharacters(_ text: String) -> Bool {
  !isASCII(text) && text.unicodeScalars.contains(where: isIgnored)
}

/// Soft hyphen, zero-width space, word joiner, byte order mark, variation selectors.
private func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{FE00}"..."\u{FE0F}": true
  default: false
  }
}

private func mapped(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
  switch scalar {
  case "A"..."Z": [Unicode.Scalar(UInt8(scalar.value) | 0x20)]
  case "\0"..."\u{7F}": [scalar]
  case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0).map(mapped) ?? [scalar]
  default: Array(scalar.properties.lowercaseMapping.unicodeScalars)
  }
}

private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "0"..."9", "-": true
  case "\0"..."\u{7F}": false
  default: (isLetterOrDigit(scalar) || isMark(scalar)) && !isCompatibilityForm(scalar)
  }
}

/// Letters that are another way to write others: ordinals, letterlike symbols, ligatures, presentation and
/// width forms.
private func isCompatibilityForm(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0xAA, 0xBA, 0x2B0...0x2B8, 0x1D2C...0x1D6A, 0x2071...0x209C, 0x2100...0x214F, 0x3131...0x33FF,
    0xF900...0xFDFF, 0xFE70...0xFEFC, 0xFF65...0xFFDC, 0x1D400...0x1D7FF, 0x2F800...0x2FA1D:
    true
  default: false
  }
}

private func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber: true
  default: false
  }
}
