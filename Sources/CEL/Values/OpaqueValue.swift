/// A value that only an extension can look into: an IP address, a secret. The language can pass it on,
/// compare it with its like, and ask for its type.
package struct OpaqueValue: Sendable {
  private let box: Box

  /// Wraps the content.
  package init(_ content: any OpaqueContent) {
    box = Box(content)
  }

  /// What is inside; the extension casts it to its own type.
  package var content: any OpaqueContent { box.content }

  var typeName: String { box.typeName }

  /// How messages show it. A content that should not be seen shows something else.
  var text: String { box.content.text }

  func isEqual(to other: OpaqueValue) -> Bool {
    box === other.box || box.content.isEqual(to: other.box.content)
  }

  private final class Box: Sendable {
    let content: any OpaqueContent
    let typeName: String

    init(_ content: any OpaqueContent) {
      self.content = content
      typeName = content.typeName
    }
  }
}

/// What a type must offer to travel through expressions as an opaque value. What functions can tell apart must not be equal.
package protocol OpaqueContent: Sendable, Hashable {
  /// The name of the type, as declared to the checker with `.opaque(name, [])`.
  var typeName: String { get }
  /// What a message shows in its place.
  var text: String { get }
}

extension OpaqueContent {
  /// False for a content of another type.
  func isEqual(to other: any OpaqueContent) -> Bool { other as? Self == self }
}
