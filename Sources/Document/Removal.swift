/// Edits that take an entry out of a mapping, together with its line or its comma.
extension YAMLNode {
  /// Removes an entry; the last one of a mapping leaves `{}`. Nil when the key is not there or is merged, when
  /// it is written twice (the other one would come to life), and through an alias.
  package func removing(key: String) -> Edit? {
    let arena = tree.arena
    let children = Array(arena.children(of: index))
    let places = stride(from: 0, to: children.count, by: 2).filter {
      arena.isText(children[$0], key) && !arena.records[Int(children[$0])].flags.contains(.mergeKey)
    }
    guard use == NodeRecord.none, record.shape == .mapping, places.count == 1,
      !record.flags.contains(.bracketless)
    else { return nil }
    let cut = Cut(arena: arena, mapping: record, children: children, place: places[0])
    return record.flags.contains(.flow) ? cut.fromFlow() : cut.fromBlock()
  }
}

private struct Cut {
  let arena: Arena
  let mapping: NodeRecord
  let children: [UInt32]
  /// Index of the key in `children`.
  let place: Int

  private var start: Int { arena.outerStart(of: children[place]) }
  private var end: Int { Int(arena.records[Int(children[place + 1])].end) }
  private var next: Int? { place + 2 < children.count ? arena.outerStart(of: children[place + 2]) : nil }

  func fromFlow() -> Edit {
    if children.count == 2 {
      return Edit(range: TextRange(start: Int(mapping.start) + 1, end: Int(mapping.end) - 1), text: "")
    }
    if let next { return Edit(range: TextRange(start: start, end: next), text: "") }
    let before = Int(arena.records[Int(children[place - 1])].end)
    let comma = arena.source.bytes.withUnsafeBufferPointer { skipSpaceAndComments($0, from: before) }
    return Edit(range: TextRange(start: comma, end: end), text: "")
  }

  func fromBlock() -> Edit {
    if children.count == 2 {
      return Edit(range: TextRange(start: Int(mapping.start), end: Int(mapping.end)), text: "{}")
    }
    return arena.source.bytes.withUnsafeBufferPointer { bytes in
      let line = max(lineStart(bytes, of: start), arena.source.textStart)
      // The first entry of a list's item shares its line with the dash, which has to stay.
      if !bytes[line..<start].allSatisfy(Byte.isBlank), place == 0, let next {
        return Edit(range: TextRange(start: start, end: next), text: "")
      }
      return Edit(range: TextRange(start: line, end: nextLine(bytes, from: end)), text: "")
    }
  }
}
