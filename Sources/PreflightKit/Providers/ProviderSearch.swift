/// Finding a provider: an id, a host or a part of a name in; the entry, several of them, or what was probably meant out.
import CEL

package enum ProviderSearch: Sendable {
  case one(ProviderEntry)
  /// Sorted by id, at least two.
  case several([ProviderEntry])
  /// The ids of entries that are close to what was asked for.
  case none(closest: [String])

  package init(_ query: String, in catalogue: Catalogue) {
    let host = hostName(in: query)
    let named = catalogue.providerIDs.contains(host) ? host : catalogue.providerID(forHost: host)
    if let entry = named.flatMap(catalogue.provider) {
      self = .one(ProviderEntry(entry))
      return
    }
    let entries = catalogue.providerEntries
    let matches = entries.filter { $0.matches(host) }
    if let match = matches.first {
      self = matches.count == 1 ? .one(match) : .several(matches)
    } else {
      self = .none(closest: closest(to: host, among: entries))
    }
  }
}

extension Catalogue {
  /// Every provider, sorted by id.
  package var providerEntries: [ProviderEntry] {
    providerIDs.sorted().compactMap { provider($0).map(ProviderEntry.init) }
  }
}

extension ProviderEntry {
  /// Whether a part of a word is in its id, name, kind or hosts. All words must be.
  fileprivate func matches(_ query: String) -> Bool {
    let text = ([id, name, kind, region ?? "", stream ?? ""] + hosts).joined(separator: " ").lowercased()
    let words = query.split(separator: " ")
    return !words.isEmpty && words.allSatisfy { text.contains($0) }
  }
}

/// The host in `smtp://user@host:587/path` or `host:587`, in lower case and without the root's dot.
private func hostName(in query: String) -> String {
  var rest = Substring(query.lowercased())
  while rest.first?.isWhitespace == true { rest.removeFirst() }
  while rest.last?.isWhitespace == true { rest.removeLast() }
  if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
  if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
  if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
  if let colon = rest.lastIndex(of: ":"), rest[rest.index(after: colon)...].allSatisfy(\.isNumber) {
    rest = rest[..<colon]
  }
  if rest.last == "." { rest.removeLast() }
  return String(rest)
}

/// A misspelt id or host, or another host under the same domain. Hosts are alike in most of their letters anyway, so
/// only two slips are forgiven.
private func closest(to host: String, among entries: [ProviderEntry]) -> [String] {
  let letters = String(host.prefix(255))
  let misspelt = entries.filter { entry in
    entry.hosts.contains { editDistance(letters, $0) <= 2 }
  }
  if !misspelt.isEmpty { return misspelt.map(\.id) }
  if let id = closestName(to: host, among: entries.map(\.id)) { return [id] }
  guard let domain = organization(of: host) else { return [] }
  return entries.filter { $0.hosts.contains { $0 == domain || $0.hasSuffix("." + domain) } }.map(\.id)
}

/// `example.co.uk` of `mail.example.co.uk`; nil where there is none.
private func organization(of host: String) -> String? {
  guard host.contains("."), let name = try? DomainName(host) else { return nil }
  return MailKnowledge(text: EmbeddedRules.text(of:)).suffixes.organizationalDomain(of: name, in: .icann)
}
