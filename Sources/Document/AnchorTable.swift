/// The anchors of a document and what following them would cost: names go in with nodes, nodes come out.
struct AnchorTable {
  struct Anchor {
    var node: UInt32
    /// Of the anchor's own name, with its `&`.
    var range: TextRange
    /// Its node has not ended.
    var isOpen: Bool
    /// Levels of collections, itself included; 0 for a scalar.
    var depth = 0
    /// Nodes it stands for, aliases followed.
    var weight = 1
  }

  private var anchors: [Anchor] = []
  private var places: [String: Int] = [:]
  /// Nodes that all aliases of the file add when they are followed.
  private(set) var aliasedNodes = 0

  /// Anchors hold for one document.
  mutating func reset() {
    guard !anchors.isEmpty else { return }
    anchors.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// The anchor of that name; of several the last.
  func anchor(_ name: String) -> Anchor? {
    places[name].map { anchors[$0] }
  }

  /// Returns where the anchor is kept, for `close`.
  @discardableResult
  mutating func define(_ name: String, _ anchor: Anchor) -> Int {
    places[name] = anchors.count
    anchors.append(anchor)
    return anchors.count - 1
  }

  mutating func close(_ place: Int, depth: Int, weight: Int) {
    anchors[place].isOpen = false
    anchors[place].depth = depth
    anchors[place].weight = weight
  }

  mutating func follow(_ anchor: Anchor) {
    aliasedNodes += anchor.weight
  }
}
