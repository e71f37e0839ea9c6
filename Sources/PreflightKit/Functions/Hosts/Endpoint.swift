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
    var text = trimmed(text)
    self = text.withUTF8 { Endpoint($0[...]) }
  }

  fileprivate init(_ written: Bytes) {
    if written.allSatisfy(isPlain) {
      host = text(written)
      return
    }
    var rest = written
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: "://".utf8),
      isScheme(rest[..<colon])
    {
      scheme = text(rest[..<colon]).lowercased()
      rest = rest[(colon + 3)...]
    }
    if let at = endOfUser(rest) {
      user = text(rest[..<at].prefix { $0 != UInt8(ascii: ":") })
      rest = rest[(at + 1)...]
    }
    let authority = authority(of: rest)
    path = text(rest[authority.endIndex...])
    readHostAndPort(authority)
  }

  private mutating func readHostAndPort(_ authority: Bytes) {
    if authority.first == UInt8(ascii: "["), let close = authority.firstIndex(of: UInt8(ascii: "]")) {
      let behind = authority[(close + 1)...]
      if behind.isEmpty || behind.first == UInt8(ascii: ":") {
        host = text(authority[..<close].dropFirst())
        port = portNumber(behind.dropFirst())
        return
      }
    }
    guard let colon = authority.firstIndex(of: UInt8(ascii: ":")),
      !authority[(colon + 1)...].contains(UInt8(ascii: ":"))
    else {
      host = text(authority)
      return
    }
    let digits = authority[(colon + 1)...]
    port = portNumber(digits)
    host = text(port != nil || digits.isEmpty ? authority[..<colon] : authority)
  }
}

/// The parts of a URL by RFC 3986; each is empty if the text has none.
package struct URLParts: Hashable, Sendable {
  package var scheme = ""
  package var host = ""
  /// Without query and fragment; of "mailto:a@b.example" the address.
  package var path = ""

  package init(_ text: String) {
    var text = trimmed(text)
    self = text.withUTF8 { URLParts($0[...]) }
  }

  private init(_ written: Bytes) {
    let endpoint = Endpoint(written)
    if !endpoint.scheme.isEmpty {
      scheme = endpoint.scheme
      host = endpoint.host.lowercased()
      path = String(decoding: endpoint.path.utf8.prefix { !$0.endsPath }, as: UTF8.self)
      return
    }
    guard let colon = written.firstIndex(of: UInt8(ascii: ":")), isScheme(written[..<colon]) else { return }
    let rest = written[(colon + 1)...]
    // "localhost:25" reads as a scheme too, but a port follows.
    guard !rest.isEmpty, portNumber(rest) == nil, !written[..<colon].contains(UInt8(ascii: ".")) else {
      return
    }
    scheme = text(written[..<colon]).lowercased()
    path = text(rest.prefix { !$0.endsPath })
  }
}

/// A part of a text's UTF-8, where it lies. Characters would cost many times as much.
private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

private func text(_ bytes: Bytes) -> String {
  String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self)
}

/// Most hosts are a name and nothing else.
private func isPlain(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "a"..."z", "A"..."Z", "0"..."9", ".", "-": true
  default: false
  }
}

/// Up to the first "/", "?" or "#".
private func authority(of bytes: Bytes) -> Bytes {
  bytes.prefix { $0 != UInt8(ascii: "/") && !$0.endsPath }
}

extension UInt8 {
  fileprivate var endsPath: Bool { self == UInt8(ascii: "?") || self == UInt8(ascii: "#") }
}

/// The sign behind user and password. A password may hold a slash, but then no number, a port, stands before it.
private func endOfUser(_ bytes: Bytes) -> Int? {
  let authority = authority(of: bytes)
  if let at = authority.lastIndex(of: UInt8(ascii: "@")) { return at }
  guard let colon = authority.firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let behind = authority[(colon + 1)...]
  return behind.isEmpty || portNumber(behind) != nil ? nil : bytes.lastIndex(of: UInt8(ascii: "@"))
}

private func isScheme(_ bytes: Bytes) -> Bool {
  guard let first = bytes.first, first.isLetter else { return false }
  return bytes.allSatisfy {
    switch Unicode.Scalar($0) {
    case "a"..."z", "A"..."Z", "0"..."9", "+", "-", ".": true
    default: false
    }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { "a"..."z" ~= Unicode.Scalar(self) || "A"..."Z" ~= Unicode.Scalar(self) }
}

private func portNumber(_ bytes: Bytes) -> Int? {
  guard 1...5 ~= bytes.count else { return nil }
  var number = 0
  for byte in bytes {
    guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
    number = number * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return number <= 65_535 ? number : nil
}

private func trimmed(_ text: String) -> String { CodePoints.trim(text) }
