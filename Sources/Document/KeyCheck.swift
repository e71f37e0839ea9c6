/// A mapping that has ended: its duplicate and complex keys and its merges are judged, and marked for `YAMLEntries`.
extension TreeBuilder {
  mutating func checkKeys(of mapping: UInt32, hasMergeKey: Bool) {
    let record = arena.records[Int(mapping)]
    var isIrregular = hasMergeKey
    var merge: NodeRecord?
    keys.reset()
    for place in stride(from: Int(record.first), to: Int(record.first + record.count), by: 2) {
      let key = arena.children[place]
      let keyRecord = arena.records[Int(key)]
      if keyRecord.flags.contains(.mergeKey) {
        if let merge { report(.duplicateMerge, keyRecord.range, related: merge.range) }
        merge = keyRecord
        checkMerge(arena.children[place + 1])
      } else if arena.records[Int(arena.resolved(key))].shape == .scalar {
        guard let earlier = keys.insert(key, in: arena) else { continue }
        isIrregular = true
        arena.records[Int(earlier)].flags.insert(.superseded)
        reportDuplicate(key, of: earlier)
      } else {
        isIrregular = true
        reportComplexKey(keyRecord, in: record)
      }
    }
    if isIrregular { arena.records[Int(mapping)].flags.insert(.irregular) }
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
}
