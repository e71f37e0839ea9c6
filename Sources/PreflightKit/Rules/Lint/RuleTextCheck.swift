/// The texts of a rule file: messages, remediation and references in; what would read badly, or cannot be opened, out.
import Document

extension RuleLintDesk {
  mutating func checkTexts(_ root: YAMLNode) {
    for message in root.messages { checkMessage(message) }
    if let remediation = root.value(for: "remediation"), remediation.text.allSatisfy(\.isWhitespace) {
      note(
        .noRemediation,
        remediation.range.end > remediation.range.start ? remediation.range : root.keyRange("remediation"))
    }
    for reference in root.items(of: "references") {
      guard let url = reference.value(for: "url") else { continue }
      if !isAddress(url.text) { note(.badAddress(url.text), url.range) }
    }
  }

  private mutating func checkMessage(_ node: YAMLNode) {
    var text = Substring(node.text)
    // A block scalar ends in the line break that YAML adds.
    while text.last?.isNewline == true, node.style != .doubleQuoted { text.removeLast() }
    if text.allSatisfy(\.isWhitespace) { return note(.emptyMessage, node.range) }
    if text.contains(where: \.isNewline) { note(.lineBreak, node.range) }
    if text.last == ".", !text.hasSuffix("...") {
      let end = text.utf8.count
      note(.fullStop, node.sourceRange(ofText: end - 1..<end))
    }
    let words = ["error", "warning", "info", "note"]
    if let word = words.first(where: { text.lowercased().hasPrefix($0 + ":") }) {
      note(.severityWord(String(text.prefix(word.count))), node.sourceRange(ofText: 0..<word.utf8.count + 1))
    }
  }
}

extension YAMLNode {
  /// The rule's message, and those of its assertions.
  fileprivate var messages: [YAMLNode] {
    var nodes = [value(for: "message")].compactMap { $0 }
    if let list = value(for: "assert"), list.kind == .sequence {
      nodes += list.items.compactMap { $0.value(for: "message") }
    }
    return nodes
  }

  func keyRange(_ key: String) -> TextRange {
    entry(for: key)?.key.range ?? range
  }
}

/// `https://`, a host with a dot, nothing that a browser would not take.
private func isAddress(_ text: String) -> Bool {
  guard text.hasPrefix("https://") else { return false }
  let rest = text.dropFirst("https://".count)
  let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  return host.contains(".") && !host.hasPrefix(".") && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
}
