/// Providers and networks: a host or an id in, the entry as rules see it out. Files are read when first asked for.
import CEL
import Document
import Synchronization

package final class Catalogue: Sendable {
  private let providers: [EmbeddedProvider]
  private let root: @Sendable (String) -> YAMLNode?
  /// By their ids.
  private let knownProviders = Mutex<[String: Setting]>([:])
  private let knownNetworks = Mutex<[String: Setting]>([:])

  /// - Parameter root: the document of a file under rules/, by its path there.
  init(providers: [EmbeddedProvider], root: @escaping @Sendable (String) -> YAMLNode?) {
    self.providers = providers
    self.root = root
  }

  /// The same with entries of its own, for another thread: threads that count references to one entry wait for each other.
  func another() -> Catalogue { Catalogue(providers: providers, root: root) }

  package static let builtIn = Catalogue(providers: EmbeddedRules.providers) { EmbeddedRules.file($0)?.root }

  package var providerIDs: [String] { providers.map(\.id) }

  /// The id of the provider that a host name belongs to.
  package func providerID(forHost host: String) -> String? {
    let lower = host.lowercased()
    let name = lower.utf8.last == UInt8(ascii: ".") ? lower.utf8.dropLast() : lower.utf8[...]
    return providers.first { $0.hosts.contains { covers($0.utf8[...], name) } }?.id
  }

  /// Whose a host can be of which some parts are known.
  enum Belonging: Hashable {
    case nobody
    case provider(id: String)
    /// It depends on the other parts.
    case open
  }

  /// By its beginning and its end. Where the gap lies just where the pattern of the only provider leaves one, as
  /// `smtp.${REGION}.example.com` does in `smtp.*.example.com`, a region is meant, and the provider is known.
  func belonging(of host: PartialText) -> Belonging {
    var pieces = host.pieces.map { $0.lowercased() }
    if let last = pieces.last, last.utf8.last == UInt8(ascii: ".") {
      pieces[pieces.count - 1] = String(last.utf8.dropLast()) ?? last
    }
    let (first, last) = (pieces[0].utf8[...], pieces[pieces.count - 1].utf8[...])
    let candidates = providers.filter { $0.hosts.contains { mayCover($0.utf8[...], first, last) } }
    guard let candidate = candidates.first else { return .nobody }
    let isMeant = candidate.hosts.contains {
      $0.split(separator: "*", omittingEmptySubsequences: false).map(String.init) == pieces
    }
    return isMeant && candidates.count == 1 ? .provider(id: candidate.id) : .open
  }

  /// The provider's entry; nil if there is none of that id.
  package func provider(_ id: String) -> Setting? {
    entry(id, in: knownProviders, as: providerSchema) { providers.first { $0.id == id }?.path }
  }

  package func network(_ id: String) -> Setting? {
    entry(id, in: knownNetworks, as: networkSchema) { "networks/\(id).yaml" }
  }

  /// - Parameter path: that of the file, if there is one.
  private func entry(
    _ id: String, in entries: borrowing Mutex<[String: Setting]>, as shape: ObjectShape, _ path: () -> String?
  ) -> Setting? {
    if let known = entries.withLock({ $0[id] }) { return known }
    guard let root = path().flatMap(root) else { return nil }
    var reader = SchemaReader()
    let setting = reader.read(root, as: shape)
    entries.withLock { $0[id] = setting }
    return setting
  }
}

/// Whether a pattern covers a name; `*` stands for one run of characters without a dot.
private func covers(_ pattern: Substring.UTF8View, _ name: Substring.UTF8View) -> Bool {
  guard let star = pattern.firstIndex(of: UInt8(ascii: "*")) else { return pattern.elementsEqual(name) }
  guard name.starts(with: pattern[..<star]) else { return false }
  let rest = name.dropFirst(pattern[..<star].count)
  let run = rest.prefix { $0 != UInt8(ascii: ".") }
  return !run.isEmpty && covers(pattern[star...].dropFirst(), rest.dropFirst(run.count))
}

/// Whether a pattern can cover a name that begins and ends so.
private func mayCover(
  _ pattern: Substring.UTF8View, _ first: Substring.UTF8View, _ last: Substring.UTF8View
) -> Bool {
  let star = UInt8(ascii: "*")
  let head = pattern.prefix { $0 != star }
  guard head.endIndex < pattern.endIndex else {
    return first.count + last.count <= pattern.count && pattern.starts(with: first)
      && pattern.suffix(last.count).elementsEqual(last)
  }
  let tail = pattern[pattern.index(after: pattern.lastIndex(of: star) ?? head.endIndex)...]
  let (begun, ended) = (min(head.count, first.count), min(tail.count, last.count))
  return head.prefix(begun).elementsEqual(first.prefix(begun))
    && tail.suffix(ended).elementsEqual(last.suffix(ended))
}
