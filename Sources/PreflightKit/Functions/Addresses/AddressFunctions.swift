import CEL

/// The functions on mail addresses.
func addressFunctions() -> FunctionFamily {
  FunctionFamily(
    title: "Addresses",
    introduction: """
      An address is written `news@example.com`, `News <news@example.com>` or `news@example.com (News)`. \
      Text that is no address is an error, with the reason; ask `isEmail` first where that can be.
      """,
    functions: [
      Function(
        "isEmail",
        """
        Whether the text is one bare address: no display name, and a domain of two labels or more or an \
        address in brackets.
        """,
        .onText("string_is_email", returns: .bool) { .bool(isMailAddress($0)) }),
      part("addressOf", "The bare address in `News <news@example.com>`: `news@example.com`.") { $0.address },
      part("domainOf", "What stands behind the `@`, in lower case.") { $0.domain },
      part("localPart", "What stands before the `@`, as it is written.") { $0.localPart },
      part("displayName", "The name of the sender, without its quotes; empty if there is none.") {
        $0.displayName
      },
    ])
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
