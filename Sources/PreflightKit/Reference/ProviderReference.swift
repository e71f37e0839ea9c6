/// The page of providers and networks: entries in; a table of ports, logins and sources out.

func providerReference(_ providers: [ProviderEntry], _ networks: [NetworkEntry]) -> String {
  var lines = [
    "# Providers and networks", "",
    "`preflight providers ID` shows an entry in full, with a port to choose and an entry to paste. A port in brackets",
    "has no source that was seen.", "", "## Providers", "",
    "| id | name | kind | hosts | ports | user name | source |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ]
  lines += providers.map(row)
  lines += [
    "", "## Networks", "", "What happens to outbound connections, as far as the operators or others say.", "",
    "| id | name | blocked | restricted | open | on request | source |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ]
  lines += networks.map(row)
  return lines.joined(separator: "\n") + "\n"
}

private func row(_ entry: ProviderEntry) -> String {
  let ports = entry.ports.map { port in
    let text = "\(port.number) \(port.mode.rawValue)"
    return port.isVerified ? text : "(\(text))"
  }
  let login = entry.login.form == .literal ? "`\(entry.login.value ?? "")`" : entry.login.form.rawValue
  return cells([
    "`\(entry.id)`", entry.name, entry.kind, entry.hosts.map { "`\($0)`" }.joined(separator: ", "),
    ports.joined(separator: ", "), login,
    sourceLink(entry.sources.first ?? "", entry.date, isVerified: entry.isVerified),
  ])
}

private func row(_ entry: NetworkEntry) -> String {
  func ports(_ state: NetworkEntry.PortState) -> String {
    entry.ports.filter { $0.state == state }.map { String($0.port) }.joined(separator: ", ")
  }
  return cells([
    "`\(entry.id)`", entry.name, ports(.blocked), ports(.restricted), ports(.open),
    entry.isLiftable ? "yes" : "",
    sourceLink(entry.source, entry.date, isVerified: entry.isVerified),
  ])
}

private func cells(_ texts: [String]) -> String {
  "| " + texts.map(markdown(cell:)).joined(separator: " | ") + " |"
}

/// Some entries rest on no document, and say so in words.
private func sourceLink(_ source: String, _ date: String, isVerified: Bool) -> String {
  guard source.hasPrefix("https://") || source.hasPrefix("http://") else { return source }
  return "[\(date)](\(source))" + (isVerified ? "" : ", not verified")
}
