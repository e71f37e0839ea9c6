/// The list of providers for the terminal: entries in, one line for each out: id, kind, first host, name.

package struct ProviderList: Sendable {
  private let entries: [ProviderEntry]

  package init(_ entries: [ProviderEntry]) {
    self.entries = entries
  }

  package func text(_ style: Style) -> String {
    let widest = entries.map(\.id.count).max() ?? 0
    let widestHost = entries.map { host($0).count }.max() ?? 0
    return entries.map { entry in
      let id = style.paint(padded(entry.id, to: widest), .bold)
      let kind = style.paint(padded(entry.kind, to: 11), entry.isSandbox ? .yellow : .dim)
      return "\(id)  \(kind)  \(padded(host(entry), to: widestHost))  \(entry.name.displayable)\n"
    }.joined()
  }

  private func host(_ entry: ProviderEntry) -> String {
    guard let first = entry.hosts.first else { return "-" }
    return entry.hosts.count == 1 ? first : "\(first), …"
  }
}
