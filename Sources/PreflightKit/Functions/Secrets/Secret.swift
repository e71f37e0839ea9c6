import CEL

/// A value that nobody may see. It answers questions about itself and never shows itself: not printed, not
/// dumped, not in an error. Where the text goes out (there is one place, `reveal`), the name says so.
package struct Secret: Hashable, Sendable {
  private let content: String
  /// Whether it stands in the file, rather than having come from the environment.
  package let isWritten: Bool

  package init(_ text: String, isWritten: Bool) {
    content = text
    self.isWritten = isWritten
  }

  /// What stands in a secret's place, whatever its length.
  package static let mask = "********"

  package var isEmpty: Bool { content.isEmpty }

  package var hasOuterWhitespace: Bool { CodePoints.trim(content).utf8.count != content.utf8.count }

  package func isLeftover(by leftovers: Leftovers) -> Bool { leftovers.contains(content) }

  package func isPlaceholder(by forms: PlaceholderForms) -> Bool { forms.contains(content) }

  package func shape(by shapes: TokenShapes) -> String { shapes.shape(of: content) }

  /// For the one place that needs the text itself: a login on the wire that the user has asked for.
  package func reveal() -> String { content }
}

/// By code points, as the language compares texts.
extension Secret {
  package static func == (first: Secret, second: Secret) -> Bool {
    first.isWritten == second.isWritten && first.content.utf8.elementsEqual(second.content.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(isWritten)
    hasher.combine(content.utf8.count)
    for byte in content.utf8 { hasher.combine(byte) }
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { Self.mask }
  package var debugDescription: String { Self.mask }
  /// `dump` and interpolation of what holds a secret go through its mirror.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
