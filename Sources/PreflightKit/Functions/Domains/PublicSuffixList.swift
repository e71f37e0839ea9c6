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
  package func listedSuffix(of domain: DomainName, in section: Section = .all) -> String? {
    domain.firstSuffix { name -> ArraySlice<UInt8>? in
      let parent = name.firstIndex(of: UInt8(ascii: ".")).map { name[($0 + 1)...] }
      if let parent, contains("*.", parent, in: section) {
        return contains("!", name, in: section) ? parent : name
      }
      return contains("", name, in: section) ? name : nil
    }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The suffix and one label more: what one organisation owns. A suffix itself, and a name of one label, has
  /// none.
  package func organizationalDomain(of domain: DomainName, in section: Section = .all) -> String? {
    let name = Array(domain.ascii.utf8)
    let suffix =
      listedSuffix(of: domain, in: section)?.utf8.count ?? name.reversed().prefix { !isDot($0) }.count
    guard suffix < name.count else { return nil }
    let label = name.dropLast(suffix + 1).reversed().prefix { !isDot($0) }.count
    return String(decoding: name.suffix(label + 1 + suffix), as: UTF8.self)
  }

  package func isPublicSuffix(_ domain: DomainName, in section: Section = .all) -> Bool {
    listedSuffix(of: domain, in: section)?.utf8.count == domain.ascii.utf8.count
  }

  private func contains(_ mark: StaticString, _ name: ArraySlice<UInt8>, in section: Section) -> Bool {
    let note =
      mark.utf8CodeUnitCount == 0
      ? rules.entry(for: name) : rules.entry(for: mark.withUTF8Buffer { Array($0) } + name)
    return note.map { section == .all || $0 != "private" } ?? false
  }
}

private func isDot(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") }
