/// A 250 reply to EHLO or HELO in, the capabilities it lists out (RFC 5321 §4.1.1.1). Keywords in any case;
/// the old `AUTH=` form counts as AUTH.

import PreflightKit

extension Capabilities {
  init(_ reply: Reply, extended: Bool) {
    self.init()
    self.extended = extended
    name = reply.lines.first.map { SafeText.printable($0.prefix { $0 != 0x20 }) } ?? ""
    guard extended else { return }
    for line in reply.lines.dropFirst() { read(line) }
  }

  private mutating func read(_ line: [UInt8]) {
    let words = line.split { $0 == 0x20 || $0 == 0x09 }.map { SafeText.printable($0) }
    guard let first = words.first else { return }
    var parameters = Array(words.dropFirst())
    var keyword = first.uppercased()
    if keyword.hasPrefix("AUTH=") {
      parameters.insert(String(first.dropFirst(5)), at: 0)
      keyword = "AUTH"
    }
    if !keywords.contains(keyword) { keywords.append(keyword) }
    note(keyword, parameters)
  }

  private mutating func note(_ keyword: String, _ parameters: [String]) {
    switch keyword {
    case "AUTH":
      for word in parameters.map({ $0.lowercased() }) where !mechanisms.contains(word) {
        mechanisms.append(word)
      }
    case "SIZE":
      size = true
      sizeLimit = parameters.first.flatMap { Int($0) }.map { max(0, $0) } ?? 0
    case "STARTTLS": starttls = true
    case "PIPELINING": pipelining = true
    case "8BITMIME": eightBitMIME = true
    case "SMTPUTF8": smtpUTF8 = true
    case "REQUIRETLS": requireTLS = true
    case "CHUNKING": chunking = true
    case "DSN": dsn = true
    case "ENHANCEDSTATUSCODES": enhancedStatusCodes = true
    case _: break
    }
  }

  /// Whether something between us and the server has blotted out a keyword of STARTTLS's length, as some
  /// firewalls do (XXXXXXXA).
  var looksStripped: Bool {
    !starttls
      && keywords.contains { word in
        let crosses = word.prefix { $0 == "X" }.count
        return (7...8).contains(word.count) && crosses >= 7
      }
  }
}
