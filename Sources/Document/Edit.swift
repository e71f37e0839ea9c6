/// Replacements of parts of a file that leave every other byte as it is.
package struct Edit: Hashable, Sendable {
  package var range: TextRange
  package var text: String

  package init(range: TextRange, text: String) {
    self.range = range
    self.text = text
  }
}

extension SourceText {
  /// The file with all edits made at once; nil when two of them overlap or one lies outside the file.
  /// Insertions at one place follow each other in the order given.
  package func applying(_ edits: [Edit]) -> [UInt8]? {
    let sorted = edits.enumerated().sorted { one, other in
      (one.element.range.start, one.element.range.end, one.offset)
        < (other.element.range.start, other.element.range.end, other.offset)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.text.utf8.count })
    var done = 0
    for (_, edit) in sorted {
      guard edit.range.start >= done, edit.range.end >= edit.range.start, edit.range.end <= bytes.count else {
        return nil
      }
      result += bytes[done..<edit.range.start]
      result += edit.text.utf8
      done = edit.range.end
    }
    return result + bytes[done...]
  }
}
