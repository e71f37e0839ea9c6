import CEL

/// Where a client connects, taken apart: "smtps://user@mail.example.com:465/x", "mail.example.com:587",
/// "[::1]:25".
///
/// People write all of these where a host is asked for, so nothing is refused: what is not there is empty,
/// and what cannot be told apart stays in the host.
package struct Endpoint: Hashable, Sendable {
  /// In lower case, without "://".
  package var scheme = ""
  /// Without the password, which nobody should see.
  package var user = ""
  /// Without the brackets of an IPv6 address.
  package var host = ""
  package var port: Int?
  /// From the first "/", "?" or "#" on.
  package var path = ""

  package init(_ text: String) {
    if text.utf8.allSatisfy(isPlain) {
      host = text
      return
    }
    var rest = trimmed(text)[...]
    if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")), rest[colon...].utf8.starts(with: "://".utf8),
      isScheme(rest[..<colon])
    {
      scheme = rest[..<colon].lowercased()
      rest = rest[rest.utf8.index(colon, offsetBy: 3)...]
    }
    if let at = endOfUser(rest) {
      user = String(upTo(rest[..<at]) { $0 == UInt8(ascii: ":") })
      rest = rest[rest.utf8.index(after: at)...]
    }
    let authority = authority(of: rest)
    path = String(rest[authority.endIndex...])
    rest = authority
    readHostAndPort(rest)
  }

  private mutating func readHostAndPort(_ text: Substring) {
    if text.utf8.first == UInt8(ascii: "["), let close = text.utf8.firstIndex(of: UInt8(ascii: "]")) {
      let behind = text[text.utf8.index(after: close)...]
      if behind.isEmpty || behind.utf8.first == UInt8(ascii: ":") {
        host = String(text[text.utf8.index(after: text.startIndex)..<close])
        port = portNumber(behind.dropFirst())
        return
      }
    }
    let colons = text.utf8.count { $0 == UInt8(ascii: ":") }
    guard colons == 1, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      host = String(text)
      return
    }
    let digits = text[text.utf8.index(after: colon)...]
    port = portNumber(digits)
    host = String(port != nil || digits.isEmpty ? text[..<colon] : text)
  }
}

/// The parts of a URL by RFC 3986; each is empty if the text has none.
package struct URLParts: Hashable, Sendable {
  package var scheme = ""
  package var host = ""
  /// Without query and fragment; of "mailto:a@b.example" the address.
  package var path = ""

  package init(_ text: String) {
    let text = trimmed(text)
    let endpoint = Endpoint(text)
    if !endpoint.scheme.isEmpty {
      scheme = endpoint.scheme
      host = endpoint.host.lowercased()
      path = String(upTo(endpoint.path[...], \.endsPath))
      return
    }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), isScheme(text[..<colon]) else { return }
    let rest = text[text.utf8.index(after: colon)...]
    // "localhost:25" reads as a scheme too, but a port follows.
    guard !rest.isEmpty, portNumber(rest) == nil, !text[..<colon].utf8.contains(UInt8(ascii: ".")) else {
      return
    }
    scheme = text[..<colon].lowercased()
    path = String(upTo(rest, \.endsPath))
  }
}

/// Most hosts are a name and nothing else.
private func isPlain(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "a"..."z", "A"..."Z", "0"..."9", ".", "-": true
  default: false
  }
}

/// Up to the first "/", "?" or "#".
private func authority(of text: Substring) -> Substring {
  upTo(text) { $0 == UInt8(ascii: "/") || $0.endsPath }
}

/// Up to the first byte that ends it. Characters would cost many times as much.
private func upTo(_ text: Substring, _ ends: (UInt8) -> Bool) -> Substring {
  text[..<(text.utf8.firstIndex(where: ends) ?? text.endIndex)]
}

extension UInt8 {
  fileprivate var endsPath: Bool { self == UInt8(ascii: "?") || self == UInt8(ascii: "#") }
}

/// The sign behind user and password. A password may hold a slash, but then no number, a port, stands before it.
private func endOfUser(_ text: Substring) -> Substring.Index? {
  let authority = authority(of: text)
  if let at = authority.utf8.lastIndex(of: UInt8(ascii: "@")) { return at }
  guard let colon = authority.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let behind = authority[authority.utf8.index(after: colon)...]
  return behind.isEmpty || portNumber(behind) != nil ? nil : text.utf8.lastIndex(of: UInt8(ascii: "@"))
}

private func isScheme(_ text: Substring) -> Bool {
  guard let first = text.unicodeScalars.first, "a"..."z" ~= first || "A"..."Z" ~= first else { return false }
  return text.unicodeScalars.allSatisfy {
    switch $0 {
    case "a"..."z", "A"..."Z", "0"..."9", "+", "-", ".": true
    default: false
    }
  }
}

private func portNumber(_ text: Substring) -> Int? {
  guard 1...5 ~= text.utf8.count, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
    let number = Int(text), number <= 65_535
  else { return nil }
  return number
}

private func trimmed(_ text: String) -> String { CodePoints.trim(text) }
