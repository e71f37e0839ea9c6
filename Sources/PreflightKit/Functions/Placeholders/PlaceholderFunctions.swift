import CEL

/// The functions on values as they are written: filled in elsewhere, left over, mistyped.
func placeholderFunctions(
  _ forms: PlaceholderForms, _ leftovers: Leftovers, _ mergeTags: MergeTags, _ shapes: TokenShapes
) -> FunctionFamily {
  FunctionFamily(
    title: "Values as they are written",
    introduction: """
      A value that is not known now, because a variable stands in its place, is a placeholder and no \
      literal; these two answer where all else is undetermined.
      """,
    functions: [
      Function(
        "isPlaceholder",
        """
        Whether another program fills the value in: `${SMTP_PASSWORD}`, `ENC(…)`, `op://vault/item`, or \
        any value not known.
        """,
        [written("string_is_placeholder", .string) { forms.contains($0) }]
          + plain("is_placeholder", isKnown: false)),
      Function(
        "isLiteral",
        "Whether the value stands in the file as it will be used: the opposite of `isPlaceholder`.",
        [literal("string_is_literal", .string) { !forms.contains($0) }] + plain("is_literal", isKnown: true)),
      Function(
        "isLeftover",
        """
        Whether a template left the value behind: `CHANGE_ME`, `<your_password>`, `xxx`, `***`, `??`, in \
        many languages.
        """,
        .onWholeText("string_is_leftover", returns: .bool) { .bool(leftovers.contains($0)) }),
      Function(
        "withoutMergeTags",
        """
        The text without what the mail merge fills in for each recipient: of `https://a.example/{{id}}` it \
        is `https://a.example/`. The same text if there is no tag, empty if there is nothing else.
        """,
        .onText("string_without_merge_tags", returns: .string) { .string(mergeTags.removed(from: $0)) }),
      Function(
        "tokenShape",
        "Whose key the text looks like, such as `sendgrid-api-key`; empty if it looks like none that is known.",
        .onWholeText("string_token_shape", returns: .string) { .string(shapes.shape(of: $0)) }),
      Function(
        "hasOuterWhitespace", "Whether the text begins or ends with white space.",
        .onText("string_has_outer_whitespace", returns: .bool) {
          .bool(CodePoints.trim($0).utf8.count != $0.utf8.count)
        }),
      Function(
        "hasControl", "Whether the text has a control character: a line break, a tab, NUL.",
        .onText("string_has_control", returns: .bool) { text in
          .bool(text.unicodeScalars.contains { $0.value < 0x20 || 0x7F...0x9F ~= $0.value })
        }),
      Function(
        "editDistance",
        """
        How many letters are to be inserted, left out, changed or swapped with a neighbour: `smpt` is 1 \
        from `smtp`.
        """,
        .method("string_edit_distance", on: .string, .string, returns: .int) { left, right in
          guard case (.string(let left), .string(let right)) = (left, right) else { return left }
          return .int(Int64(editDistance(left, right)))
        }),
    ])
}

private func written(_ id: String, _ type: ValueType, _ test: @escaping @Sendable (String) -> Bool)
  -> Overload
{
  .method(id, on: type, returns: .bool, strictness: .lenient) { value in
    guard case .string(let text) = value else { return .bool(!value.isKnown) }
    return .bool(test(text))
  }
}

private func literal(_ id: String, _ type: ValueType, _ test: @escaping @Sendable (String) -> Bool)
  -> Overload
{
  .method(id, on: type, returns: .bool, strictness: .lenient) { value in
    guard case .string(let text) = value else { return .bool(value.isKnown) }
    return .bool(test(text))
  }
}

/// For values that are written without text: they are literals when they are known.
private func plain(_ name: String, isKnown answer: Bool) -> [Overload] {
  [("int", .int), ("bool", .bool), ("double", .double), ("duration", .duration)].map {
    (prefix: String, type: ValueType) in
    .method("\(prefix)_\(name)", on: type, returns: .bool, strictness: .lenient) {
      .bool($0.isKnown == answer)
    }
  }
}
