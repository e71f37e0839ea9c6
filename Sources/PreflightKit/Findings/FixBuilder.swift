/// A rule's fix for one target: its steps in, edits of the file out; nothing where the place cannot be edited safely.
import CEL
import Document

struct FixBuilder {
  let root: YAMLNode
  let campaign: Campaign

  /// nil when a step has no known value, or its place is reached through an alias or a merge key.
  func fix(_ steps: [RuleText.FixStep], _ telling: inout Telling, in source: SourceText) -> Fix? {
    guard !steps.isEmpty else { return nil }
    var edits: [Edit] = []
    var isSafe = true
    for step in steps {
      let path = telling.path(step.path)
      guard let edit = edit(step.action, at: path, &telling) else { return nil }
      edits.append(edit)
      // What an alias repeats would change there as well.
      if step.safety != .safe || isShared(path) { isSafe = false }
    }
    return Fix(
      safety: isSafe ? .safe : .unsafe,
      edits: edits.map { Fix.Edit(range: SourceRange($0.range, in: source), text: $0.text) })
  }

  private func isShared(_ path: NodePath) -> Bool {
    path.steps.indices.contains { root.node(at: NodePath(Array(path.steps[...$0])))?.isShared ?? false }
  }

  private func edit(_ action: RuleText.FixStep.Action, at path: NodePath, _ telling: inout Telling) -> Edit? {
    switch action {
    case .remove:
      guard case .key(let key)? = path.steps.last, let parent = path.parent else { return nil }
      return root.node(at: parent)?.removing(key: key)
    case .set(let expression):
      let value = telling.value(of: expression)
      guard let text = written(value).flatMap({ placed($0, at: path) }) else { return nil }
      return root.setting(path, to: text)
    }
  }

  /// What to write where a value stands. Where the default of a placeholder counts, the default is what changes, and the
  /// variable stays; nil where the value comes from a variable, which no edit of the file changes.
  private func placed(_ text: String, at path: NodePath) -> String? {
    let (setting, found) = campaign.root.nearest(to: path)
    guard found == path, Interpolation(text).placeholders.isEmpty else { return text }
    switch setting.origin.source {
    case .written, .implied: return text
    case .variables: return nil
    case .defaults: return root.node(at: path).flatMap { Interpolation($0.text).replacingDefault(with: text) }
    }
  }

  /// A value as it is written in YAML; nil for what a fix may not write.
  private func written(_ value: Value) -> String? {
    switch value {
    case .bool, .int, .uint, .string, .duration: spoken(value) { _ in "" }
    case .double, .null, .bytes, .list, .map, .timestamp, .type, .optional, .opaque, .unknown, .error: nil
    }
  }
}
