/// Placeholders in a scalar: its text in, its literal and variable parts out, or the text with variables filled in.
///
/// Known forms: `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:+other}`, `${NAME:?reason}`, `${NAME:default}`
/// (Spring), `${{ expression }}` (GitHub), `{{ expression }}` (Jinja, Go, Helm), `%env(NAME)%` (Symfony). `$${` is a
/// literal `${`.

package struct Placeholder: Sendable, Hashable {
  /// The variable's name, or the expression between the braces.
  package let name: String
  /// What holds when the variable is not set; nil if nothing does. An empty default counts as none.
  package let fallback: String?
  /// What stands in the value's place when the variable is set: `${NAME:+other}`.
  package var replacement: String? = nil
  /// Whether an empty value counts as none: the colon in `${NAME:-default}`.
  package var takesEmptyForUnset = false
  /// UTF-8 offsets of the whole placeholder in the scalar's text.
  package let range: Range<Int>
  /// UTF-8 offsets of the default in the scalar's text.
  package let fallbackRange: Range<Int>?
}

/// A scalar's text, taken apart at its placeholders.
package struct Interpolation: Sendable {
  package let text: String
  package let placeholders: [Placeholder]
  /// A text of more placeholders is not a setting; what it comes to is not known.
  static let mostPlaceholders = 1_000
  /// No character of it could begin a placeholder.
  private let isPlain: Bool

  /// - Parameter mergeTags: `{{…}}` is left to the mail merge and counts as literal text.
  package init(_ text: String, mergeTags: Bool = false) {
    self.text = text
    isPlain = !withBytes(of: text, Self.mayHoldPlaceholder)
    guard !isPlain else {
      placeholders = []
      return
    }
    var scanner = PlaceholderScanner(bytes: Array(text.utf8), mergeTags: mergeTags)
    placeholders = scanner.scan()
  }

  /// False for a text none of whose characters could begin a placeholder: most texts, and soon seen.
  static func mayHoldPlaceholder(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in text where byte.opensPlaceholder { return true }
    return false
  }

  /// A text of which something is not known.
  package struct Unfilled: Sendable, Equatable {
    /// What nothing fills.
    package let placeholders: [Placeholder]
    /// What lies around these; empty where there were too many to look at.
    package let pieces: [String]
    /// The variables that are in the pieces.
    package let fromVariables: [String]
  }

  package enum Filled: Sendable, Equatable {
    /// No placeholder was there.
    case literal(String)
    /// Every placeholder has a value: from a variable, or from its default.
    case filled(String, fromVariables: [String], fromDefaults: [String])
    /// These are not known.
    case unknown(Unfilled)
  }

  /// Puts the variables' values in place. Defaults count when a variable is not set.
  package func filled(with variables: [String: String]) -> Filled {
    guard !placeholders.isEmpty else { return .literal(isPlain ? text : unescaped(text)) }
    guard placeholders.count < Self.mostPlaceholders else {
      return .unknown(Unfilled(placeholders: [placeholders[0]], pieces: [], fromVariables: []))
    }
    let filling = isOnePlaceholder ? fillingOfOne(with: variables) : filling(with: variables)
    guard filling.missing.isEmpty else {
      return .unknown(
        Unfilled(
          placeholders: filling.missing, pieces: filling.pieces, fromVariables: filling.fromVariables))
    }
    return .filled(
      filling.pieces[0], fromVariables: filling.fromVariables, fromDefaults: filling.fromDefaults)
  }

  private struct Filling {
    /// What lies between the placeholders that nothing fills.
    var pieces = [""]
    var missing: [Placeholder] = []
    var fromVariables: [String] = []
    var fromDefaults: [String] = []

    mutating func add(_ text: String) { pieces[pieces.count - 1] += text }
  }

  private var isOnePlaceholder: Bool {
    placeholders.count == 1 && placeholders[0].range == 0..<text.utf8.count
  }

  /// Most texts with a placeholder are one and nothing else.
  private func fillingOfOne(with variables: [String: String]) -> Filling {
    guard let part = placeholders[0].filled(with: variables) else {
      return Filling(pieces: ["", ""], missing: placeholders)
    }
    return Filling(
      pieces: [part.text], fromVariables: part.fromVariables, fromDefaults: part.fromDefaults)
  }

  private func filling(with variables: [String: String]) -> Filling {
    let bytes = Array(text.utf8)
    var filling = Filling()
    var at = 0
    for placeholder in placeholders {
      filling.add(unescaped(String(decoding: bytes[at..<placeholder.range.lowerBound], as: UTF8.self)))
      if let part = placeholder.filled(with: variables) {
        filling.add(part.text)
        filling.fromVariables += part.fromVariables
        filling.fromDefaults += part.fromDefaults
      } else {
        filling.missing.append(placeholder)
        filling.pieces.append("")
      }
      at = placeholder.range.upperBound
    }
    filling.add(unescaped(String(decoding: bytes[at...], as: UTF8.self)))
    return filling
  }

  /// The text with another default, if it is one placeholder and nothing else.
  func replacingDefault(with text: String) -> String? {
    let bytes = Array(self.text.utf8)
    guard placeholders.count == 1, placeholders[0].range == bytes.indices,
      let place = placeholders[0].fallbackRange
    else { return nil }
    return String(
      decoding: bytes[..<place.lowerBound] + Array(text.utf8) + bytes[place.upperBound...], as: UTF8.self)
  }

  /// `$${` says a literal `${`.
  private func unescaped(_ part: String) -> String {
    guard part.utf8.withContiguousStorageIfAvailable({ $0.contains(.dollar) }) ?? true else { return part }
    var bytes: [UInt8] = []
    let source = Array(part.utf8)
    var at = 0
    while at < source.count {
      if source[at] == .dollar, at + 2 < source.count, source[at + 1] == .dollar, source[at + 2] == .openBrace
      {
        at += 1
      }
      bytes.append(source[at])
      at += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
