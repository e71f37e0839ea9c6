/// Events in, an arena of nodes with exact ranges out. It never recurses: what is open lies on a stack.
struct TreeBuilder {
  /// A collection whose end has not been read.
  struct Frame {
    var node: UInt32
    /// Where its children begin in `pending`.
    var firstChild: Int
    var isMapping: Bool
    var isFlow: Bool
    var hasMergeKey = false
    /// Depth of the deepest node below, aliases followed.
    var deepest: Int
    /// `AnchorTable.aliasedNodes` when it began.
    var aliasedBefore: Int
    /// Place of its anchor, if it has one.
    var anchor: Int?
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let limits: Limits
  var arena: Arena
  var documents: [DocumentRecord] = []
  var comments: CommentScan
  var faults: [Fault] = []
  /// Reading has ended at a limit.
  var isStopped = false
  /// The scalar read last, for hints about what follows it.
  var lastScalar = NodeRecord.none

  /// The innermost open collection; none is open while `outer` is empty.
  private(set) var frame = Frame(
    node: NodeRecord.none, firstChild: 0, isMapping: false, isFlow: false, deepest: 0, aliasedBefore: 0)
  /// The collections round it, and the frame of the document itself.
  private(set) var outer: [Frame] = []
  /// Children of the open collections, the innermost last.
  private(set) var pending: [UInt32] = []
  private var anchors = AnchorTable()
  /// Used again for every mapping.
  var keys = KeyTable()

  init(_ source: SourceText, bytes: UnsafeBufferPointer<UInt8>, limits: Limits) {
    self.bytes = bytes
    self.limits = limits
    arena = Arena(source: source)
    let guess = min(bytes.count / 8 + 8, limits.nodes)
    arena.records.reserveCapacity(guess)
    arena.children.reserveCapacity(guess)
    pending.reserveCapacity(64)
    outer.reserveCapacity(16)
    comments = CommentScan(bytes, from: source.textStart)
  }

  mutating func add(_ event: borrowing Event) {
    switch event.kind {
    case .scalar: addScalar(event)
    case .mappingStart, .sequenceStart: open(event)
    case .mappingEnd, .sequenceEnd: close(event)
    case .alias: addAlias(event)
    case .documentStart: beginDocument(event)
    case .documentEnd: endDocument(event)
    case .streamStart: break
    case .streamEnd: comments.pass(scalarFrom: bytes.count, to: bytes.count)
    }
  }

  // MARK: Documents

  private mutating func beginDocument(_ event: borrowing Event) {
    anchors.reset()
    documents.append(DocumentRecord(root: nil, start: event.start, end: event.end))
  }

  private mutating func endDocument(_ event: borrowing Event) {
    let root = pending.popLast()
    pending.removeAll(keepingCapacity: true)
    guard let last = documents.indices.last else { return }
    let isWritten = event.end > event.start
    if let root, !isEmptyRoot(arena.records[Int(root)]) {
      documents[last].root = root
      documents[last].end = max(documents[last].end, Int(arena.records[Int(root)].end))
    }
    if isWritten { documents[last].end = event.end }
    documents[last].isComplete = true
  }

  private func isEmptyRoot(_ root: NodeRecord) -> Bool {
    root.shape == .scalar && root.start == root.end && !root.flags.contains(.hasProperties)
  }

  // MARK: Scalars and aliases

  private mutating func addScalar(_ event: borrowing Event) {
    var start = event.start
    var flags: NodeRecord.Flags = frame.isFlow ? .flow : []
    if event.hasProperties {
      start = event.value.isEmpty && event.style == .plain ? event.end : contentStart(of: event)
      addProperties(of: event)
      flags.insert(.hasProperties)
    } else if event.start == event.end {
      start = emptyValuePlace(event.start, &flags)
    }
    if event.isMerge, isKey {
      flags.insert(.mergeKey)
      frame.hasMergeKey = true
    }
    lastScalar = append(place(event, from: start, flags))
    if let name = event.anchor { define(name, of: event, node: lastScalar, isOpen: false) }
  }

  private mutating func addAlias(_ event: borrowing Event) {
    let name = String(decoding: event.value, as: UTF8.self)
    let range = TextRange(start: event.start, end: event.end)
    var record = NodeRecord(
      start: UInt32(event.start), end: UInt32(event.end), first: NodeRecord.none, count: 0, shape: .alias,
      style: .plain, flags: frame.isFlow ? .flow : [])
    if let anchor = anchors.anchor(name) {
      if anchor.isOpen {
        report(.recursiveAlias(name: name), range, related: anchor.range)
      } else {
        record.first = anchor.node
        arena.records[Int(anchor.node)].flags.insert(.shared)
        follow(anchor, from: range)
      }
    } else {
      report(.unknownAlias(name: name), range)
    }
    _ = append(record)
  }

  /// Counts what an alias adds to the document when it is followed.
  private mutating func follow(_ anchor: AnchorTable.Anchor, from range: TextRange) {
    anchors.follow(anchor)
    if anchors.aliasedNodes > limits.expandedNodes {
      stop(.aliasExpansion(limit: limits.expandedNodes), range)
    }
    let depth = outer.count + anchor.depth
    frame.deepest = max(frame.deepest, depth)
    if depth > limits.depth { stop(.tooDeep(limit: limits.depth), range) }
  }

  // MARK: Collections

  private mutating func open(_ event: borrowing Event) {
    var start = event.start
    var flags: NodeRecord.Flags = event.isFlow || frame.isFlow ? .flow : []
    if event.hasProperties {
      start = contentStart(of: event)
      addProperties(of: event)
      flags.insert(.hasProperties)
    }
    let isMapping = event.kind == .mappingStart
    if isMapping, event.isFlow, start >= bytes.count || bytes[start] != Byte.openBrace {
      flags.insert(.bracketless)
    }
    let node = append(
      NodeRecord(
        start: UInt32(start), end: UInt32(start), first: 0, count: 0,
        shape: isMapping ? .mapping : .sequence, style: .plain, flags: flags))
    outer.append(frame)
    frame = Frame(
      node: node, firstChild: pending.count, isMapping: isMapping, isFlow: flags.contains(.flow),
      deepest: outer.count, aliasedBefore: anchors.aliasedNodes)
    if let name = event.anchor { frame.anchor = define(name, of: event, node: node, isOpen: true) }
    if outer.count > limits.depth {
      stop(.tooDeep(limit: limits.depth), TextRange(start: start, end: min(start + 1, bytes.count)))
    }
  }

  private mutating func close(_ event: borrowing Event) {
    guard let parent = outer.popLast() else { return }
    let closed = frame
    frame = parent
    frame.deepest = max(frame.deepest, closed.deepest)
    let index = Int(closed.node)
    let count = pending.count - closed.firstChild
    // libyaml's end mark is the next token's start, except behind a bracket.
    if closed.isFlow, !arena.records[index].flags.contains(.bracketless) {
      arena.records[index].end = UInt32(event.end)
    } else if let last = pending.last, count > 0 {
      arena.records[index].end = max(arena.records[index].start, arena.records[Int(last)].end)
    }
    arena.records[index].first = UInt32(arena.children.count)
    arena.records[index].count = UInt32(count)
    arena.children.append(contentsOf: pending.suffix(count))
    pending.removeLast(count)
    if closed.isMapping { checkKeys(of: closed.node, hasMergeKey: closed.hasMergeKey) }
    if let anchor = closed.anchor {
      let weight = arena.records.count - index + anchors.aliasedNodes - closed.aliasedBefore
      anchors.close(anchor, depth: closed.deepest - outer.count, weight: weight)
    }
  }

  // MARK: Pieces

  /// Whether the next node is a mapping's key.
  var isKey: Bool {
    frame.isMapping && (pending.count - frame.firstChild) % 2 == 0
  }

  private mutating func append(_ record: NodeRecord) -> UInt32 {
    let node = UInt32(arena.records.count)
    arena.records.append(record)
    pending.append(node)
    if arena.records.count > limits.nodes { stop(.tooManyNodes(limit: limits.nodes), record.range) }
    return node
  }

  @discardableResult
  private mutating func define(
    _ name: String, of event: borrowing Event, node: UInt32, isOpen: Bool
  ) -> Int {
    var start = event.start
    if bytes[start] != Byte.ampersand { start = skipProperties(bytes, from: start, count: 1) }
    let range = TextRange(start: start, end: min(start + 1 + name.utf8.count, bytes.count))
    return anchors.define(name, AnchorTable.Anchor(node: node, range: range, isOpen: isOpen))
  }

  private mutating func addProperties(of event: borrowing Event) {
    arena.properties.append(
      NodeProperties(node: UInt32(arena.records.count), start: UInt32(event.start), tag: event.tag))
  }

  private func contentStart(of event: borrowing Event) -> Int {
    skipProperties(
      bytes, from: event.start, count: (event.anchorName == nil ? 0 : 1) + (event.tagName == nil ? 0 : 1))
  }

  mutating func report(_ kind: Fault.Kind, _ range: TextRange, related: TextRange? = nil) {
    let fault = Fault(kind: kind, range: range, related: related, document: max(0, documents.count - 1))
    // The one that ends reading is always told: the rest of the file is missing.
    if faults.count < limits.faults || fault.endsReading { faults.append(fault) }
  }

  mutating func stop(_ kind: Fault.Kind, _ range: TextRange) {
    guard !isStopped else { return }
    isStopped = true
    report(kind, range)
  }
}

/// A document as the builder knows it.
struct DocumentRecord: Sendable {
  var root: UInt32?
  var start: Int
  var end: Int
  var isComplete = false
}
