import CEL

/// The functions on domain names.
func domainFunctions(_ suffixes: PublicSuffixList, _ hosts: HostKinds) -> FunctionFamily {
  FunctionFamily(
    title: "Domains",
    introduction: """
      Names may be written in any script, in capitals and with a final dot. The public suffix list tells \
      under which names anyone may register one, so that the domains of one organisation can be told from \
      those of another.
      """,
    functions: [
      Function(
        "isHostname",
        "Whether the text can name a host: letters, digits and hyphens between dots, and no address.",
        .onText("string_is_hostname", returns: .bool) { .bool(isHostname($0)) }),
      Function(
        "orgDomain",
        """
        The organisation's domain: `mail.example.co.uk` belongs to `example.co.uk`. Of a mail address that of \
        its domain; what has none (an address, a single label, a public suffix) comes back in lower case. \
        With `false`, names given out by companies (`github.io`) count as their own.
        """,
        [
          .onText("string_org_domain", returns: .string) {
            .string(organization(of: $0, by: suffixes, in: .all))
          },
          .method("string_org_domain_bool", on: .string, .bool, returns: .string) { text, isPrivateIncluded in
            guard case (.string(let text), .bool(let all)) = (text, isPrivateIncluded) else { return text }
            return .string(organization(of: text, by: suffixes, in: all ? .all : .icann))
          },
        ]),
      Function(
        "isPublicSuffix", "Whether the name is on the public suffix list: `com`, `co.uk`, `github.io`.",
        .onText("string_is_public_suffix", returns: .bool) { text in
          .bool((try? DomainName(text)).map { suffixes.isPublicSuffix($0) } ?? false)
        }),
      Function(
        "isReservedDomain",
        "Whether the name is kept for examples and tests, such as `example.com`: mail to it goes nowhere.",
        .onText("string_is_reserved_domain", returns: .bool) { .bool(hosts.isReserved($0)) }),
      Function(
        "toASCIIDomain",
        "The name as the DNS holds it: `xn--mnchen-3ya.de` for `München.de`. An error if it is no name.",
        .onText("string_to_ascii_domain", returns: .string) { text in
          do throws(DomainName.Fault) {
            return .string(try DomainName(text).ascii)
          } catch {
            return .failure(.custom("'\(text)' is no domain name: \(error)"))
          }
        }),
    ])
}

private func organization(of text: String, by list: PublicSuffixList, in section: PublicSuffixList.Section)
  -> String
{
  let host = text.contains("@") ? (try? MailAddress(text))?.domain ?? text : text
  guard let name = try? DomainName(host), !name.endsInNumber else { return host.lowercased() }
  return list.organizationalDomain(of: name, in: section).map(String.init) ?? name.ascii
}
