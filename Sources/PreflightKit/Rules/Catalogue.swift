/// Providers and networks: a host or an id in, the entry as rules see it out. Files are read when first asked for.
import CEL
import Document
import Synchronization

package final class Catalogue: Sendable {
  private let providers: [EmbeddedProvider]
  private let text: @Sendable (String) -> String?
  private let entries = Mutex<[String: Setting]>([:])

  /// - Parameter text: the text of a file under rules/, by its path there.
  init(providers: [EmbeddedProvider], text: @escaping @Sendable (String) -> String?) {
    self.providers = providers
    self.text = text
  }

  package static let builtIn = Catalogue(providers: EmbeddedRules.providers, text: EmbeddedRules.text(of:))

  package var providerIDs: [String] { providers.map(\.id) }

  /// The id of the provider that a host name belongs to.
  package func providerID(forHost host: String) -> String? {
    let name = Array(host.lowercased().utf8)
    let bare = name.last == UInt8(ascii: ".") ? Array(name.dropLast()) : name
    return providers.first { $0.hosts.contains { pattern in covers(Array(pattern.utf8)[...], bare[...]) } }?.id
  }

  /// The provider's entry; nil if there is none of that id.
  package func provider(_ id: String) -> Setting? {
    guard let known = providers.first(where: { $0.id == id }) else { return nil }
    return entry(known.path, as: providerSchema)
  }

  package func network(_ id: String) -> Setting? {
    entry("networks/\(id).yaml", as: networkSchema)
  }

  private func entry(_ path: String, as shape: ObjectShape) -> Setting? {
    if let known = entries.withLock({ $0[path] }) { return known }
    guard let text = text(path) else { return nil }
    let stream = YAMLStream(parsing: SourceText(name: path, bytes: Array(text.utf8)))
    guard let root = stream.documents.first?.root else { return nil }
    var reader = SchemaReader()
    let setting = reader.read(root, as: shape)
    entries.withLock { $0[path] = setting }
    return setting
  }
}

/// Whether a pattern covers a name; `*` stands for one run of characters without a dot.
private func covers(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
  guard let star = pattern.firstIndex(of: UInt8(ascii: "*")) else { return pattern.elementsEqual(name) }
  guard name.starts(with: pattern[..<star]) else { return false }
  let rest = name.dropFirst(pattern[..<star].count)
  let run = rest.prefix { $0 != UInt8(ascii: ".") }
  return !run.isEmpty && covers(pattern[(star + 1)...], rest.dropFirst(run.count))
}
