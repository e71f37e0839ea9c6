/// How much of a file is read before it is refused.
package struct Limits: Hashable, Sendable {
  /// Size of the file.
  package var bytes: Int
  /// Collections inside collections, aliases followed.
  package var depth: Int
  /// Nodes written in the file.
  package var nodes: Int
  /// Nodes that aliases add when they are followed.
  package var expandedNodes: Int
  /// Faults reported for a file; the rest is left unsaid.
  package var faults: Int

  package init(
    bytes: Int = 10_000_000, depth: Int = 100, nodes: Int = 1_000_000, expandedNodes: Int = 200_000,
    faults: Int = 1_000
  ) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
    self.expandedNodes = expandedNodes
    self.faults = faults
  }
}
