import CEL

/// The functions on mail addresses.
func addressFunctions() -> FunctionFamily {
  FunctionFamily(
    title: "Addresses",
    introduction: """
      An address is written `news@example.com`, `News <news@example.com>` or `news@example.com (News)`. \
      Where a part of it is asked for, text that is no address is an error, with the reason; ask `isEmail` \
      first where that can be.
      """,
    functions: [
      Function(
        "isEmail",
        """
        Whether the text is one bare address: no display name, and a domain of two labels or more or an \
        address in brackets.
        """,
        .onText("string_is_email", returns: .bool) { .bool(isMailAddress($0)) }),
      Function(
        "bareAddress",
        """
        What stands in the angle brackets at the end: `news@example.com` of `News <news@example.com>`; without them the \
        text, without white space around it. It need not be an address.
        """,
        .onText("string_bare_address", returns: .string) { .string(bareAddress($0)) }),
      part("addressOf", "The bare address in `News <news@example.com>`: `news@example.com`.") { $0.address },
      part("domainOf", "What stands behind the `@`, in lower case.") { $0.domain },
      part("localPart", "What stands before the `@`, as it is written.") { $0.localPart },
      part("displayName", "The name of the sender, without its quotes; empty if there is none.") {
        $0.displayName
      },
    ])
}

private func bareAddress(_ text: String) -> String {
  let text = CodePoints.trim(text)
  guard text.utf8.last == UInt8(ascii: ">") else { return text }
  let open = text.utf8.lastIndex(of: UInt8(ascii: "<")).map(text.utf8.index(after:))
  return String(text[(open ?? text.startIndex)..<text.utf8.index(before: text.endIndex)])
}

private func part(
  _ name: String, _ documentation: String, _ part: @escaping @Sendable (MailAddress) -> String
) -> Function {
  Function(
    name, documentation,
    .onText("string_\(name)", returns: .string) { text in
      do throws(MailAddress.Fault) {
        return .string(part(try MailAddress(text)))
      } catch {
        return .failure(.custom("'\(text)' is no address: \(error)"))
      }
    })
}
