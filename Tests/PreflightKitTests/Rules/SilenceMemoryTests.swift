import CEL
import Document
import Testing

@testable import PreflightKit

/// A linter that is told which rules were silent says what it says to one who has seen nothing yet.
@Suite("Silence that is remembered")
struct SilenceMemoryTests {
  private static func linter() -> Linter {
    Linter(pack: .builtIn(), settings: LintSettings(now: .testDay))
  }

  /// Lints all texts with what was learnt from all of them, and each with nothing. They come in an order drawn by the seed.
  private func expectTheSame(_ texts: [String], seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let order = texts.shuffled(using: &random)
    let linter = Self.linter()
    var experience = Experience(expecting: texts.count)
    let sources = order.map(source)
    for some in [sources[..<100], sources[100...]] {
      _ = linter.lint(Array(some), facts: nil, with: &experience)
    }
    let reports = linter.lint(sources, facts: nil, with: &experience)
    #expect(reports.count == sources.count)
    for (text, known) in zip(order, reports) {
      #expect(known.findings == linter.lint(source(text)).findings, "\(text)")
    }
  }

  private func source(_ text: String) -> SourceText {
    SourceText(name: "test.yaml", bytes: Array(text.utf8))
  }

  @Test("each line changed: what was silent about the file is asked again where it looks at that line")
  func changes() {
    let changes = [": 25", ": \"${OTHER}\"", ": \"\"", ": true", ": none", ": x@other.example", ":"]
    let lines = Self.campaign.split(separator: "\n").map(String.init)
    var texts = [Self.campaign]
    for (place, line) in lines.enumerated().dropFirst() {
      var without = lines
      without.remove(at: place)
      texts.append(without.joined(separator: "\n"))
      guard let colon = line.firstIndex(of: ":"), !line.hasSuffix(":") else { continue }
      for change in changes {
        var changed = lines
        changed[place] = line[..<colon] + change
        texts.append(changed.joined(separator: "\n"))
      }
    }
    #expect(texts.count > 300)
    expectTheSame(texts, seed: 1)
  }

  @Test("the tests inside the rules, one after the other")
  func ruleTests() {
    let texts = RulePack.builtIn().rules.flatMap { rule in
      (rule.readText()?.tests ?? []).compactMap { test -> String? in
        let range = test.config.range
        let text = rule.source.text(range)
        guard !text.hasPrefix("{") else { return "preflight: campaign/v1\nx-test: \(text)" }
        let indent = String(repeating: " ", count: rule.source.position(at: range.start).column - 1)
        return "preflight: campaign/v1\n\(indent)\(text)".replacing("\n\(indent)", with: "\n")
      }
    }
    #expect(texts.count > 450)
    expectTheSame(texts, seed: 2)
  }

  private static let campaign = """
    preflight: campaign/v1
    campaign:
      name: spring
      kind: marketing
      environment: production
      recipients: 90000
      window: 6h
      message_size: 90KB
    transports:
      - name: primary
        role: submission
        provider: sendgrid
        host: smtp.sendgrid.net
        port: 587
        tls:
          mode: starttls
          verify: true
          min_version: "1.2"
        auth:
          mechanism: plain
          username: apikey
          password: "${SENDGRID_API_KEY}"
        helo: mail.example.com
        timeouts: {connect: 10s, command: 30s, data: 2m}
        limits:
          connections: 5
          messages_per_connection: 100
          per_second: 20
        retry: {max_attempts: 5, backoff: 30s}
      - name: fallback
        host: smtp-relay.brevo.com
        port: 465
        tls: {mode: implicit, verify: true}
        auth: {mechanism: plain, username: "${LOGIN}", password: "${BREVO_KEY}"}
    network:
      hosting: aws-ec2
    sender:
      from: News <news@example.com>
      reply_to: help@example.com
      envelope_from: bounces@em.example.com
    authentication:
      spf:
        include: [sendgrid.net]
      dkim:
        - domain: example.com
          selector: s1
          algorithm: rsa-sha256
          key_bits: 2048
      dmarc:
        policy: quarantine
        rua: "mailto:dmarc@example.com"
    unsubscribe:
      https: "https://news.example.com/u/{token}"
      mailto: unsubscribe@example.com
      one_click: true
    bounces:
      address: bounces@em.example.com
      webhook: https://hooks.example.com/events
    suppression:
      enabled: true
      lists: [unsubscribed]
    compliance:
      postal_address: "Harbour Books, 1 Example Quay, Exampletown EX1 2MP"
    """
}
