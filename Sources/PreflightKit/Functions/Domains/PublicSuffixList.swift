/// Under which names anyone may register one, after publicsuffix.org: a domain in, its public suffix and
/// the organisation's domain right below it out.
package struct PublicSuffixList: Sendable {
  private let rules: SortedLines

  /// - Parameter text: rules/domains/public-suffixes.dat.
  package init(_ text: String) { rules = SortedLines(text) }

  package enum Section: Sendable {
    /// Registries: "com", "co.uk".
    case icann
    /// These, and companies that give out names below their own: "github.io".
    case all
  }

  /// The longest suffix that is listed; nil for a top-level domain that is not.
  package func listedSuffix(of domain: DomainName, in section: Section = .all) -> Substring? {
    let name = domain.ascii[...]
    var candidate = name
    while true {
      let parent = candidate.firstIndex(of: ".").map { candidate[candidate.index(after: $0)...] }
      if let parent, contains("!", candidate, in: section) { return parent }
      if contains("", candidate, in: section) { return candidate }
      guard let parent else { return nil }
      if contains("*.", parent, in: section) { return candidate }
      candidate = parent
    }
  }

  /// The suffix and one label more: what one organisation owns. A suffix itself, and a name of one label,
  /// has none.
  package func organizationalDomain(of domain: DomainName, in section: Section = .all) -> Substring? {
    let name = domain.ascii
    let suffix = listedSuffix(of: domain, in: section) ?? domain.labels.last ?? ""
    guard suffix.startIndex > name.startIndex else { return nil }
    let dot = name.utf8.index(before: suffix.startIndex)
    let start = name[..<dot].lastIndex(of: ".").map { name.index(after: $0) } ?? name.startIndex
    return name[start...]
  }

  package func isPublicSuffix(_ domain: DomainName, in section: Section = .all) -> Bool {
    listedSuffix(of: domain, in: section)?.startIndex == domain.ascii.startIndex
  }

  private func contains(_ mark: StaticString, _ name: Substring, in section: Section) -> Bool {
    let key = mark.withUTF8Buffer { Array($0) } + name.utf8
    guard let note = rules.entry(for: key) else { return false }
    return section == .all || note != "private"
  }
}
