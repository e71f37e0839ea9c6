// The tables under rules/ as the functions are given them, read from the checkout.

import Foundation

@testable import PreflightKit

enum Knowledge {
  static let suffixes = PublicSuffixList(text("domains/public-suffixes.dat"))
  static let kinds = HostKinds(text("domains/special-suffixes.dat"))
  static let leftovers = Leftovers(
    words: text("words/leftovers.dat"), affixes: text("words/leftover-affixes.dat"),
    realNames: text("words/real-names.dat"))
  static let placeholders = PlaceholderForms(text("words/placeholders.dat"))
  static let shapes = TokenShapes(text("words/token-shapes.dat"))

  static func text(_ path: String) -> String {
    let root = URL(filePath: "../../../rules/", relativeTo: URL(filePath: #filePath))
    return (try? String(contentsOf: URL(filePath: path, relativeTo: root), encoding: .utf8)) ?? ""
  }
}
