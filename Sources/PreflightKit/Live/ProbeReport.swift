/// What `preflight probe` says about a host: the answers in; a table, a diagnosis and a ready transport entry out.

package struct ProbeReport: Sendable {
  private let target: ProbeTarget
  package let answers: [Answer]
  private let endpoints: [EndpointFacts]

  package init(_ target: ProbeTarget, answers: [Answer]) {
    self.target = target
    self.answers = answers.filter { $0.host == target.host && target.ports.contains($0.port) }
    endpoints = target.ports.flatMap { port in answers.filter { $0.host == target.host && $0.port == port } }
      .flatMap(\.endpoints)
  }

  /// Pass when a port can be used; findings when ports answered and none can; inconclusive when none answered, or one of
  /// them may yet be usable.
  package var exitCode: ExitCode {
    if best != nil { return .pass }
    if endpoints.contains(where: \.isUndecided) { return .inconclusive }
    let hasAnswered = endpoints.contains {
      $0.mode != nil || $0.connection == .connected || $0.connection == .refused
    }
    return hasAnswered ? .findings : .inconclusive
  }

  package func text(_ style: Style) -> String {
    var lines = [
      style.paint(target.host.displayable, .bold) + (target.provider.map { "  (\($0.name))" } ?? "")
    ]
    lines += table(style)
    lines.append("")
    lines += diagnosis.map(\.displayable)
    if let best { lines += ["", "transports:"] + entry(for: best).map { "  \($0.displayable)" } }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The first endpoint, in the order of the ports, that a campaign can submit to.
  private var best: EndpointFacts? { endpoints.first(where: \.isUsable) }

  private func table(_ style: Style) -> [String] {
    let rows = endpoints.map { facts in
      [
        String(facts.port), facts.address.isEmpty ? "-" : facts.address, facts.modeWords,
        facts.certificateWords,
        facts.times.words ?? "-",
      ].map(\.displayable)
    }
    let head = ["port", "address", "speaks", "certificate", "time"]
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    return ([head] + rows).enumerated().map { number, row in
      let line = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
      return "  " + (number == 0 ? style.paint(line, .dim) : line)
    }
  }

  /// What the rows mean together: a filtered port beside one that answers is a matter of the path, not of the server.
  private var diagnosis: [String] {
    let answering = endpoints.filter { $0.mode != nil }
    let spoken = endpoints.filter { $0.mode != nil || $0.connection == .connected }
    let silent = endpoints.filter {
      $0.connection == .filtered || $0.connection == .unreachable || $0.connection == .noRoute
    }
    var lines: [String] = []
    if let name = endpoints.first(where: { $0.reason == .nameNotFound || $0.reason == .noAddress }) {
      return [
        "\(target.host): \(name.reason.words). Check the spelling, or the resolver of this machine."
      ]
    }
    if spoken.isEmpty, !silent.isEmpty, silent.count == endpoints.count {
      return [
        "No port answered. The server may be down, or a firewall on the way drops the connections; from another network "
          + "the answer may differ."
      ]
    }
    lines += silent.map { $0.silence(besides: answering) }
    for facts in endpoints where facts.connection == .refused {
      let place = facts.reachedElsewhere ? "Port \(facts.port) at \(facts.address)" : "Port \(facts.port)"
      lines.append("\(place) is closed: the server refused the connection.")
    }
    for facts in spoken where !facts.isUsable {
      lines.append("Port \(facts.port): \(facts.obstacle).")
    }
    if let best { lines.append("Use port \(best.port) with `tls.mode: \(best.clientMode)`.") }
    if best == nil, !spoken.isEmpty {
      lines.append(
        exitCode == .inconclusive
          ? "No port is known to be usable from here; ask again later."
          : "No port can be used safely from here.")
    }
    return lines
  }

  private func entry(for facts: EndpointFacts) -> [String] {
    if let provider = target.provider, let port = provider.ports.first(where: { $0.number == facts.port }),
      port.clientMode == facts.clientMode
    {
      return TransportEntry(provider, port: port, name: "primary").lines
    }
    return [
      "- name: primary", "  host: \(facts.host)", "  port: \(facts.port)",
      "  tls: {mode: \(facts.clientMode), verify: true, min_version: \"1.2\"}",
      "  auth: {username: \"${SMTP_USERNAME}\", password: \"${SMTP_PASSWORD}\"}",
      "  timeouts: {connect: 10s}",
    ]
  }
}

extension EndpointFacts {
  fileprivate var clientMode: String { mode == .implicit ? "implicit" : "starttls" }

  fileprivate var modeWords: String {
    guard let mode else { return reason.words }
    let version = tls.version.map { ", TLS \($0)" } ?? ""
    switch mode {
    case .implicit: return "implicit TLS\(version)"
    case .starttls: return "STARTTLS\(version)"
    case .plain: return "SMTP without TLS"
    case .http, .imap, .pop, .ssh: return mode.rawValue.uppercased()
    case .garbage: return "nothing known"
    }
  }

  var certificateWords: String {
    guard let certificate = tls.certificate else { return "-" }
    if certificate.defects.isEmpty { return "valid, \(certificate.daysLeft) days left" }
    return certificate.defects.map(\.rawValue).joined(separator: ", ")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
