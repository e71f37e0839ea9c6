import CEL

/// The type of what `hostPort` gives.
let endpointType = ObjectType(
  "HostPort",
  [
    ObjectType.Field("scheme", .string, documentation: "In lower case; empty if there is none."),
    ObjectType.Field("user", .string, documentation: "Without a password; empty if there is none."),
    ObjectType.Field("host", .string, documentation: "Without brackets."),
    ObjectType.Field("port", .int, isOptional: true, documentation: "Absent if there is none."),
    ObjectType.Field("path", .string, documentation: "With its slash; empty if there is none."),
  ])

/// The functions on hosts and URLs.
func hostFunctions(_ hosts: HostKinds) -> FunctionFamily {
  FunctionFamily(
    title: "Hosts and URLs",
    introduction:
      "People write more than a name where a host is asked for. These take it apart and say where it is.",
    functions: tests(hosts) + [
      Function(
        "hostPort",
        """
        Takes `smtps://user@mail.example.com:465/x`, `mail.example.com:587` or `[::1]:25` apart into `scheme`, \
        `user`, `host`, `port` (absent if none is given) and `path`. What cannot be told apart stays in `host`.
        """,
        .onText("string_host_port", returns: .object("HostPort")) { .map(Endpoint($0).fields) }),
      Function(
        "urlScheme",
        "`https` of `https://example.com/u`, `mailto` of `mailto:a@b.example`; empty if the text is no URL.",
        .onText("string_url_scheme", returns: .string) { .string(URLParts($0).scheme) }),
      Function(
        "urlHost", "`example.com` of `https://example.com/u`, in lower case; empty if there is none.",
        .onText("string_url_host", returns: .string) { .string(URLParts($0).host) }),
      Function(
        "urlPath", "`/u` of `https://example.com/u?x=1`, the address of a `mailto:`; empty if there is none.",
        .onText("string_url_path", returns: .string) { .string(URLParts($0).path) }),
    ])
}

private func tests(_ hosts: HostKinds) -> [Function] {
  [
    Function(
      "isIP", "Whether the text is an IP address, with or without the brackets of a URL.",
      .onText("string_is_ip", returns: .bool) { .bool(hostAddress($0) != nil) }),
    Function(
      "isLoopback", "Whether it is this machine: `localhost` and what is below it, 127.0.0.0/8, `::1`.",
      .onText("string_is_loopback", returns: .bool) { .bool(hosts.isLoopback($0)) }),
    Function(
      "isPrivateHost",
      """
      Whether only its own network knows the host: a private or link-local address, this machine, a name of \
      one label, a name below `.local`, `.internal`, `.lan`, `.home.arpa` and the like.
      """,
      .onText("string_is_private_host", returns: .bool) { .bool(hosts.isPrivate($0)) }),
  ]
}

extension Endpoint {
  fileprivate var fields: MapValue {
    var fields: [(String, Value)] = [
      ("scheme", .string(scheme)), ("user", .string(user)), ("host", .string(host)),
    ]
    if let port { fields.append(("port", .int(Int64(port)))) }
    fields.append(("path", .string(path)))
    return MapValue(fields: fields)
  }
}
