/// The formats: a report in, text out. Adding one is a file with its renderer and a case here.

package enum Format: String, Sendable, Hashable, CaseIterable {
  /// For people: snippets, advice, and the verdict as the last line.
  case human
  /// One line a finding, for editors and grep.
  case compact
  /// `preflight/report/v1`.
  case json

  /// The whole text of a report, ending in a line break unless it is empty.
  package func render(_ report: Report, _ style: Style = .plain) -> String {
    switch self {
    case .human: HumanFormat(style: style).render(report)
    case .compact: CompactFormat(style: style).render(report)
    case .json: JSONFormat().render(report)
    }
  }
}

/// What the place that a text goes to can show. Handed in: a format asks no terminal.
package struct Style: Sendable, Hashable {
  package var color: Bool
  /// Whether OSC 8 links are understood.
  package var links: Bool
  /// Columns of the display.
  package var width: Int
  /// Leaves out the verdict at the end.
  package var quiet: Bool

  package init(color: Bool = false, links: Bool = false, width: Int = 100, quiet: Bool = false) {
    self.color = color
    self.links = links
    self.width = max(40, width)
    self.quiet = quiet
  }

  package static let plain = Style()
}
