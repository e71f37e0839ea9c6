/// Inline ignores: a file's comments and its findings in; the findings marked, and findings about the comments, out.
///
/// `# preflight: ignore[tls/opportunistic] until=2026-12-31 -- vendor migration` at the end of a line speaks of that
/// line; on a line of its own it speaks of the next line that is not a comment.
package import Document

package struct IgnoreComment: Sendable, Hashable {
  package let rules: [String]
  /// The last day on which it holds, `YYYY-MM-DD`.
  package let until: String?
  package let reason: String?
  package let range: TextRange
  /// The line it speaks of, from 1.
  package let governs: Int
}

/// What is wrong with an ignore comment, as data.
package enum IgnoreFault: Sendable, Hashable {
  case malformed
  case unknownRule(String, suggestion: String?)
  case expired(until: String)
  case unused([String])

  package var rule: EngineRule {
    switch self {
    case .malformed: .ignoreMalformed
    case .unknownRule: .ignoreUnknownRule
    case .expired: .ignoreExpired
    case .unused: .ignoreUnused
    }
  }

  package var message: String {
    switch self {
    case .malformed: "this ignore comment cannot be read"
    case .unknownRule(let id, let suggestion):
      "there is no rule `\(id)`" + (suggestion.map { ", did you mean `\($0)`?" } ?? "")
    case .expired(let until): "this ignore ended on \(until)"
    case .unused(let rules): "nothing is hidden for \(rules.map { "`\($0)`" }.joined(separator: ", ")) here"
    }
  }
}

package struct Suppressions: Sendable {
  private let comments: [IgnoreComment]
  package private(set) var faults: [(fault: IgnoreFault, range: TextRange)] = []

  /// - Parameters:
  ///   - today: `YYYY-MM-DD`; an ignore holds through its last day.
  ///   - isKnown: whether a rule of this id exists.
  ///   - closest: the known id that resembles an unknown one.
  package init(
    _ stream: YAMLStream, today: @autoclosure () -> String, isKnown: (String) -> Bool,
    closest: (String) -> String?
  ) {
    var comments: [IgnoreComment] = []
    var lines = GovernedLines(stream)
    // Asked for only where a comment ends some day, and once.
    lazy var day = today()
    // Each id is looked up once, however many comments name it.
    var known: Set<String> = []
    var unknown: [String: String?] = [:]
    for index in stream.comments.indices where stream.comments.text(at: index, startsWith: "preflight:") {
      let comment = stream.comments[index]
      guard let directive = directive(in: comment.text) else { continue }
      guard let parsed = IgnoreComment(directive, comment, governs: lines.line(of: comment)) else {
        faults.append((.malformed, comment.range))
        continue
      }
      for id in parsed.rules where !known.contains(id) {
        if unknown[id] == nil {
          if isKnown(id) {
            known.insert(id)
            continue
          }
          unknown[id] = .some(closest(id))
        }
        faults.append((.unknownRule(id, suggestion: unknown[id] ?? nil), comment.range))
      }
      if let until = parsed.until, until < day {
        faults.append((.expired(until: until), comment.range))
      } else {
        comments.append(parsed)
      }
    }
    self.comments = comments
    self.isKnown = known
  }

  private let isKnown: Set<String>
  private var used: Set<UsedIgnore> = []

  /// Marks what the comments hide.
  ///
  /// - Parameter start: findings before it were marked already.
  package mutating func mark(_ findings: inout [Finding], from start: Int) {
    guard !comments.isEmpty else { return }
    let byLine = Dictionary(grouping: comments, by: \.governs)
    // What could not be read was not checked, and no comment can make up for that.
    for index in start..<findings.count where findings[index].rule != EngineRule.yamlSyntax.id {
      let line = findings[index].place.range.start.line
      for comment in byLine[line] ?? [] where comment.rules.contains(findings[index].rule) {
        findings[index].suppressed = Suppressed(kind: .inline, reason: comment.reason, until: comment.until)
        used.insert(UsedIgnore(start: comment.range.start, rule: findings[index].rule))
      }
    }
  }

  /// Adds a fault for each comment that hides nothing.
  ///
  /// - Parameter isDecided: whether every finding of a rule is known; else the comment may be right.
  package mutating func noteUnused(isDecided: (String) -> Bool) {
    for comment in comments {
      let idle = comment.rules.filter {
        isKnown.contains($0) && !used.contains(UsedIgnore(start: comment.range.start, rule: $0))
          && isDecided($0)
      }
      if !idle.isEmpty { faults.append((.unused(idle), comment.range)) }
    }
  }
}

private struct UsedIgnore: Hashable {
  let start: Int
  let rule: String
}

/// The text after `preflight:` of a comment that speaks to us.
private func directive(in comment: String) -> Substring? {
  guard comment.hasPrefix("preflight:") else { return nil }
  let rest = comment.dropFirst("preflight:".count).drop { $0 == " " }
  return rest.hasPrefix("ignore") ? rest : nil
}

extension IgnoreComment {
  /// nil when the directive cannot be read: then nothing is hidden.
  fileprivate init?(_ directive: Substring, _ comment: Comment, governs: Int) {
    var rest = directive.dropFirst("ignore".count)
    guard rest.first == "[", let close = rest.firstIndex(of: "]") else { return nil }
    let rules = rest[rest.index(after: rest.startIndex)..<close].split(separator: ",")
      .map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty }
    guard !rules.isEmpty else { return nil }
    rest = rest[rest.index(after: close)...].drop { $0 == " " }
    var until: String?
    if rest.hasPrefix("until=") {
      let day = rest.dropFirst("until=".count).prefix { $0 != " " }
      guard isDay(day) else { return nil }
      until = String(day)
      rest = rest.dropFirst("until=".count + day.count).drop { $0 == " " }
    }
    var reason: String?
    if rest.hasPrefix("--") {
      reason = String(rest.dropFirst(2).drop { $0 == " " })
      rest = ""
    }
    guard rest.isEmpty else { return nil }
    self.init(rules: rules, until: until, reason: reason, range: comment.range, governs: governs)
  }
}

/// A day that exists: `2026-02-30` does not.
private func isDay(_ text: Substring) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.count == 3, parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]),
    let month = Int(parts[1]),
    let day = Int(parts[2]), (1...12).contains(month), day >= 1
  else { return false }
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day <= days[month - 1]
}

/// The line that a comment speaks of: its own, or for a comment alone the next one that is neither blank nor a
/// comment alone. Comments are asked for in order, so each line is looked at once.
private struct GovernedLines {
  private let stream: YAMLStream
  private var commentLines: Set<Int>?
  private var last = (from: 0, to: 0)

  init(_ stream: YAMLStream) {
    self.stream = stream
  }

  mutating func line(of comment: Comment) -> Int {
    guard comment.isAlone else { return comment.line }
    if comment.line > last.from, comment.line < last.to { return last.to }
    let alone = commentLines ?? Set(stream.comments.lazy.filter(\.isAlone).map(\.line))
    commentLines = alone
    var line = comment.line + 1
    while line < stream.source.lineCount, isBlank(line) || alone.contains(line) { line += 1 }
    last = (comment.line, line)
    return line
  }

  private func isBlank(_ line: Int) -> Bool {
    let range = stream.source.lineRange(line)
    return stream.source.bytes[range.start..<range.end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}
