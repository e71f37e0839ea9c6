/// A Swift file's text in; the same lines with comments and the insides of string literals blanked, and the literals, out.

/// Enough of Swift's lexical grammar to tell code from what is only said: nested comments, raw and multi-line strings,
/// interpolations. Regular-expression literals are read as code, so none may hold a quote.
struct SwiftText {
  struct Literal {
    let line: Int
    let text: String
  }

  /// Line by line, without comments and without what stands between quotes.
  let code: [String]
  let literals: [Literal]

  init(_ text: String) {
    var scanner = Scanner(Array(text.utf8))
    scanner.run()
    code = String(decoding: scanner.code, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    literals = scanner.literals
  }

  private struct Scanner {
    /// What a quote or a parenthesis opened and has not yet closed.
    enum Opened {
      case string(hashes: Int, quotes: Int)
      case interpolation(parentheses: Int)
    }

    let bytes: [UInt8]
    var place = 0
    var line = 1
    var code: [UInt8] = []
    var literals: [Literal] = []
    var opened: [Opened] = []
    var said: [UInt8] = []

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      code.reserveCapacity(bytes.count)
    }

    mutating func run() {
      while place < bytes.count {
        switch opened.last {
        case .string(let hashes, let quotes): readString(hashes: hashes, quotes: quotes)
        case .interpolation(let parentheses): readCode(parentheses: parentheses)
        case nil: readCode(parentheses: nil)
        }
      }
    }

    private mutating func readCode(parentheses: Int?) {
      guard "/#\"()".utf8.contains(bytes[place]) else { return take() }
      if follows("//") {
        while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
      } else if follows("/*") {
        skipComment()
      } else if let (hashes, quotes) = openingQuote() {
        opened.append(.string(hashes: hashes, quotes: quotes))
        place += hashes + quotes
        code.append(UInt8(ascii: "\""))
      } else {
        if let parentheses { count(bytes[place], parentheses) }
        take()
      }
    }

    /// The parenthesis that closes an interpolation goes back to its string.
    private mutating func count(_ byte: UInt8, _ parentheses: Int) {
      switch byte {
      case UInt8(ascii: "("): opened[opened.count - 1] = .interpolation(parentheses: parentheses + 1)
      case UInt8(ascii: ")") where parentheses == 0: opened.removeLast()
      case UInt8(ascii: ")"): opened[opened.count - 1] = .interpolation(parentheses: parentheses - 1)
      default: break
      }
    }

    private mutating func readString(hashes: Int, quotes: Int) {
      guard "\"\\\n".utf8.contains(bytes[place]) else {
        said.append(bytes[place])
        place += 1
        return
      }
      let marks = String(repeating: "#", count: hashes)
      if follows(String(repeating: "\"", count: quotes) + marks) {
        opened.removeLast()
        literals.append(Literal(line: line, text: String(decoding: said, as: UTF8.self)))
        said = []
        place += hashes + quotes
        code.append(UInt8(ascii: "\""))
      } else if follows("\\" + marks + "(") {
        opened.append(.interpolation(parentheses: 0))
        place += 2 + hashes
        code.append(UInt8(ascii: "("))
      } else if follows("\\" + marks) {
        said += bytes[place..<min(place + hashes + 2, bytes.count)]
        place += hashes + 2
      } else {
        said.append(bytes[place])
        if bytes[place] == UInt8(ascii: "\n") { take() } else { place += 1 }
      }
    }

    private mutating func skipComment() {
      var depth = 0
      repeat {
        if follows("/*") {
          depth += 1
          place += 2
        } else if follows("*/") {
          depth -= 1
          place += 2
        } else if bytes[place] == UInt8(ascii: "\n") {
          take()
        } else {
          place += 1
        }
      } while depth > 0 && place < bytes.count
    }

    private func openingQuote() -> (hashes: Int, quotes: Int)? {
      var end = place
      while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
      guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
      return (end - place, follows("\"\"\"", at: end) ? 3 : 1)
    }

    private mutating func take() {
      if bytes[place] == UInt8(ascii: "\n") { line += 1 }
      code.append(bytes[place])
      place += 1
    }

    private func follows(_ text: String, at start: Int? = nil) -> Bool {
      bytes[(start ?? place)...].starts(with: text.utf8)
    }
  }
}
