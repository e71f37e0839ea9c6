/// The forms of the catalogue's entries, `provider/v1` and `network/v1`: what a file under rules/providers or
/// rules/networks may hold, and what rules see as `provider` and `network`.

package let providerSchema = ObjectShape(
  "Provider",
  [
    Field(
      "provider", .scalar(.choice([Choice("provider/v1", "Version 1 of the form.")])), required: true,
      "The form."),
    Field("id", .scalar(.text), required: true, "The name of the file, and of `transports[].provider`."),
    Field("name", .scalar(.text), required: true, "The provider's own name."),
    Field(
      "kind",
      .scalar(
        .choice([
          Choice("esp", "Sends campaigns or application mail for others."),
          Choice("mailbox", "Offers mailboxes to people."),
          Choice("hosting", "Offers mailboxes beside web space."),
          Choice("relay", "Relays for known senders, often without a login."),
          Choice("platform", "Sends through its customers' own SMTP servers."),
          Choice("sandbox", "Catches mail and delivers none."),
          Choice("self-hosted", "Software one runs oneself."),
        ])), required: true, "What sort of service it is."),
    Field(
      "hosts", .list(of: .scalar(.text)), required: true,
      "Its submission hosts; `*` stands for one run of characters without a dot."),
    Field("region", .scalar(.text), "The region these hosts serve."),
    Field("stream", .scalar(.text), "The kind of mail these hosts are for: transactional or bulk."),
    Field("related", .list(of: .scalar(.text)), "Ids of the same company's other entries."),
    Field("sandbox", .scalar(.boolean), required: true, "Whether mail is caught instead of delivered."),
    Field("production", .scalar(.boolean), required: true, "Whether campaigns may be sent through it."),
    Field("ports", .list(of: .object(providerPort)), required: true, "What each port speaks."),
    Field("username", .object(providerUsername), required: true, "The form of the login name."),
    Field(
      "password",
      .object(
        ObjectShape(
          "ProviderPassword",
          [
            Field("describe", .scalar(.text), "What the password is."),
            Field("shape", .scalar(.text), "Id of the token shape it has."),
          ])), "What the password is."),
    Field("mechanisms", .list(of: .scalar(.text)), required: true, "AUTH mechanisms the server offers."),
    Field(
      "login_by_address", .scalar(.boolean),
      "Whether it can know a client by its address and then take mail without a login."),
    Field("mechanisms_verified", .scalar(.boolean), "Whether a source for the mechanisms was seen."),
    Field("max_message_size", .scalar(.size(bytes: 1...2_000_000_000)), "The largest message, in bytes."),
    Field("max_message_size_encoded", .scalar(.boolean), "Whether that counts after base64."),
    Field("limits", .object(providerLimits), "Numbers for which a source was seen."),
    Field("limits_note", .scalar(.text), "Limits that are no single number."),
    Field(
      "verified", .scalar(.boolean), required: true, "Whether hosts, ports and modes were seen in a source."),
    Field("source", .scalar(.text), required: true, "Where the facts were seen."),
    Field("sources", .list(of: .scalar(.text)), "Every place where they were seen."),
    Field("date", .scalar(.text), required: true, "The day on which they were seen."),
    Field("unverified", .list(of: .scalar(.text)), "The fields that no source backs."),
    Field("notes", .scalar(.text), "What else a sender should know."),
  ])

private let providerPort = ObjectShape(
  "ProviderPort",
  [
    Field("port", .scalar(.integer(1...65_535)), required: true, "TCP port."),
    Field(
      "tls",
      .scalar(
        .choice([
          Choice("none", "Cleartext only."), Choice("opportunistic", "STARTTLS offered, cleartext accepted."),
          Choice("starttls", "STARTTLS."), Choice("implicit", "TLS from the first byte."),
          Choice("unknown", "The source does not say."),
        ])), required: true, "What the port speaks."),
    Field("recommended", .scalar(.boolean), required: true, "Whether the provider advises it."),
    Field("verified", .scalar(.boolean), required: true, "Whether a source for port and mode was seen."),
    Field("note", .scalar(.text), "What is special about it."),
  ])

private let providerUsername = ObjectShape(
  "ProviderUsername",
  [
    Field(
      "form",
      .scalar(
        .choice([
          Choice("literal", "Always the same word."), Choice("email", "A mail address."),
          Choice("pattern", "A text of a known shape."), Choice("described", "Described in words."),
          Choice("any", "Anything."),
        ])), required: true, "How the login name looks."),
    Field("value", .scalar(.text), "The word, for `literal`."),
    Field("pattern", .scalar(.text), "An RE2 pattern, for `pattern`."),
    Field("describe", .scalar(.text), "The form in words."),
    Field("verified", .scalar(.boolean), required: true, "Whether a source was seen."),
  ])

private let providerLimits = ObjectShape(
  "ProviderLimits",
  [
    Field("messages_per_connection", .scalar(.integer(1...1_000_000_000)), "Messages before reconnecting."),
    Field("connections", .scalar(.integer(1...1_000_000)), "Connections at a time."),
    Field("recipients_per_message", .scalar(.integer(1...1_000_000)), "RCPT commands a message."),
    Field("per_day", .scalar(.integer(1...2_000_000_000)), "Messages or recipients in 24 hours."),
    Field("per_second", .scalar(.integer(1...1_000_000)), "Messages a second."),
  ])

package let networkSchema = ObjectShape(
  "Network",
  [
    Field(
      "network", .scalar(.choice([Choice("network/v1", "Version 1 of the form.")])), required: true,
      "The form."),
    Field("id", .scalar(.text), required: true, "The name of the file, and of `network.hosting`."),
    Field("name", .scalar(.text), required: true, "The operator's own name."),
    Field("kind", .scalar(.text), required: true, "cloud, paas, isp or ci."),
    Field(
      "ports", .portMap(of: portStates), required: true, "What happens to outbound connections, by port."),
    Field("unverified", .list(of: .scalar(.text)), "Ports whose state no source backs."),
    Field("liftable", .scalar(.boolean), "Whether the operator lifts the block."),
    Field("how_to_lift", .scalar(.text), "How one asks for that."),
    Field("verified", .scalar(.boolean), required: true, "Whether the operator's own text was seen."),
    Field("source", .scalar(.text), required: true, "Where the facts were seen."),
    Field("sources", .list(of: .scalar(.text)), "Every place where they were seen."),
    Field("date", .scalar(.text), required: true, "The day on which they were seen."),
    Field("notes", .scalar(.text), "What else a sender should know."),
  ])

private let portStates = ScalarShape.choice([
  Choice("blocked", "Connections fail."), Choice("restricted", "Connections fail under conditions."),
  Choice("open", "Connections work."), Choice("unknown", "No source, or sources disagree."),
])
