/// How many letters a person must insert, leave out, change or swap with a neighbour to get from one text
/// to the other: "smpt" is one away from "smtp" (optimal string alignment, by code points).
///
/// Beyond 200 characters the rest counts by its length only, so that no text takes long.
package func editDistance(_ left: String, _ right: String) -> Int {
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
