/// Bytes in, complete replies out, however the network has cut them. What is no reply, and what would never
/// end, is a fault.

struct ReplyLimits: Hashable, Sendable {
  /// RFC 5321 §4.5.3.1.5 allows 512 bytes; servers exceed it, and nobody needs more than this.
  var line = 4096
  var lines = 256
  var total = 65536
}

enum ReplyFault: Error, Hashable, Sendable {
  /// The line does not begin with a code.
  case notAReply([UInt8])
  /// A line of a multi-line reply carries another code than the first.
  case mixedCodes(Int, Int)
  case lineTooLong, tooManyLines, tooLong
}

struct ReplyParser: Sendable {
  let limits: ReplyLimits
  private var buffer: [UInt8] = []
  private var scanned = 0
  private var begun: Reply?
  private var total = 0

  init(limits: ReplyLimits = ReplyLimits()) { self.limits = limits }

  /// Nothing is left over: no partial line, no reply half received.
  var isEmpty: Bool { buffer.isEmpty && begun == nil }

  /// What has arrived and was not part of a reply yet.
  var leftover: [UInt8] { buffer }

  mutating func append(_ bytes: [UInt8]) { buffer += bytes }

  /// The next complete reply; nil when more bytes are needed.
  mutating func next() throws(ReplyFault) -> Reply? {
    while let line = try nextLine() {
      if let reply = try take(line) {
        total = 0
        return reply
      }
    }
    return nil
  }

  /// A line without its terminator. A bare LF ends a line too: we judge servers by what they mean.
  private mutating func nextLine() throws(ReplyFault) -> [UInt8]? {
    guard let end = buffer[scanned...].firstIndex(of: 0x0a) else {
      scanned = buffer.count
      guard buffer.count <= limits.line else { throw .lineTooLong }
      return nil
    }
    guard end <= limits.line else { throw .lineTooLong }
    var line = Array(buffer[..<end])
    if line.last == 0x0d { line.removeLast() }
    buffer.removeSubrange(...end)
    scanned = 0
    total += line.count + 2
    guard total <= limits.total else { throw .tooLong }
    return line
  }

  private mutating func take(_ line: [UInt8]) throws(ReplyFault) -> Reply? {
    guard let parts = ReplyLine(line) else { throw .notAReply(line) }
    var reply = begun ?? Reply(code: parts.code, enhanced: nil, lines: [])
    guard reply.code == parts.code else { throw .mixedCodes(reply.code, parts.code) }
    guard reply.lines.count < limits.lines else { throw .tooManyLines }
    reply.enhanced = reply.enhanced ?? EnhancedCode(startOf: parts.text, code: parts.code)
    reply.lines.append(parts.text)
    begun = parts.isLast ? nil : reply
    return parts.isLast ? reply : nil
  }
}

/// `250-text`, `250 text`, or a bare `250`.
private struct ReplyLine {
  var code: Int
  var isLast: Bool
  var text: [UInt8]

  init?(_ line: [UInt8]) {
    guard line.count >= 3, line[..<3].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    code = line[..<3].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard (200..<600).contains(code) else { return nil }
    guard line.count > 3 else {
      (isLast, text) = (true, [])
      return
    }
    switch line[3] {
    case UInt8(ascii: " "): isLast = true
    case UInt8(ascii: "-"): isLast = false
    case _: return nil
    }
    text = Array(line[4...])
  }
}
