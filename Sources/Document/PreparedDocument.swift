/// A document that a build has read, so that a run need not read it again: a document in, bytes below 128 and the texts
/// of its scalars out; and the way back. The places of its nodes are those in the file.
package struct PreparedDocument: Sendable {
  package let bytes: [UInt8]
  /// The scalars that are not written as they read, one after the other.
  package let texts: String

  /// nil for a document that is empty, or has anchors or tags: it must be read again.
  package init?(_ document: YAMLDocument) {
    guard let root = document.root, root.use == NodeRecord.none else { return nil }
    let arena = root.tree.arena
    guard arena.properties.isEmpty, !arena.records.contains(where: { $0.shape == .alias }) else { return nil }
    var writer = NumberWriter()
    writer.write(root.index)
    writer.write(UInt32(arena.records.count))
    var start: UInt32 = 0
    for record in arena.records {
      writer.write(zigzag(Int32(bitPattern: record.start &- start)))
      writer.write(record.end - record.start)
      writer.write(record.flags.contains(.textInSource) ? record.first &- record.start : record.first)
      writer.write(record.count)
      writer.write(record.kindBits)
      start = record.start
    }
    writer.write(UInt32(arena.children.count))
    for child in arena.children { writer.write(child) }
    bytes = writer.bytes
    texts = String(decoding: arena.texts, as: UTF8.self)
    guard texts.utf8.elementsEqual(arena.texts) else { return nil }
  }

  /// The root of the document whose bytes begin at a place; nil for bytes that `init` did not write.
  ///
  /// - Parameter source: the file that the document was read from.
  package static func root(
    _ bytes: StaticString, at place: Int, texts: String, source: SourceText
  ) -> YAMLNode? {
    let bytes = UnsafeBufferPointer(start: bytes.utf8Start, count: bytes.utf8CodeUnitCount)
    return root(bytes, at: place, texts: texts, source: source)
  }

  package static func root(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, texts: String, source: SourceText
  ) -> YAMLNode? {
    var reader = NumberReader(bytes: bytes, position: place)
    var arena = Arena(source: source)
    arena.texts = Array(texts.utf8)
    let root = reader.number()
    let count = reader.count()
    arena.records.reserveCapacity(count)
    var start: UInt32 = 0
    for _ in 0..<count {
      guard let record = reader.record(after: start) else { return nil }
      arena.records.append(record)
      start = record.start
    }
    let children = reader.count()
    arena.children.reserveCapacity(children)
    for _ in 0..<children { arena.children.append(reader.number()) }
    guard root < arena.records.count, arena.isSound else { return nil }
    return YAMLNode(Tree(arena), root)
  }
}

extension Arena {
  /// Whether every place in it is one.
  fileprivate var isSound: Bool {
    children.allSatisfy { $0 < records.count }
      && records.allSatisfy { record in
        let end = UInt64(record.first) + UInt64(record.count)
        switch record.shape {
        case .scalar:
          return end <= (record.flags.contains(.textInSource) ? source.bytes.count : texts.count)
        case .sequence, .mapping: return end <= children.count
        case .alias: return false
        }
      }
  }
}

extension NodeRecord {
  fileprivate var kindBits: UInt32 {
    UInt32(shape.rawValue) | UInt32(style.rawValue) << 2 | UInt32(flags.rawValue) << 5
  }
}

private func zigzag(_ number: Int32) -> UInt32 { UInt32(bitPattern: number << 1 ^ number >> 31) }

/// Six bits a byte, the lowest first; the seventh says that more follow. CEL writes its trees in the same way; neither room
/// knows of the other.
private struct NumberWriter {
  var bytes: [UInt8] = []

  mutating func write(_ number: UInt32) {
    var rest = number
    while rest > 63 {
      bytes.append(UInt8(rest & 63) | 64)
      rest >>= 6
    }
    bytes.append(UInt8(rest))
  }
}

private struct NumberReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int

  mutating func record(after start: UInt32) -> NodeRecord? {
    let step = number()
    let start = start &+ UInt32(bitPattern: Int32(bitPattern: step >> 1) ^ -Int32(bitPattern: step & 1))
    let length = number()
    let first = number()
    let count = number()
    let bits = number()
    let flags = NodeRecord.Flags(rawValue: UInt16(truncatingIfNeeded: bits >> 5))
    guard let shape = NodeRecord.Shape(rawValue: UInt8(bits & 3)),
      let style = ScalarStyle(rawValue: UInt8(bits >> 2 & 7))
    else { return nil }
    return NodeRecord(
      start: start, end: start &+ length, first: flags.contains(.textInSource) ? start &+ first : first,
      count: count, shape: shape, style: style, flags: flags)
  }

  /// A number of things that follow. None is shorter than a byte, so a count beyond the rest is not believed.
  mutating func count() -> Int { min(Int(number()), bytes.count - position) }

  mutating func number() -> UInt32 {
    var result: UInt32 = 0
    var shift: UInt32 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      result |= UInt32(byte & 63) &<< shift
      shift += 6
      if byte < 64 || shift > 31 { break }
    }
    return result
  }
}
