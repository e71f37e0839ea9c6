package import CEL

/// The functions on secrets: they answer questions about a value that no expression can see.
func secretFunctions(_ knowledge: MailKnowledge) -> FunctionFamily {
  FunctionFamily(
    title: "Secrets",
    introduction:
      "A secret, such as `transport.auth.password`, prints as \(Secret.mask) and has these functions alone.",
    functions: [
      Function(
        "isPlaceholder", "Whether another program fills the secret in, or it is not known.",
        .method("secret_is_placeholder", on: secretType, returns: .bool, strictness: .lenient) { value in
          .bool(secret(value).map { $0.isPlaceholder(by: knowledge.placeholders) } ?? !value.isKnown)
        }),
      Function(
        "isLiteral", "Whether the secret itself stands in the file.",
        .method("secret_is_literal", on: secretType, returns: .bool, strictness: .lenient) { value in
          .bool(secret(value).map { $0.isWritten && !$0.isPlaceholder(by: knowledge.placeholders) } ?? false)
        }),
      test("isEmpty", "Whether it has no characters.") { $0.isEmpty },
      test("isLeftover", "Whether a template left it behind.") { $0.isLeftover(by: knowledge.leftovers) },
      test("hasOuterWhitespace", "Whether it begins or ends with white space.") { $0.hasOuterWhitespace },
      Function(
        "tokenShape",
        "Whose key it looks like, such as `sendgrid-api-key`; empty if it looks like none that is known.",
        .method("secret_token_shape", on: secretType, returns: .string) { value in
          secret(value).map { .string($0.shape(by: knowledge.shapes)) } ?? value
        }),
    ])
}

/// The type of the fields that the schema marks secret.
package let secretType = ValueType.opaque("secret", [])

extension Value {
  /// A secret as a value of the language.
  package static func secret(_ text: String, isWritten: Bool) -> Value {
    .opaque(OpaqueValue(Secret(text, isWritten: isWritten)))
  }
}

extension Secret: OpaqueContent {
  package var typeName: String { "secret" }

  package var text: String { Self.mask }
}

private func test(_ name: String, _ documentation: String, _ test: @escaping @Sendable (Secret) -> Bool)
  -> Function
{
  Function(
    name, documentation,
    .method("secret_\(name)", on: secretType, returns: .bool) { value in
      secret(value).map { .bool(test($0)) } ?? value
    })
}

private func secret(_ value: Value) -> Secret? {
  guard case .opaque(let opaque) = value else { return nil }
  return opaque.content as? Secret
}
