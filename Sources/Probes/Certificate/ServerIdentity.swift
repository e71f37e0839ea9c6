/// Whether a certificate is made out to a name: RFC 9525 §6. The subject's common name does not count.

enum ServerIdentity {
  static func matches(_ names: [ParsedCertificate.AlternativeName], _ wanted: String) -> Bool {
    guard let wanted = wireName(wanted) else { return false }
    if let address = IPAddress(wanted) { return names.contains(.address(address)) }
    // A final dot is the user's way to write the same name.
    let labels = labels(wanted.hasSuffix(".") ? wanted.dropLast() : wanted[...])
    guard !labels.isEmpty else { return false }
    return names.contains { name in
      guard case .dns(let pattern) = name else { return false }
      return matches(pattern: self.labels(pattern[...]), labels)
    }
  }

  /// `*` stands for exactly one label, the leftmost one, and for all of it (§6.3). It never stands for a
  /// name's only or last but one label: `*.com` is no identity anyone was given.
  private static func matches(pattern: [String], _ labels: [String]) -> Bool {
    guard pattern.count == labels.count else { return false }
    guard pattern.first == "*" else { return pattern == labels && !pattern.contains { $0.contains("*") } }
    return pattern.count > 2 && pattern.dropFirst() == labels.dropFirst()
      && !pattern.dropFirst().contains { $0.contains("*") }
  }

  /// Small letters; empty when a label is, as the last one of a certificate's name with a final dot, which has no place
  /// there (RFC 5280 §4.2.1.6, RFC 1034 §3.5).
  private static func labels(_ name: Substring) -> [String] {
    let labels = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return labels.contains("") ? [] : labels
  }
}
