/// The campaign model `campaign/v1`, declared once. Validation, unknown keys, CEL types, secrets, the JSON Schema and
/// the reference page are all drawn from this declaration.

/// The key that says a document is ours, and the only value it may have in this version.
package let campaignMarker = (key: "preflight", value: "campaign/v1")

package let campaignSchema = ObjectShape(
  "Config",
  [
    Field(
      campaignMarker.key,
      .scalar(.choice([Choice(campaignMarker.value, "Version 1 of the campaign model.")])),
      required: true, "Says that this document is a campaign, and of which version."),
    Field("campaign", .object(campaignFacts), "The campaign itself: what is sent, to how many, and when."),
    Field(
      "transports", .list(of: .object(transportShape), atLeast: 1), required: true,
      "The ways out, in order of preference: the first is the primary, the rest are fallbacks."),
    Field("network", .object(networkShape), "Where the sending program runs."),
    Field("sender", .object(senderShape), "The addresses that recipients and servers see."),
    Field("authentication", .object(authenticationShape), "What the sending domain publishes in DNS."),
    Field("unsubscribe", .object(unsubscribeShape), "How a recipient leaves the list (RFC 2369, RFC 8058)."),
    Field("headers", .textMap, mergeTags: true, "Further header fields of every message."),
    Field("bounces", .object(bouncesShape), "Where delivery failures go."),
    Field("suppression", .object(suppressionShape), "Who must not be written to again."),
    Field("compliance", .object(complianceShape), "What the law asks of every message."),
  ])

private let campaignFacts = ObjectShape(
  "CampaignFacts",
  [
    Field("name", .scalar(.text), "A name for people."),
    Field(
      "kind",
      .scalar(
        .choice([
          Choice(
            "marketing", "Sent to a list; must be easy to leave.",
            alsoKnownAs: ["newsletter", "bulk", "promotional"]),
          Choice("transactional", "Sent because the recipient did something.", alsoKnownAs: ["transaction"]),
        ])), "What sort of mail this is; it decides which duties apply."),
    Field(
      "environment",
      .scalar(
        .choice([
          Choice("production", "Real recipients.", alsoKnownAs: ["prod", "live"]),
          Choice("staging", "A rehearsal; no real recipients.", alsoKnownAs: ["stage", "preprod", "qa"]),
          Choice("development", "A developer's machine.", alsoKnownAs: ["dev", "local", "test"]),
        ])), "Where this configuration is used."),
    Field("recipients", .scalar(.integer(0...2_000_000_000)), "How many addresses the campaign goes to."),
    Field(
      "window", .scalar(.duration(seconds: 1...31_536_000)), "The time in which everything has to be sent."),
    Field("message_size", .scalar(.size(bytes: 1...1_000_000_000)), "Size of one message, before encoding."),
  ])

private let transportShape = ObjectShape(
  "Transport",
  [
    Field("name", .scalar(.text), "A name for people and reports."),
    Field(
      "role",
      .scalar(
        .choice([
          Choice(
            "submission", "An authenticated client hands mail to its provider.",
            alsoKnownAs: ["submit", "client"]),
          Choice("relay", "Server to server.", alsoKnownAs: ["mta", "smarthost"]),
        ])), default: "submission", "What the connection is for."),
    Field(
      "provider", .scalar(.text), default: "found by host",
      "Id of the provider, as `preflight providers` lists it."),
    Field("host", .scalar(.text), required: true, "Name of the server, without scheme or port."),
    Field("port", .scalar(.integer(1...65_535)), "TCP port of the server."),
    Field("tls", .object(tlsShape), "How the connection is encrypted."),
    Field("auth", .object(authShape), "How the client logs in."),
    Field("helo", .scalar(.text), "The name the client gives itself in EHLO."),
    Field("timeouts", .object(timeoutsShape), "How long the client waits."),
    Field("limits", .object(limitsShape), "How hard the client may push."),
    Field("retry", .object(retryShape), "What the client does after a temporary failure."),
  ])

/// Words for TLS of either kind: which one is meant differs from program to program.
private let anyTLS = ["tls", "ssl", "ssl/tls", "ssltls", "true", "yes", "on", "enabled"]

private let tlsShape = ObjectShape(
  "TLS",
  [
    Field(
      "mode",
      .scalar(
        .choice([
          Choice(
            "none", "No encryption.",
            alsoKnownAs: ["plain", "plaintext", "cleartext", "off", "no", "false", "disabled"]),
          Choice(
            "opportunistic", "STARTTLS if the server offers it, else cleartext.",
            alsoKnownAs: ["optional", "may", "auto"]),
          Choice(
            "starttls", "STARTTLS, and no mail without it (RFC 3207); usual on port 587.",
            alsoKnownAs: ["required", "encrypt", "mandatory", "start_tls", "start-tls"] + anyTLS),
          Choice(
            "implicit", "TLS from the first byte (RFC 8314); usual on port 465.",
            alsoKnownAs: ["smtps", "wrapper", "submissions"] + anyTLS),
        ])), default: "none", "Which kind of TLS the client insists on."),
    Field(
      "verify", .scalar(.boolean), default: "true",
      "Whether the server's certificate must be valid for its name."),
    Field(
      "min_version",
      .scalar(
        .choice([
          Choice("1.0", "TLS 1.0, deprecated by RFC 8996.", alsoKnownAs: ["tlsv1", "tls1.0", "tlsv1.0"]),
          Choice("1.1", "TLS 1.1, deprecated by RFC 8996.", alsoKnownAs: ["tls1.1", "tlsv1.1"]),
          Choice("1.2", "TLS 1.2.", alsoKnownAs: ["tls1.2", "tlsv1.2"]),
          Choice("1.3", "TLS 1.3.", alsoKnownAs: ["tls1.3", "tlsv1.3"]),
        ])), "The oldest TLS version the client accepts."),
    Field("server_name", .scalar(.text), default: "host", "The name the certificate is checked against."),
    Field("ca_file", .scalar(.text), default: "the system's roots", "Roots to trust instead, as a PEM file."),
  ])

private let authShape = ObjectShape(
  "Auth",
  [
    Field(
      "mechanism",
      .scalar(
        .choice([
          Choice("plain", "RFC 4616."), Choice("login", "An old form of the same."),
          Choice("cram-md5", "RFC 2195.", alsoKnownAs: ["crammd5", "cram_md5"]),
          Choice("scram-sha-1", "RFC 5802."), Choice("scram-sha-256", "RFC 7677."),
          Choice("xoauth2", "OAuth 2.0, the providers' own form.", alsoKnownAs: ["oauth2", "oauth"]),
          Choice("oauthbearer", "RFC 7628."), Choice("none", "No login.", alsoKnownAs: ["anonymous"]),
        ])), "How the client proves who it is."),
    Field("username", .scalar(.text), "The login name."),
    Field(
      "password", .scalar(.secret),
      "The password, API key or token. Keep it out of the file: \"${SMTP_PASSWORD}\"."),
  ])

private let timeRange = ScalarShape.duration(seconds: 0.001...86_400)

private let timeoutsShape = ObjectShape(
  "Timeouts",
  [
    Field("connect", .scalar(timeRange), "Until the TCP connection stands."),
    Field("command", .scalar(timeRange), "Until a command is answered."),
    Field("data", .scalar(timeRange), "Until the end of the message is answered."),
  ])

private let limitsShape = ObjectShape(
  "Limits",
  [
    Field("connections", .scalar(.integer(1...100_000)), "Connections at the same time."),
    Field(
      "messages_per_connection", .scalar(.integer(1...10_000_000)), "Messages before the client reconnects."),
    Field("per_second", .scalar(.number(0.001...1_000_000)), "Messages a second over all connections."),
  ])

private let retryShape = ObjectShape(
  "Retry",
  [
    Field("max_attempts", .scalar(.integer(0...1_000)), "How often a message is tried in all."),
    Field("backoff", .scalar(.duration(seconds: 0...604_800)), "The first pause between two tries."),
  ])

private let networkShape = ObjectShape(
  "NetworkFacts", [Field("hosting", .scalar(.text), "Id of the cloud, platform or ISP the sender runs on.")])

private let senderShape = ObjectShape(
  "Sender",
  [
    Field("from", .scalar(.text), mergeTags: true, "The From field: `News <news@example.com>`."),
    Field("reply_to", .scalar(.text), mergeTags: true, "Where answers go."),
    Field("envelope_from", .scalar(.text), "The envelope sender; bounces go there (RFC 5321 MAIL FROM)."),
  ])

private let authenticationShape = ObjectShape(
  "Authentication",
  [
    Field(
      "spf",
      .object(
        ObjectShape("SPF", [Field("include", .list(of: .scalar(.text)), "Domains the SPF record includes.")])),
      "What the SPF record of the envelope domain says (RFC 7208)."),
    Field(
      "dkim",
      .list(
        of: .object(
          ObjectShape(
            "DKIM",
            [
              Field("domain", .scalar(.text), "The signing domain, tag d=."),
              Field("selector", .scalar(.text), "The selector, tag s=."),
              Field(
                "algorithm",
                .scalar(
                  .choice([
                    Choice("rsa-sha256", "RFC 6376."), Choice("ed25519-sha256", "RFC 8463."),
                    Choice("rsa-sha1", "Forbidden by RFC 8301."),
                  ])), "The signature algorithm, tag a=."),
              Field("key_bits", .scalar(.integer(1...16_384)), "Length of the RSA key."),
            ]))), "One entry for each DKIM signature (RFC 6376)."),
    Field(
      "dmarc",
      .object(
        ObjectShape(
          "DMARC",
          [
            Field(
              "policy",
              .scalar(
                .choice([
                  Choice("none", "Report only."), Choice("quarantine", "To spam."),
                  Choice("reject", "Refuse."),
                ])),
              "The published policy, tag p=."),
            Field("rua", .scalar(.text), "Where aggregate reports go, tag rua=."),
          ])), "What the DMARC record says (RFC 9989)."),
  ])

private let unsubscribeShape = ObjectShape(
  "Unsubscribe",
  [
    Field("https", .scalar(.text), mergeTags: true, "The HTTPS address in List-Unsubscribe."),
    Field("mailto", .scalar(.text), mergeTags: true, "The mail address in List-Unsubscribe."),
    Field(
      "one_click", .scalar(.boolean), default: "false", "Whether List-Unsubscribe-Post is sent (RFC 8058)."),
  ])

private let bouncesShape = ObjectShape(
  "Bounces",
  [
    Field("address", .scalar(.text), "The mailbox that bounces are read from."),
    Field("webhook", .scalar(.text), "The address the provider reports bounces to."),
  ])

private let suppressionShape = ObjectShape(
  "Suppression",
  [
    Field("enabled", .scalar(.boolean), "Whether addresses that bounced or unsubscribed are left out."),
    Field("lists", .list(of: .scalar(.text)), "The suppression lists that apply."),
  ])

private let complianceShape = ObjectShape(
  "Compliance",
  [Field("postal_address", .scalar(.text), mergeTags: true, "The postal address in every message.")])
