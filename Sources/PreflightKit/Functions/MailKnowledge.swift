/// Everything the mail functions know, as tables: texts in, nothing built and nothing read before it is
/// asked for.
package struct MailKnowledge: Sendable {
  package let suffixes: PublicSuffixList
  package let hosts: HostKinds
  package let leftovers: Leftovers
  package let placeholders: PlaceholderForms
  package let mergeTags: MergeTags
  package let shapes: TokenShapes

  /// - Parameter text: the text of a file below rules/, such as "words/leftovers.dat"; nil counts as empty.
  package init(text: (_ path: String) -> String?) {
    suffixes = PublicSuffixList(text("domains/public-suffixes.dat") ?? "")
    hosts = HostKinds(text("domains/special-suffixes.dat") ?? "")
    leftovers = Leftovers(
      words: text("words/leftovers.dat") ?? "", affixes: text("words/leftover-affixes.dat") ?? "",
      realNames: text("words/real-names.dat") ?? "")
    placeholders = PlaceholderForms(text("words/placeholders.dat") ?? "")
    mergeTags = MergeTags(text("words/merge-tags.dat") ?? "")
    shapes = TokenShapes(text("words/token-shapes.dat") ?? "")
  }
}
