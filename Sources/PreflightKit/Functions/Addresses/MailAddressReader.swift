import CEL

/// Reads one address from left to right.
struct MailAddressReader {
  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var comment = ""

  init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  mutating func read() throws(MailAddress.Fault) -> MailAddress {
    try skipSpace()
    guard offset < scalars.count else { throw .empty }
    guard let bracket = try indexOfBracket() else {
      let (local, domain) = try readAddress(until: scalars.count)
      return MailAddress(displayName: comment, localPart: local, domain: domain)
    }
    let name = try readDisplayName(until: bracket)
    offset = bracket + 1
    guard let close = try indexOfClosingBracket() else { throw .unclosed("<") }
    let (local, domain) = try readAddress(until: close)
    offset = close + 1
    try skipSpace()
    try expectEnd(at: scalars.count)
    return MailAddress(displayName: name, localPart: local, domain: domain)
  }

  /// The first "<" that is in no quotation and no comment.
  private func indexOfBracket() throws(MailAddress.Fault) -> Int? {
    var reader = self
    while reader.offset < scalars.count {
      switch scalars[reader.offset] {
      case "<": return reader.offset
      case "\"": _ = try reader.readQuotation()
      case "(": try reader.skipSpace()
      default: reader.offset += 1
      }
    }
    return nil
  }

  private func indexOfClosingBracket() throws(MailAddress.Fault) -> Int? {
    var reader = self
    while reader.offset < scalars.count, scalars[reader.offset] != ">" {
      if scalars[reader.offset] == "\"" { _ = try reader.readQuotation() } else { reader.offset += 1 }
    }
    return reader.offset < scalars.count ? reader.offset : nil
  }

  /// Words and quotations in any mixture; people write more than RFC 5322 allows here, and mailers accept it.
  private mutating func readDisplayName(until end: Int) throws(MailAddress.Fault) -> String {
    var words: [String] = []
    try skipSpace()
    while offset < end {
      if scalars[offset] == "\"" {
        words.append(unquoted(try readQuotation()))
      } else {
        let start = offset
        while offset < end, !isSpace(scalars[offset]), scalars[offset] != "\"", scalars[offset] != "(" {
          offset += 1
        }
        words.append(string(start..<offset))
      }
      try skipSpace()
    }
    return words.isEmpty ? comment : words.joined(separator: " ")
  }

  private mutating func readAddress(until end: Int) throws(MailAddress.Fault) -> (
    local: String, domain: String
  ) {
    try skipSpace()
    let local = try readLocalPart(until: end)
    try skipSpace()
    guard offset < end else { throw local.isEmpty ? .empty : .noAt }
    guard scalars[offset] == "@" else { throw .localPart(local + String(scalars[offset])) }
    guard !local.isEmpty else { throw .emptyLocalPart }
    guard local.utf8.count <= 64 else { throw .localPartTooLong }
    offset += 1
    try skipSpace()
    let domain = try readDomain(until: end)
    try skipSpace()
    try expectEnd(at: end)
    guard local.utf8.count + domain.utf8.count + 1 <= 254 else { throw .tooLong }
    return (local, domain)
  }

  private mutating func readLocalPart(until end: Int) throws(MailAddress.Fault) -> String {
    if offset < end, scalars[offset] == "\"" { return try readQuotation() }
    let start = offset
    while offset < end, isAtomCharacter(scalars[offset]) || scalars[offset] == "." { offset += 1 }
    let text = string(start..<offset)
    if text.hasPrefix(".") || text.hasSuffix(".") || holds(text.utf8, "..") { throw .localPart(text) }
    return text
  }

  private mutating func readDomain(until end: Int) throws(MailAddress.Fault) -> String {
    let start = offset
    while offset < end, !isSpace(scalars[offset]), scalars[offset] != "(", scalars[offset] != "," {
      offset += 1
    }
    let text = string(start..<offset)
    guard !text.isEmpty else { throw .emptyDomain }
    if text.hasPrefix("[") {
      guard isAddressLiteral(text) else { throw .addressLiteral(text) }
      return text.lowercased()
    }
    do {
      _ = try DomainName(text)
    } catch {
      throw .domain(error)
    }
    return text.lowercased()
  }

  /// "[192.0.2.1]" or "[IPv6:2001:db8::1]" (RFC 5321 §4.1.3).
  private func isAddressLiteral(_ text: String) -> Bool {
    guard text.hasSuffix("]") else { return false }
    let inside = text.dropFirst().dropLast()
    let isV6 = inside.lowercased().hasPrefix("ipv6:")
    return IPAddress(isV6 ? inside.dropFirst(5) : inside).map { ($0.family == .v6) == isV6 } ?? false
  }

  private mutating func readQuotation() throws(MailAddress.Fault) -> String {
    let start = offset
    offset += 1
    while offset < scalars.count, scalars[offset] != "\"" {
      offset += scalars[offset] == "\\" ? 2 : 1
    }
    guard offset < scalars.count else { throw .unclosed("\"") }
    offset += 1
    return string(start..<offset)
  }

  /// Skips white space and comments; a comment is kept, since "a@b.example (News)" names the sender too.
  private mutating func skipSpace() throws(MailAddress.Fault) {
    while offset < scalars.count {
      if isSpace(scalars[offset]) {
        offset += 1
      } else if scalars[offset] == "(" {
        try readComment()
      } else {
        return
      }
    }
  }

  private mutating func readComment() throws(MailAddress.Fault) {
    let start = offset + 1
    var depth = 0
    repeat {
      guard offset < scalars.count else { throw .unclosed("(") }
      switch scalars[offset] {
      case "(": depth += 1
      case ")": depth -= 1
      case "\\": offset += 1
      default: break
      }
      offset += 1
    } while depth > 0
    comment = string(start..<offset - 1)
  }

  private func expectEnd(at end: Int) throws(MailAddress.Fault) {
    guard offset < end else { return }
    let rest = string(offset..<end)
    throw rest.hasPrefix(",") || rest.hasPrefix(";") ? .severalAddresses : .trailingText(rest)
  }

  private func string(_ range: Range<Int>) -> String {
    String(scalars: scalars[range.clamped(to: 0..<scalars.count)])
  }
}

private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\n"
}

/// `atext` of RFC 5322 §3.2.3, and what is not ASCII (RFC 6532 §3.2).
func isAtomCharacter(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9", "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_",
    "`", "{", "|", "}", "~":
    true
  case "\0"..."\u{9F}": false
  default: !scalar.properties.isWhitespace
  }
}

private func unquoted(_ quotation: String) -> String {
  var scalars: [Unicode.Scalar] = []
  var isEscaped = false
  for scalar in quotation.unicodeScalars.dropFirst().dropLast() {
    isEscaped = !isEscaped && scalar == "\\"
    if !isEscaped { scalars.append(scalar) }
  }
  return String(scalars: scalars)
}
