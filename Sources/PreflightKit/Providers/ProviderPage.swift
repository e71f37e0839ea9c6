/// A provider's page for the terminal: an entry and the choice of a port in; what is documented, and an entry to paste,
/// out.

package struct ProviderPage: Sendable {
  private let provider: ProviderEntry
  private let choice: PortChoice
  private let network: NetworkEntry?
  private let profile: String
  private let style: Style

  package init(
    _ provider: ProviderEntry, choice: PortChoice, network: NetworkEntry?, profile: String, style: Style
  ) {
    self.provider = provider
    self.choice = choice
    self.network = network
    self.profile = profile
    self.style = style
  }

  package var text: String {
    var blocks = [head, facts, section("Ports", ports)]
    if let network { blocks.append(section("From \(network.name)", advice(network))) }
    blocks.append(section("To paste", paste))
    blocks.append(section("Sources", sources))
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var head: [String] {
    let kind = provider.kindInWords
    return [style.paint("\(provider.id): \(provider.name)".displayable, .bold), kind]
      + (provider.isSandbox
        ? [style.paint("A sandbox: mail is caught and delivered to nobody.", .yellow)] : [])
  }

  private var facts: [String] {
    let login = provider.login
    var rows: [(String, String)] = [
      ("hosts", provider.hosts.isEmpty ? "none of its own" : provider.hosts.joined(separator: ", "))
    ]
    if let region = provider.region { rows.append(("region", region)) }
    if let stream = provider.stream { rows.append(("for", "\(stream) mail")) }
    rows.append(("user name", login.inWords))
    if let password = login.password { rows.append(("password", password)) }
    if !login.mechanisms.isEmpty {
      rows.append(
        (
          "login",
          login.mechanisms.joined(separator: ", ") + (login.mechanismsAreVerified ? "" : " (not verified)")
        ))
    }
    if login.isSparedByAddress {
      rows.append(
        (
          login.mechanisms.isEmpty ? "login" : "",
          "can be left out where the server knows the client's address"
        ))
    }
    if let size = provider.maximumMessageSize {
      let counted = provider.countsEncodedSize ? " after base64" : ""
      rows.append(("message", "at most \(spelled(bytes: size))\(counted)"))
    }
    let limits = provider.limits.map { "\($0.name.replacing("_", with: " ")): \(grouped($0.value))" }
    if !limits.isEmpty { rows.append(("limits", limits.joined(separator: ", "))) }
    if let note = provider.limitsNote { rows.append((limits.isEmpty ? "limits" : "", note)) }
    if !provider.related.isEmpty { rows.append(("see also", provider.related.joined(separator: ", "))) }
    if let notes = provider.notes { rows.append(("notes", notes)) }
    return rows.flatMap { row($0.0, $0.1) }
  }

  private func row(_ name: String, _ text: String) -> [String] {
    let lines = wrapped(text, width: max(40, style.width - 14))
    return lines.enumerated().map { index, line in
      let lead = index == 0 ? name : ""
      return "  " + style.paint(padded(lead, to: 12), .dim) + line
    }
  }

  private var ports: [String] {
    let best = choice.best?.number
    return provider.ports.sorted { $0.number < $1.number }.map { port in
      let words = [
        padded(String(port.number), to: 6), padded(port.mode.inWords, to: 34),
        padded(port.isVerified ? "verified" : "not verified", to: 13), remark(on: port),
      ]
      let line = words.joined().trimmingEnd
      return "  " + (port.number == best ? style.paint(line, .green) : line.displayable)
    }
  }

  private func remark(on port: ProviderEntry.Port) -> String {
    var remarks: [String] = []
    if port.number == choice.best?.number { remarks.append("choose this one (profile \(profile))") }
    if port.isRecommended { remarks.append("the provider's own advice") }
    if let excluded = choice.excluded.first(where: { $0.port.number == port.number }) {
      remarks.append(excluded.obstacle.inWords)
    }
    if choice.restricted.contains(port.number) { remarks.append("restricted there") }
    if let note = port.note { remarks.append(note) }
    return remarks.joined(separator: "; ")
  }

  private func advice(_ network: NetworkEntry) -> [String] {
    let blocked = provider.ports.map(\.number).filter { network.state(of: $0) == .blocked }.sorted()
    var lines: [String] = []
    if blocked.isEmpty {
      lines.append("None of the provider's ports is known to be blocked.")
    } else {
      lines.append("Left out, because they are blocked: \(blocked.map(String.init).joined(separator: ", ")).")
    }
    if !choice.restricted.isEmpty {
      lines.append(
        "Restricted, so tried last: \(choice.restricted.map(String.init).joined(separator: ", ")).")
    }
    if !blocked.isEmpty, let how = network.howToLift { lines.append(how) }
    lines.append("Source: \(network.source) (\(network.date)\(network.isVerified ? "" : ", not verified"))")
    return lines.flatMap { wrapped($0, width: style.width - 2) }.map { "  " + $0 }
  }

  private var paste: [String] {
    guard let port = choice.best else {
      let reason =
        provider.ports.isEmpty
        ? "It has no submission port of its own." : "None of its documented ports can be used from there."
      return ["  \(reason) `preflight probe HOST` shows what answers."]
    }
    let lines = TransportEntry(provider, port: port, name: "primary").lines
    return ["  transports:"] + lines.map { "    " + $0.displayable }
  }

  private var sources: [String] {
    let state =
      provider.isVerified ? "seen on \(provider.date)" : "put together on \(provider.date), not verified"
    var lines = provider.sources.map { "  " + style.link($0.displayable, to: $0) } + ["  \(state)"]
    if !provider.unverified.isEmpty {
      lines += wrapped(
        "no source for: \(provider.unverified.joined(separator: ", "))", width: style.width - 2
      )
      .map { "  " + $0 }
    }
    return lines
  }

  private func section(_ heading: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [style.paint(heading, .bold)] + lines
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
