/// A rule's words about one target: its texts, the target and the campaign in; sentences and places out.
import CEL
import Document

struct Telling {
  let compiled: CompiledText
  private let transport: Int
  /// The campaign's.
  private let unknowns: [String: UnknownSetting]
  /// What one text had to evaluate, the next one finds here.
  private var frame: Frame

  init(_ compiled: CompiledText, _ target: Target, _ campaign: Campaign) {
    self.compiled = compiled
    unknowns = campaign.unknowns
    transport = target.transport ?? 0
    frame = Frame(target.bindings)
  }

  mutating func said(_ text: Wording) -> String {
    text.said(in: &frame) { [unknowns] in words(for: $0, unknowns) }
  }

  /// On one line, whatever the user's values hold.
  mutating func line(_ text: Wording) -> String {
    let words = said(text)
    if words.isPlain { return words }
    return words.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  mutating func path(_ text: String) -> NodePath {
    compiled.path(text)?.path(transport: transport) { value(of: $0) } ?? NodePath([])
  }

  /// The value of an expression in a path or a fix.
  mutating func value(of expression: String) -> Value {
    compiled.value(of: expression, in: &frame)
  }
}

/// By the variables that it depends on; of a text what is known of it stands around them.
private func words(for unknown: Unknown, _ settings: [String: UnknownSetting]) -> String {
  let names = unknown.paths.flatMap { settings[$0]?.variables ?? [] }.map { "${\($0)}" }
  guard let pieces = unknown.text?.pieces else {
    return names.isEmpty ? "…" : names.joined(separator: ", ")
  }
  // What a function left over of the text may have lost some of its variables; which, nobody remembers.
  let isWhole = names.count == pieces.count - 1
  return pieces.indices.dropFirst().reduce(into: pieces[0]) { text, index in
    text += (isWhole ? names[index - 1] : "…") + pieces[index]
  }
}
