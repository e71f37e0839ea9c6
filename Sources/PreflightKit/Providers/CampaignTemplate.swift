/// A campaign to start from: a provider, the choice of a port and a network in; a commented file that passes out.

package struct CampaignTemplate: Sendable {
  private let provider: ProviderEntry?
  private let choice: PortChoice?
  private let network: NetworkEntry?
  private let profile: String

  package init(provider: ProviderEntry?, choice: PortChoice?, network: NetworkEntry?, profile: String) {
    self.provider = provider
    self.choice = choice
    self.network = network
    self.profile = profile
  }

  package var text: String {
    let blocks =
      [head, campaign, transports, hosting, sender, authentication] + (isBulk ? [unsubscribe] : []) + [ending]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// People's mailboxes and relays are no way out for newsletters.
  private var isBulk: Bool {
    guard let provider else { return true }
    return provider.kind == "esp" && provider.stream != "transactional"
  }

  private var isTest: Bool { provider?.isForProduction == false }

  private var head: [String] {
    let whose = provider.map { " for \($0.name)" } ?? ""
    return [
      "# A campaign\(whose), made by `preflight init`. It passes as it stands; change what says example.",
      "# Check it with `preflight lint FILE`. Secrets stay in the environment: \"${NAME}\".",
      "\(campaignMarker.key): \(campaignMarker.value)",
    ]
  }

  private var campaign: [String] {
    let recipients = min(1_000, provider?.limit("per_day") ?? 1_000)
    return [
      "campaign:", "  name: first-campaign",
      isBulk
        ? "  kind: marketing             # sent to a list; must be easy to leave"
        : "  kind: transactional         # sent because somebody did something; not for newsletters",
      "  environment: \(isTest ? "development" : "production")",
      "  recipients: \(recipients)",
      "  window: 4h                  # the time in which everything has to be sent", "  message_size: 90KB",
    ]
  }

  private var transports: [String] {
    var entries: [[String]] = []
    if let provider, let choice, let best = choice.best {
      entries.append(TransportEntry(provider, port: best, name: "primary", isDetailed: true).lines)
    } else {
      entries.append(Self.anyTransport)
    }
    return ["transports:                   # in order of preference"]
      + entries.flatMap(\.self).map { "  " + $0 }
  }

  /// Without a provider: the way that RFC 8314 recommends, on a host that the environment names.
  private static let anyTransport = [
    "- name: primary", "  host: \"${SMTP_HOST}\"       # the submission host, without scheme or port",
    "  port: 465",
    "  tls:", "    mode: implicit            # TLS from the first byte; with 587 write starttls",
    "    verify: true",
    "    min_version: \"1.2\"", "  auth:", "    mechanism: plain", "    username: \"${SMTP_USERNAME}\"",
    "    password: \"${SMTP_PASSWORD}\"",
    "  helo: mail.example.com      # the name of the machine that sends; change it",
    "  timeouts: {connect: 10s, command: 5m, data: 10m}",
    "  limits: {connections: 5, messages_per_connection: 100}",
    "  retry: {max_attempts: 5, backoff: 5m}",
  ]

  private var hosting: [String] {
    guard let network else { return [] }
    return ["network:", "  hosting: \(network.id)            # \(network.name)"]
  }

  private var sender: [String] {
    [
      "sender:", "  from: \"News <news@example.com>\"", "  reply_to: help@example.com",
      "  envelope_from: bounces@mail.example.com     # same organisation as From, so that SPF aligns",
    ]
  }

  private var authentication: [String] {
    [
      "authentication:               # what the sending domain publishes in DNS",
      "  dkim:", "    - {domain: example.com, selector: s1, algorithm: rsa-sha256, key_bits: 2048}",
      "  dmarc: {policy: quarantine, rua: \"mailto:dmarc@example.com\"}",
    ]
  }

  private var unsubscribe: [String] {
    [
      "unsubscribe:", "  https: \"https://news.example.com/unsubscribe/{token}\"",
      "  mailto: unsubscribe@example.com",
      "  one_click: true             # RFC 8058: the large mailbox providers ask for it",
    ]
  }

  private var ending: [String] {
    var lines = [
      "bounces:", "  address: bounces@mail.example.com", "", "suppression:", "  enabled: true",
      "  lists: [unsubscribed, bounced]",
    ]
    if isBulk {
      lines += [
        "", "compliance:", "  postal_address: \"Example Ltd, 1 Example Street, Exampletown EX1 2MP\"",
      ]
    }
    return lines
  }
}
