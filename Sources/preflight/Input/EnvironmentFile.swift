/// A dotenv file: its text in; variables in order, or the first line that is none, out.
///
/// `NAME=value`, `export NAME=value`, `#` comments, 'literal' and "escaped" values (both may run over lines). A value
/// is taken as it stands: `${OTHER}` inside it is not expanded, so that nothing is known that the file does not say.

struct EnvironmentFile {
  struct Fault: Error, Equatable {
    var line: Int
    var problem: Problem
  }

  enum Problem: Equatable, CustomStringConvertible {
    case notAnAssignment
    case badName(String)
    case unclosedQuote
    case textAfterQuote

    var description: String {
      switch self {
      case .notAnAssignment: "this line is not NAME=VALUE"
      case .badName: "the text before `=` is not the name of a variable"
      case .unclosedQuote: "the quote is never closed"
      case .textAfterQuote: "there is text after the closing quote"
      }
    }
  }

  private(set) var variables: [(name: String, value: String)] = []
  private var rest: Substring
  private var line = 1

  static func read(_ text: String) throws(Fault) -> [(name: String, value: String)] {
    var file = EnvironmentFile(text)
    while !file.rest.isEmpty { try file.readLine() }
    return file.variables
  }

  private init(_ text: String) {
    // Swift holds CRLF to be one character; to dotenv it is a line feed with dirt before it.
    let lines = text.replacing("\r\n", with: "\n")
    rest = lines.first == "\u{FEFF}" ? lines.dropFirst() : lines[...]
  }

  private mutating func readLine() throws(Fault) {
    skipBlanks()
    guard let first = rest.first, first != "\n", first != "#" else {
      skipToNextLine()
      return
    }
    let before = rest
    if rest.hasPrefix("export"), let after = rest.dropFirst(6).first, after == " " || after == "\t" {
      rest = rest.dropFirst(6)
      skipBlanks()
    }
    let name = rest.prefix { $0 != "=" && $0 != "\n" }
    rest = rest.dropFirst(name.count)
    guard rest.first == "=" else {
      rest = before
      throw Fault(line: line, problem: .notAnAssignment)
    }
    rest = rest.dropFirst()
    let trimmed = name.trimmingBlanks
    guard isVariableName(trimmed) else { throw Fault(line: line, problem: .badName(String(trimmed))) }
    variables.append((String(trimmed), try readValue()))
  }

  private mutating func readValue() throws(Fault) -> String {
    skipBlanks()
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      let raw = rest.prefix { $0 != "\n" }
      rest = rest.dropFirst(raw.count)
      skipToNextLine()
      return String(raw.withoutComment.trimmingBlanks)
    }
    let value = try readQuoted(quote)
    skipBlanks()
    guard rest.isEmpty || rest.first == "\n" || rest.first == "#" else {
      throw Fault(line: line, problem: .textAfterQuote)
    }
    skipToNextLine()
    return value
  }

  private mutating func readQuoted(_ quote: Character) throws(Fault) -> String {
    let start = line
    var value = ""
    rest = rest.dropFirst()
    while let character = rest.popFirst() {
      if character == quote { return value }
      if character == "\n" { line += 1 }
      if character == "\\", quote == "\"", let next = rest.popFirst() {
        value += unescaped(next)
      } else {
        value.append(character)
      }
    }
    throw Fault(line: start, problem: .unclosedQuote)
  }

  private func unescaped(_ character: Character) -> String {
    switch character {
    case "n": "\n"
    case "r": "\r"
    case "t": "\t"
    case "\"", "\\", "$", "`": String(character)
    default: "\\" + String(character)
    }
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == " " || $0 == "\t" }
  }

  private mutating func skipToNextLine() {
    rest = rest.drop { $0 != "\n" }.dropFirst()
    line += 1
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
    return text
  }

  /// A `#` begins a comment only where a blank stands before it.
  fileprivate var withoutComment: Substring {
    var previous: Character = " "
    for index in indices {
      if self[index] == "#", previous == " " || previous == "\t" { return self[..<index] }
      previous = self[index]
    }
    return self
  }
}
