/// A file as YAML: its documents, its comments and what is wrong with it.
package struct YAMLStream: Sendable {
  package let source: SourceText
  /// The documents before the fault that ended reading, or all of them.
  package let documents: [YAMLDocument]
  package let comments: Comments
  package let faults: [Fault]

  /// The roots behind the first document, for files that are to hold one. Documents with nothing in them do not count.
  package var furtherRoots: [YAMLNode] {
    documents.dropFirst().compactMap { document in document.root.flatMap { $0.isNull ? nil : $0 } }
  }

  /// Reads a file. Whatever the bytes are, it comes back: what is wrong is in `faults`.
  package init(parsing source: SourceText, limits: Limits = Limits()) {
    if let refusal = refusal(of: source, limits) {
      self.init(source, nil, faults: [refusal])
      return
    }
    let reading = source.bytes.withUnsafeBufferPointer { read(source, $0, limits) }
    self.init(source, reading, faults: reading.faults)
  }

  private init(_ source: SourceText, _ reading: consuming Reading?, faults: [Fault]) {
    self.source = source
    self.faults = faults.sorted { $0.range.start < $1.range.start }
    comments = Comments(source: source, ranges: reading?.comments ?? [])
    guard let reading else {
      documents = []
      return
    }
    let tree = Tree(reading.arena)
    documents = reading.documents.enumerated().compactMap { index, record in
      guard record.isComplete else { return nil }
      return YAMLDocument(
        index: index, root: record.root.map { YAMLNode(tree, $0) },
        range: TextRange(start: record.start, end: record.end))
    }
  }
}

package struct YAMLDocument: Sendable {
  /// Its number in the file, from 0.
  package let index: Int
  /// Nil when the document is empty.
  package let root: YAMLNode?
  /// From its directives, `---` or first node to its last node or `...`.
  package let range: TextRange
}

/// Bytes that never reach the parser.
private func refusal(of source: SourceText, _ limits: Limits) -> Fault? {
  let limit = min(limits.bytes, Int(Int32.max))
  guard source.bytes.count <= limit else {
    return Fault(kind: .tooLarge(limit: limit), range: TextRange(at: 0))
  }
  let start = TextRange(start: 0, end: min(source.bytes.count, 4))
  switch source.defect {
  case nil: return nil
  case .utf16(let bigEndian): return Fault(kind: .utf16(bigEndian: bigEndian), range: start)
  case .utf32(let bigEndian): return Fault(kind: .utf32(bigEndian: bigEndian), range: start)
  case .notUTF8(let offset):
    return Fault(kind: .notUTF8, range: TextRange(start: offset, end: offset + 1))
  case .controlCharacter(let value, let offset, let count):
    return Fault(kind: .controlCharacter(value), range: TextRange(start: offset, end: offset + count))
  }
}

/// What is left when the parser and its view of the bytes are gone.
private struct Reading {
  var arena: Arena
  var documents: [DocumentRecord]
  var comments: [CommentScan.Span]
  var faults: [Fault]

  init(_ builder: consuming TreeBuilder) {
    arena = builder.arena
    documents = builder.documents
    comments = builder.comments.found
    faults = builder.faults
  }
}

private func read(_ source: SourceText, _ bytes: UnsafeBufferPointer<UInt8>, _ limits: Limits) -> Reading {
  var builder = TreeBuilder(source, bytes: bytes, limits: limits)
  guard var reader = EventReader(bytes, textStart: source.textStart, isASCII: source.isASCII) else {
    return Reading(builder)
  }
  var event = Event()
  while reader.read(into: &event) {
    builder.add(event)
    if builder.isStopped || event.kind == .streamEnd { return Reading(builder) }
  }
  builder.fail(reader.problem())
  return Reading(builder)
}
