/// A campaign: what rules judge. One YAML document and the variables in; its settings, and what is wrong with them, out.
import CEL
package import Document

/// A class, because verdicts, findings and threads pass it on: as a value each of its parts would be counted.
package final class Campaign: Sendable {
  package let root: Setting
  package let transports: [Setting]
  package let faults: [SchemaFault]
  /// The places of values that must not be shown.
  package let secrets: [TextRange]
  /// Secrets that came from variables; the file does not hold them.
  package let handedIn: Set<String>
  /// Placeholders that nothing resolves, by the path of the setting they leave unknown.
  package let unknowns: [String: UnknownSetting]

  /// - Parameter complete: false for examples, which need not have every required key.
  package init(_ document: YAMLNode, variables: [String: String], complete: Bool = true) {
    var reader = SchemaReader(variables: variables)
    root = reader.read(document, as: campaignSchema, complete: complete)
    transports = root.member(transportsKey)?.items ?? []
    faults = reader.faults
    secrets = reader.secrets
    handedIn = reader.handedIn
    unknowns = reader.unknowns
  }
}

private let transportsKey = FieldName("transports")

/// What a document seems to be.
package enum Recognition: Sendable {
  case campaign
  case empty
  case unrecognised(guess: RecognitionGuess?)

  package init(_ document: YAMLDocument) {
    guard let root = document.root, !(root.kind == .scalar && root.isNull) else {
      self = .empty
      return
    }
    if root.kind == .mapping, root.value(for: campaignMarker.key) != nil {
      self = .campaign
    } else {
      self = .unrecognised(guess: Self.guess(root))
    }
  }

  private static func guess(_ root: YAMLNode) -> RecognitionGuess? {
    guard root.kind == .mapping else { return nil }
    for entry in root.entries where closestName(to: entry.key.text, among: [campaignMarker.key]) != nil {
      return .markerMisspelt(seen: entry.key.text)
    }
    let telling = ["transports", "campaign", "unsubscribe"]
    return root.entries.first { telling.contains($0.key.text) }.map { .markerMissing(seen: $0.key.text) }
  }
}
