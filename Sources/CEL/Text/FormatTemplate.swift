/// The template of `string.format`, taken apart: "%s has %.2f" becomes literal text and directives.
package struct FormatTemplate: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    case text(String)
    case directive(Directive)
  }

  package enum Directive: Hashable, Sendable {
    /// %s
    case string
    /// %d
    case decimal
    /// %x, %X
    case hexadecimal(isUpperCase: Bool)
    /// %o
    case octal
    /// %b
    case binary
    /// %f
    case fixed(decimals: Int)
    /// %e
    case scientific(decimals: Int)
  }

  package enum Fault: Error, Hashable, Sendable {
    /// A lone % at the end.
    case unfinished(offset: Int)
    case unknownDirective(String, offset: Int)
    /// Neither a number nor one up to 1000.
    case precision(String, offset: Int)
  }

  package let pieces: [Piece]

  /// How many arguments the template takes.
  package var directiveCount: Int {
    pieces.reduce(0) { if case .directive = $1 { $0 + 1 } else { $0 } }
  }

  package init(_ template: String) throws(Fault) {
    var reader = FormatReader(bytes: Array(template.utf8))
    pieces = try reader.read()
  }
}

private struct FormatReader {
  private let bytes: [UInt8]
  private var offset = 0
  private var pieces: [FormatTemplate.Piece] = []
  private var text: [UInt8] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() throws(FormatTemplate.Fault) -> [FormatTemplate.Piece] {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "%") {
        try readDirective()
      } else {
        text.append(byte)
        offset += 1
      }
    }
    flush()
    return pieces
  }

  private mutating func flush() {
    if text.isEmpty { return }
    pieces.append(.text(String(decoding: text, as: UTF8.self)))
    text = []
  }

  private mutating func readDirective() throws(FormatTemplate.Fault) {
    let start = offset
    offset += 1
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "%") {
      text.append(UInt8(ascii: "%"))
      offset += 1
      return
    }
    let decimals = try readPrecision(from: start)
    guard offset < bytes.count else { throw .unfinished(offset: start) }
    guard let directive = directive(bytes[offset], decimals: decimals) else {
      let rest = String(decoding: bytes[offset...], as: UTF8.self)
      throw .unknownDirective(String(rest.prefix(1)), offset: start)
    }
    offset += 1
    flush()
    pieces.append(.directive(directive))
  }

  /// Six decimals where none are written.
  private mutating func readPrecision(from start: Int) throws(FormatTemplate.Fault) -> Int {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: ".") else { return 6 }
    let digits = bytes[(offset + 1)...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard let decimals = Int64(digits: digits), decimals <= 1000 else {
      throw .precision(String(decoding: digits, as: UTF8.self), offset: start)
    }
    offset += 1 + digits.count
    return Int(decimals)
  }

  private func directive(_ letter: UInt8, decimals: Int) -> FormatTemplate.Directive? {
    switch letter {
    case UInt8(ascii: "s"): .string
    case UInt8(ascii: "d"): .decimal
    case UInt8(ascii: "x"): .hexadecimal(isUpperCase: false)
    case UInt8(ascii: "X"): .hexadecimal(isUpperCase: true)
    case UInt8(ascii: "o"): .octal
    case UInt8(ascii: "b"): .binary
    case UInt8(ascii: "f"): .fixed(decimals: decimals)
    case UInt8(ascii: "e"): .scientific(decimals: decimals)
    default: nil
    }
  }
}
