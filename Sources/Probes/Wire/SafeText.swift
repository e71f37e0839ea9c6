/// Bytes of a stranger in, text out that no terminal, log or report can be hurt by: one line, bounded,
/// controls escaped.

import PreflightKit

enum SafeText {
  static let limit = 512

  static func printable(_ bytes: some Sequence<UInt8>, limit: Int = limit) -> String {
    let bytes = Array(bytes.prefix(limit + 1))
    // Nearly all that servers say.
    if bytes.count <= limit, bytes.allSatisfy({ (0x20..<0x7f).contains($0) }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var text = ""
    var length = 0
    for scalar in scalars(bytes) {
      guard length < limit else { return text + "…" }
      switch scalar {
      case .character(let scalar) where !scalar.steersTheTerminal: text.unicodeScalars.append(scalar)
      case .character(let scalar): for byte in Array(String(scalar).utf8) { text += escaped(byte) }
      case .stray(let byte): text += escaped(byte)
      }
      length += 1
    }
    return text
  }

  private enum Piece {
    case character(Unicode.Scalar)
    case stray(UInt8)
  }

  /// UTF-8 where it is well formed, single bytes where it is not.
  private static func scalars(_ bytes: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    while start < bytes.count {
      let width = expectedWidth(bytes[start])
      let end = min(bytes.count, start + width)
      let slice = bytes[start..<end]
      if let text = String(validating: slice, as: UTF8.self), let scalar = text.unicodeScalars.first {
        pieces.append(.character(scalar))
        start = end
      } else {
        pieces.append(.stray(bytes[start]))
        start += 1
      }
    }
    return pieces
  }

  private static func expectedWidth(_ lead: UInt8) -> Int {
    switch lead {
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    case _: 1
    }
  }

  private static func escaped(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return "\\x" + (digits.count == 1 ? "0" : "") + digits
  }
}
