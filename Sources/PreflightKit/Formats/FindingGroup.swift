/// Open questions with one cause, told once: findings in, groups in the same order out. One unset variable leaves many
/// rules undetermined, and nobody reads the same block thirty times.

struct FindingGroup: Sendable {
  /// The place of the first of them.
  let first: Int
  /// The rules of all of them, in order.
  private(set) var rules: [String]

  var isAlone: Bool { rules.count == 1 }

  /// Only undetermined findings share a block; every other one has something of its own to say.
  static func grouped(_ findings: [Finding]) -> [FindingGroup] {
    var groups: [FindingGroup] = []
    groups.reserveCapacity(findings.count)
    var known: [Cause: Int] = [:]
    for (place, finding) in findings.enumerated() {
      if finding.outcome == .undetermined {
        let cause = Cause(place: finding.place, message: finding.message)
        if let index = known[cause] {
          groups[index].rules.append(finding.rule)
          continue
        }
        known[cause] = groups.count
      }
      groups.append(FindingGroup(first: place, rules: [finding.rule]))
    }
    return groups
  }

  private struct Cause: Hashable {
    var place: Place
    var message: String
  }
}
