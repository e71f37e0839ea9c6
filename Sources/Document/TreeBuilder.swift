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
    /// `aliasedNodes` when it began.
    var aliasedBefore: Int
    /// Index of its anchor, if it has one.
    var anchor: Int?
  }

  struct Anchor {
    var node: UInt32
    /// Of the anchor's own name, with its `&`.
    var range: TextRange
    var isOpen: Bool
    /// Levels of collections, itself included; 0 for a scalar.
    var depth: Int
    /// Nodes it stands for, aliases followed.
    var weight: Int
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

  fileprivate var frames: [Frame] = []
  /// Children of the open collections, the innermost last.
  private var pending: [UInt32] = []
  private var anchors: [Anchor] = []
  private var anchorNames: [String: Int] = [:]
  private var aliasedNodes = 0
  private var keys = KeyTable()
  private var documentStart = 0

  init(_ source: SourceText, bytes: UnsafeBufferPointer<UInt8>, limits: Limits) {
    self.bytes = bytes
    self.limits = limits
    arena = Arena(source: source)
    let guess = min(bytes.count / 8 + 8, limits.nodes)
    arena.records.reserveCapacity(guess)
    arena.children.reserveCapacity(guess)
    pending.reserveCapacity(64)
    frames.reserveCapacity(16)
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
    documentStart = event.start
    anchors.removeAll(keepingCapacity: true)
    anchorNames.removeAll(keepingCapacity: true)
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
    var flags: NodeRecord.Flags = frames.last?.isFlow == true ? .flow : []
    if event.hasProperties {
      start = event.value.isEmpty && event.style == .plain ? event.end : contentStart(of: event)
      addProperties(of: event)
      flags.insert(.hasProperties)
    } else if event.start == event.end {
      start = emptyValuePlace(event.start, &flags)
    }
    var record = NodeRecord(
      start: UInt32(start), end: UInt32(max(start, event.end)), first: 0, count: UInt32(event.value.count),
      shape: .scalar, style: event.style, flags: flags)
    if event.start == event.end { record.end = record.start }
    placeText(of: event, in: &record)
    if isKey, isMergeKey(record, event) {
      record.flags.insert(.mergeKey)
      frames[frames.count - 1].hasMergeKey = true
    }
    if !event.value.isEmpty || event.style != .plain {
      comments.pass(scalarFrom: contentStart(of: record), to: Int(record.end))
    }
    lastScalar = append(record)
    if let name = event.anchor { define(name, at: event.start, node: lastScalar, isOpen: false) }
  }

  /// Decides where the text is found, and sets the true end of a block scalar.
  private mutating func placeText(of event: borrowing Event, in record: inout NodeRecord) {
    let start = Int(record.start)
    switch event.style {
    case .plain where !event.isMultiline:
      record.first = record.start
      record.flags.insert(.textInSource)
      return
    case .singleQuoted where !event.isMultiline, .doubleQuoted where !event.isMultiline:
      let inner = start + 1..<max(start + 1, Int(record.end) - 1)
      if isEqual(UnsafeBufferPointer(rebasing: bytes[inner]), event.value) {
        record.first = record.start + 1
        record.flags.insert(.textInSource)
        return
      }
    case .plain, .singleQuoted, .doubleQuoted:
      record.flags.insert(.multiline)
    case .literal, .folded:
      record.flags.insert(.multiline)
      record.end = UInt32(blockScalarEnd(bytes, start: start, mark: Int(record.end)))
    }
    record.first = UInt32(arena.texts.count)
    arena.texts.append(contentsOf: event.value)
  }

  /// Where no comment can be any more: the header of a block scalar may have one.
  private func contentStart(of record: NodeRecord) -> Int {
    switch record.style {
    case .literal, .folded: nextLine(bytes, from: Int(record.start))
    case .plain, .singleQuoted, .doubleQuoted: Int(record.start)
    }
  }

  private func isMergeKey(_ record: NodeRecord, _ event: borrowing Event) -> Bool {
    event.style == .plain && event.value.count == 2 && event.value[0] == UInt8(ascii: "<")
      && event.value[1] == UInt8(ascii: "<") && event.tagName == nil
  }

  private mutating func addAlias(_ event: borrowing Event) {
    let name = String(decoding: event.value, as: UTF8.self)
    let range = TextRange(start: event.start, end: event.end)
    var record = NodeRecord(
      start: UInt32(event.start), end: UInt32(event.end), first: NodeRecord.none, count: 0, shape: .alias,
      style: .plain, flags: frames.last?.isFlow == true ? .flow : [])
    if let index = anchorNames[name] {
      let anchor = anchors[index]
      if anchor.isOpen {
        report(.recursiveAlias(name: name), range, related: anchor.range)
      } else {
        record.first = anchor.node
        follow(anchor, from: range)
      }
    } else {
      report(.unknownAlias(name: name), range)
    }
    _ = append(record)
  }

  /// Counts what an alias adds to the document when it is followed.
  private mutating func follow(_ anchor: Anchor, from range: TextRange) {
    aliasedNodes += anchor.weight
    if aliasedNodes > limits.expandedNodes {
      stop(.aliasExpansion(limit: limits.expandedNodes), range)
    }
    guard !frames.isEmpty else { return }
    let depth = frames.count + anchor.depth
    frames[frames.count - 1].deepest = max(frames[frames.count - 1].deepest, depth)
    if depth > limits.depth { stop(.tooDeep(limit: limits.depth), range) }
  }

  // MARK: Collections

  private mutating func open(_ event: borrowing Event) {
    var start = event.start
    var flags: NodeRecord.Flags = event.isFlow || frames.last?.isFlow == true ? .flow : []
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
    var frame = Frame(
      node: node, firstChild: pending.count, isMapping: isMapping, isFlow: flags.contains(.flow),
      deepest: frames.count + 1, aliasedBefore: aliasedNodes)
    if let name = event.anchor {
      frame.anchor = anchors.count
      define(name, at: event.start, node: node, isOpen: true)
    }
    frames.append(frame)
    if frames.count > limits.depth {
      stop(.tooDeep(limit: limits.depth), TextRange(start: start, end: min(start + 1, bytes.count)))
    }
  }

  private mutating func close(_ event: borrowing Event) {
    guard let frame = frames.popLast() else { return }
    let index = Int(frame.node)
    arena.records[index].first = UInt32(arena.children.count)
    arena.records[index].count = UInt32(pending.count - frame.firstChild)
    // libyaml's end mark is the next token's start, except behind a bracket.
    let isBracketed = frame.isFlow && !arena.records[index].flags.contains(.bracketless)
    if isBracketed {
      arena.records[index].end = UInt32(event.end)
    } else if let last = pending.last, pending.count > frame.firstChild {
      arena.records[index].end = max(arena.records[index].start, arena.records[Int(last)].end)
    }
    arena.children.append(contentsOf: pending[frame.firstChild...])
    pending.removeSubrange(frame.firstChild...)
    if frame.isMapping { checkKeys(of: frame) }
    if !frames.isEmpty {
      frames[frames.count - 1].deepest = max(frames[frames.count - 1].deepest, frame.deepest)
    }
    if let anchor = frame.anchor {
      anchors[anchor].isOpen = false
      anchors[anchor].depth = frame.deepest - frames.count
      anchors[anchor].weight = arena.records.count - index + aliasedNodes - frame.aliasedBefore
    }
  }

  /// Reports duplicate and complex keys and merges of what is no mapping, and marks them for `YAMLEntries`.
  private mutating func checkKeys(of frame: Frame) {
    let children = arena.children(of: frame.node)
    var isIrregular = frame.hasMergeKey
    keys.reset()
    for index in stride(from: children.startIndex, to: children.endIndex, by: 2) {
      let key = children[index]
      let record = arena.records[Int(key)]
      if record.flags.contains(.mergeKey) {
        checkMerge(children[index + 1])
      } else if arena.records[Int(arena.resolved(key))].shape == .scalar {
        guard let earlier = keys.insert(key, in: arena) else { continue }
        isIrregular = true
        arena.records[Int(earlier)].flags.insert(.superseded)
        reportDuplicate(key, of: earlier)
      } else {
        isIrregular = true
        reportComplexKey(record, in: arena.records[Int(frame.node)])
      }
    }
    if isIrregular { arena.records[Int(frame.node)].flags.insert(.irregular) }
  }

  /// An unquoted `{{ x }}` is a mapping whose key is a mapping: the whole of it is at fault.
  private mutating func reportComplexKey(_ key: NodeRecord, in mapping: NodeRecord) {
    if key.shape == .alias, key.first == NodeRecord.none { return }  // reported as an unknown alias
    let isTemplate =
      key.start == mapping.start + 1 && key.end + 1 == mapping.end && bytes[Int(key.start)] == Byte.openBrace
    report(
      .complexKey(hint: isTemplate ? .template("{{") : nil), isTemplate ? mapping.range : key.range)
  }

  private mutating func reportDuplicate(_ key: UInt32, of earlier: UInt32) {
    let name = arena.withText(of: key) { String(decoding: $0, as: UTF8.self) }
    report(
      .duplicateKey(name: name), arena.records[Int(key)].range, related: arena.records[Int(earlier)].range)
  }

  private mutating func checkMerge(_ value: UInt32) {
    let use = arena.records[Int(value)].range
    let target = arena.resolved(value)
    switch arena.records[Int(target)].shape {
    case .mapping, .alias: return  // an alias that leads nowhere has been reported
    case .scalar: report(.mergeNotMapping, use)
    case .sequence:
      for item in arena.children(of: target) {
        let shape = arena.records[Int(arena.resolved(item))].shape
        guard shape == .scalar || shape == .sequence else { continue }
        let range = arena.records[Int(item)].range
        if target == value {
          report(.mergeNotMapping, range)
        } else {
          report(.mergeNotMapping, use, related: range)
        }
        return
      }
    }
  }

  // MARK: Pieces

  private var isKey: Bool {
    guard let frame = frames.last else { return false }
    return frame.isMapping && (pending.count - frame.firstChild) % 2 == 0
  }

  private mutating func append(_ record: NodeRecord) -> UInt32 {
    let node = UInt32(arena.records.count)
    arena.records.append(record)
    pending.append(node)
    if arena.records.count > limits.nodes { stop(.tooManyNodes(limit: limits.nodes), record.range) }
    return node
  }

  private mutating func define(_ name: String, at properties: Int, node: UInt32, isOpen: Bool) {
    var start = properties
    if bytes[start] != Byte.ampersand { start = skipProperties(bytes, from: start, count: 1) }
    let range = TextRange(start: start, end: min(start + 1 + name.utf8.count, bytes.count))
    anchorNames[name] = anchors.count
    anchors.append(Anchor(node: node, range: range, isOpen: isOpen, depth: 0, weight: 1))
  }

  private mutating func addProperties(of event: borrowing Event) {
    arena.properties.append(
      NodeProperties(node: UInt32(arena.records.count), start: UInt32(event.start), tag: event.tag))
  }

  private func contentStart(of event: borrowing Event) -> Int {
    skipProperties(
      bytes, from: event.start, count: (event.anchorName == nil ? 0 : 1) + (event.tagName == nil ? 0 : 1))
  }

  /// An empty value lies right behind its key's colon, wherever libyaml saw that there is none.
  private func emptyValuePlace(_ mark: Int, _ flags: inout NodeRecord.Flags) -> Int {
    guard let frame = frames.last, frame.isMapping, !isKey, let key = pending.last else { return mark }
    let keyEnd = Int(arena.records[Int(key)].end)
    let next = skipSpaceAndComments(bytes, from: keyEnd)
    if next < bytes.count, bytes[next] == Byte.colon {
      // In a block, `::` behind `? key` is the next key.
      if frame.isFlow || next + 1 == bytes.count || Byte.isSpace(bytes[next + 1]) { return next + 1 }
    }
    flags.insert(.noColon)
    // Nor can one be added: a key of several lines needs a question mark.
    flags.formUnion(arena.records[Int(key)].flags.intersection(.multiline))
    return keyEnd
  }

  mutating func report(_ kind: Fault.Kind, _ range: TextRange, related: TextRange? = nil) {
    guard faults.count < limits.faults else { return }
    let document = max(0, documents.count - 1)
    faults.append(Fault(kind: kind, range: range, related: related, document: document))
  }

  mutating func stop(_ kind: Fault.Kind, _ range: TextRange) {
    guard !isStopped else { return }
    isStopped = true
    report(kind, range)
  }
}

extension TreeBuilder {
  /// libyaml has stopped: the document that was open is lost, those before it stay.
  mutating func fail(_ problem: ParserProblem) {
    isStopped = true
    let last = lastScalar == NodeRecord.none ? nil : arena.records[Int(lastScalar)]
    let bracket = frames.last.map { arena.records[Int($0.node)] }
    let openBracket = bracket?.flags.contains(.flow) == true ? bracket.map { Int($0.start) } : nil
    let finding = SyntaxDiagnosis(
      bytes: bytes, problem: problem, lastScalar: last, openBracket: openBracket
    ).finding()
    // What broke the syntax has often read as a complex key before: `{{ x }}:25`.
    let document = max(0, documents.count - 1)
    faults.removeAll { $0.document == document && $0.kind.isComplexKey }
    let start = min(problem.contextOffset ?? finding.range.start, bytes.count)
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let related = start < finding.range.start ? TextRange(start: start, end: end) : nil
    report(
      .syntax(problem: problem.problem, context: problem.context, hint: finding.hint), finding.range,
      related: related)
  }
}

struct DocumentRecord: Sendable {
  var root: UInt32?
  var start: Int
  var end: Int
  var isComplete = false
}
