/// A scalar's event to its record: where it really begins and ends, and where its text is found.
extension TreeBuilder {
  /// The record of a scalar that begins at `start`, behind its tag and anchor.
  mutating func place(_ event: borrowing Event, from start: Int, _ flags: NodeRecord.Flags) -> NodeRecord {
    let style = event.style
    let isEmpty = event.start == event.end
    let end = isEmpty ? start : trueEnd(of: event, from: start)
    if !isEmpty, style != .plain || !event.value.isEmpty {
      comments.pass(scalarFrom: style.isBlock ? nextLine(bytes, from: start) : start, to: end)
    }
    var first = UInt32(truncatingIfNeeded: style == .plain ? start : start + 1)
    var flags = flags
    if event.isMultiline || style.isBlock { flags.insert(.multiline) }
    if isFound(event, in: bytes, from: start, to: end) {
      flags.insert(.textInSource)
    } else {
      first = UInt32(truncatingIfNeeded: arena.texts.count)
      arena.texts.append(contentsOf: event.value)
    }
    return NodeRecord(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), first: first,
      count: UInt32(truncatingIfNeeded: event.value.count), shape: .scalar, style: style, flags: flags)
  }

  private func trueEnd(of event: borrowing Event, from start: Int) -> Int {
    event.style.isBlock ? blockScalarEnd(bytes, start: start, mark: event.end) : max(start, event.end)
  }

  /// An empty value lies right behind its key's colon, wherever libyaml saw that there is none.
  func emptyValuePlace(_ mark: Int, _ flags: inout NodeRecord.Flags) -> Int {
    guard frame.isMapping, !isKey, let key = pending.last else { return mark }
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
}

/// Whether a scalar's text stands in the file as it is.
///
/// No method: one that changes nothing would be handed a copy of the builder, for each scalar.
private func isFound(
  _ event: borrowing Event, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
) -> Bool {
  switch event.style {
  case .plain: return !event.isMultiline
  case .singleQuoted, .doubleQuoted:
    guard !event.isMultiline, start + 2 <= end else { return false }
    return isEqual(UnsafeBufferPointer(rebasing: bytes[start + 1..<end - 1]), event.value)
  case .literal, .folded: return false
  }
}
