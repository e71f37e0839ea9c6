package import CEL

/// The functions that rules have beside CEL's own: knowledge in, declarations out. They live with the
/// rules; the language only offers the place.
package struct MailFunctions: Sendable {
  package let families: [FunctionFamily]
  /// The types of what the functions give that have fields.
  package let objects: [ObjectType] = [endpointType]

  package init(_ knowledge: MailKnowledge) {
    families = [
      addressFunctions(),
      domainFunctions(knowledge.suffixes, knowledge.hosts),
      hostFunctions(knowledge.hosts),
      placeholderFunctions(
        knowledge.placeholders, knowledge.leftovers, knowledge.mergeTags, knowledge.shapes),
      secretFunctions(knowledge),
    ]
  }

  package var functions: [Function] { families.flatMap(\.functions) }
}

/// Functions that belong together, as the reference shows them.
package struct FunctionFamily: Sendable {
  package let title: String
  package let introduction: String
  package let functions: [Function]
}

extension Environment {
  /// Adds the mail functions and the types they need.
  package mutating func declare(_ mail: MailFunctions) {
    for object in mail.objects { declare(object: object) }
    for function in mail.functions { declare(function: function) }
  }
}

extension Overload {
  /// `string.name()` over the text itself. Of a text that is known in parts it says what holds whatever the rest may be.
  static func onText(
    _ id: String, returns result: ValueType, body: @escaping @Sendable (String) -> Value
  ) -> Overload {
    onText(id, returns: result, body) { text, unknown, _ in Fillings(text).outcome(of: unknown, body) }
  }

  /// The same for what can only be said of a text that is known as a whole.
  static func onWholeText(
    _ id: String, returns result: ValueType, body: @escaping @Sendable (String) -> Value
  ) -> Overload {
    onText(id, returns: result, body, ofPartialText: nil)
  }

  private static func onText(
    _ id: String, returns result: ValueType, _ body: @escaping @Sendable (String) -> Value,
    ofPartialText: PartialBody?
  ) -> Overload {
    .method(id, on: .string, returns: result, ofPartialText: ofPartialText, isRemembered: true) { value in
      guard case .string(let text) = value else { return value }
      return body(text)
    }
  }
}
