/// Open questions with one cause, told once: findings in, groups in the same order out. One unset variable leaves many
/// rules undetermined, and nobody reads the same block thirty times.

struct FindingGroup: Sendable {
  let first: Finding
  /// The rules of all of them, in order.
  private(set) var rules: [String]

  var isAlone: Bool { rules.count == 1 }

  private init(_ finding: Finding) {
    first = finding
    rules = [finding.rule]
  }

  /// Only undetermined findings share a block; every other one has something of its own to say.
  static func grouped(_ findings: [Finding]) -> [FindingGroup] {
    var groups: [FindingGroup] = []
    var known: [Cause: Int] = [:]
    for finding in findings {
      let cause = Cause(place: finding.place, message: finding.message)
      if finding.outcome == .undetermined, let index = known[cause] {
        groups[index].rules.append(finding.rule)
        continue
      }
      if finding.outcome == .undetermined { known[cause] = groups.count }
      groups.append(FindingGroup(finding))
    }
    return groups
  }

  private struct Cause: Hashable {
    var place: Place
    var message: String
  }
}
