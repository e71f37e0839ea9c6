/// "Did you mean": a misspelt name and the known ones in, the one that was probably meant out.
import CEL

/// The known name within a small edit distance (a third of the length, at least one), the nearest first, or nil.
package func closestName(to name: String, among known: some Sequence<String>) -> String? {
  let wanted = String(name.lowercased().prefix(64))
  var best: (name: String, distance: Int)?
  for candidate in known {
    let known = candidate.lowercased()
    let allowed = max(1, min(wanted.utf8.count, known.utf8.count) / 3)
    guard abs(known.utf8.count - wanted.utf8.count) <= allowed else { continue }
    let distance = editDistance(wanted, known)
    guard distance <= allowed, distance < (best?.distance ?? Int.max) else { continue }
    best = (candidate, distance)
  }
  return best?.name
}
