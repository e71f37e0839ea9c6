/// The first bytes a port sends in, what it speaks out. Enough of them must be there to tell; nil asks for
/// more.

enum FirstBytes: Hashable, Sendable {
  /// A TLS record: handshake or alert, version 3.x.
  case tls
  /// Three digits, a separator: a reply of SMTP (or of FTP, which EHLO will tell).
  case reply
  case imap, pop, http, ssh, garbage

  init?(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return nil }
    if first == 0x16 || first == 0x15 || first == 0x14 {
      guard let kind = Self.record(bytes) else { return nil }
      self = kind
      return
    }
    if (UInt8(ascii: "2")...UInt8(ascii: "5")).contains(first) {
      guard let kind = Self.reply(bytes) else { return nil }
      self = kind
      return
    }
    for (prefix, kind) in Self.prefixes {
      if bytes.starts(with: prefix.utf8) {
        self = kind
        return
      }
      if bytes.count < prefix.utf8.count, prefix.utf8.starts(with: bytes) { return nil }
    }
    self = .garbage
  }

  private static let prefixes: [(String, FirstBytes)] = [
    ("* ", .imap), ("+OK", .pop), ("-ERR", .pop), ("HTTP/", .http), ("<!DOCTYPE", .http),
    ("<!doctype", .http),
    ("<html", .http), ("<HTML", .http), ("SSH-", .ssh),
  ]

  /// A record of TLS by its head. A ClientHello that comes from the other end is our own, sent back to us.
  private static func record(_ bytes: [UInt8]) -> FirstBytes? {
    guard bytes.count >= 2 else { return nil }
    guard bytes[1] == 0x03 else { return .garbage }
    guard bytes[0] == 0x16 else { return .tls }
    guard bytes.count >= 6 else { return nil }
    let clientHello: UInt8 = 1
    return bytes[5] == clientHello ? .garbage : .tls
  }

  private static func reply(_ bytes: [UInt8]) -> FirstBytes? {
    for byte in bytes.prefix(3) where !(0x30...0x39).contains(byte) { return .garbage }
    guard bytes.count >= 4 else { return nil }
    return [UInt8(ascii: " "), UInt8(ascii: "-"), 0x0d, 0x0a].contains(bytes[3]) ? .reply : .garbage
  }
}
