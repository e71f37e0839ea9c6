/// A ready entry for `transports:`: a provider and one of its ports in, YAML to paste out. What only the user knows is
/// left as a variable.

package struct TransportEntry: Sendable {
  private let provider: ProviderEntry
  private let port: ProviderEntry.Port
  private let name: String
  private let isDetailed: Bool

  /// - Parameter isDetailed: with limits, HELO and retries, as a whole campaign file has them.
  package init(_ provider: ProviderEntry, port: ProviderEntry.Port, name: String, isDetailed: Bool = false) {
    self.provider = provider
    self.port = port
    self.name = name
    self.isDetailed = isDetailed
  }

  /// The entry's lines, from `- name:` on, without indentation.
  package var lines: [String] {
    var lines = ["- name: \(name)"]
    if isServerToServer {
      lines.append("  role: relay                 # server to server, for known senders")
    }
    lines.append("  provider: \(provider.id)")
    lines.append(aligned("  host: \(host)", note: hostNote))
    lines.append("  port: \(port.number)")
    lines += tls
    lines += login
    if isDetailed {
      lines.append(aligned("  helo: mail.example.com", note: "the name of the machine that sends; change it"))
    }
    lines.append("  timeouts: {connect: 10s, command: 5m, data: 10m}")
    if isDetailed { lines += [limits, "  retry: {max_attempts: 5, backoff: 5m}"] }
    return lines
  }

  private var isServerToServer: Bool { provider.isRelay && UsualPort.isBetweenServers(port.number) }

  private var tls: [String] {
    let mode = port.clientMode
    guard mode != "none" else {
      return [aligned("  tls: {mode: none}", note: "no TLS: for a test server on this machine only")]
    }
    let note = mode == "implicit" ? "TLS from the first byte" : "STARTTLS is required, not merely tried"
    return [
      "  tls:", aligned("    mode: \(mode)", note: note), "    verify: true", "    min_version: \"1.2\"",
    ]
  }

  /// A `*` in a documented host stands for a part that only the user knows.
  private var host: String {
    guard let host = provider.hosts.first else { return "\"${SMTP_HOST}\"" }
    guard host.contains("*") else { return host }
    return "\""
      + host.split(separator: "*", omittingEmptySubsequences: false).joined(separator: "${SMTP_REGION}")
      + "\""
  }

  private var hostNote: String? {
    provider.hosts.first?.contains("*") == true ? "documented as \(provider.hosts[0])" : nil
  }

  private var login: [String] {
    let login = provider.login
    if isServerToServer { return ["  auth: {mechanism: none}"] }
    if provider.isSandbox, login.form == .any { return [] }
    let username = login.form == .literal ? login.value ?? "" : "\"${SMTP_USERNAME}\""
    return [
      "  auth:", "    mechanism: \(mechanism)",
      aligned("    username: \(username)", note: login.form == .literal ? "this very word" : login.describe),
      aligned("    password: \"${SMTP_PASSWORD}\"", note: login.password),
    ]
  }

  /// The first documented one that a client can be told to use; PLAIN, which every submission server has, else.
  private var mechanism: String {
    let known = mechanismWords
    return provider.login.mechanisms.first { known.contains($0) && $0 != "login" } ?? "plain"
  }

  private var limits: String {
    let connections = min(5, provider.limit("connections") ?? 5)
    let messages = min(100, provider.limit("messages_per_connection") ?? 100)
    return "  limits: {connections: \(connections), messages_per_connection: \(messages)}"
  }
}

/// What `transports[].auth.mechanism` may be.
private let mechanismWords: [String] = {
  guard case .list(.object(let transport), _)? = campaignSchema.field(named: "transports")?.shape,
    case .object(let auth)? = transport.field(named: "auth")?.shape,
    case .scalar(.choice(let choices))? = auth.field(named: "mechanism")?.shape
  else { return [] }
  return choices.map(\.value)
}()

/// A line with a comment in a column of its own. A long note stays on the line: YAML knows no other place for it.
private func aligned(_ line: String, note: String?) -> String {
  guard let note, !note.isEmpty else { return line }
  let gap = String(repeating: " ", count: max(2, 34 - line.count))
  return "\(line)\(gap)# \(note.split(whereSeparator: \.isNewline).joined(separator: " "))"
}
