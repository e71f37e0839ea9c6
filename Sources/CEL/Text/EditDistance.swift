/// How many letters a person must insert, leave out, change or swap with a neighbour to get from one text
/// to the other: "smpt" is one away from "smtp" (optimal string alignment, by code points).
///
/// Beyond 200 characters the rest counts by its length only, so that no text takes long.
package func editDistance(_ left: String, _ right: String) -> Int {
  if let distance = distanceOfNames(left, right) { return distance }
  let limit = 200
  let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
  let tail = abs(max(left.count - limit, 0) - max(right.count - limit, 0))
  return distance(left.prefix(limit), right.prefix(limit)) + tail
}

private func distance(_ left: ArraySlice<Unicode.Scalar>, _ right: ArraySlice<Unicode.Scalar>) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var best = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
        best = min(best, beforeLast[column - 1] + 1)
      }
      current.append(best)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}

/// The same for two ASCII texts of which the first has 64 characters at most: a column of the table as the
/// bits of two words (H. Hyyrö, 2003). A host is compared with every host of the catalogue, so this must
/// cost nothing.
private func distanceOfNames(_ left: String, _ right: String) -> Int? {
  left.utf8.withContiguousStorageIfAvailable { left in
    right.utf8.withContiguousStorageIfAvailable { right in
      guard 1...64 ~= left.count, right.count <= 200, left.allSatisfy({ $0 < 0x80 }),
        right.allSatisfy({ $0 < 0x80 })
      else { return nil }
      return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 128) { places in
        places.initialize(repeating: 0)
        for (place, letter) in left.enumerated() { places[Int(letter)] |= 1 << place }
        return distance(places, count: left.count, right)
      }
    } ?? nil
  } ?? nil
}

/// - Parameter places: for each letter, where the first text has it.
private func distance(
  _ places: UnsafeMutableBufferPointer<UInt64>, count: Int, _ text: UnsafeBufferPointer<UInt8>
) -> Int {
  let lastRow: UInt64 = 1 << (count - 1)
  var (rises, falls, diagonal, before) = (UInt64.max, UInt64(0), UInt64(0), UInt64(0))
  var distance = count
  for letter in text {
    let matches = places[Int(letter)]
    let swaps = ((~diagonal & matches) << 1) & before
    diagonal = (((matches & rises) &+ rises) ^ rises) | matches | falls | swaps
    var right = falls | ~(diagonal | rises)
    var left = diagonal & rises
    if right & lastRow != 0 { distance += 1 }
    if left & lastRow != 0 { distance -= 1 }
    right = right << 1 | 1
    left <<= 1
    rises = left | ~(diagonal | right)
    falls = right & diagonal
    before = matches
  }
  return distance
}
